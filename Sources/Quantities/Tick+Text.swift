extension Tick {
  /// The moment as elapsed time that never wraps: `00:40`, `03:15`, and from 24 h on with the day,
  /// `D2 03:15`, where day 1 is the first.
  ///
  /// Seconds follow only when the moment is not a whole minute (`00:02:30`), and thousandths, to
  /// the nearest, only when it is not a whole second (`00:08:34.286`).
  public var clock: String {
    let (sign, time) = parts
    let hours = time.minutes / 60
    var text = hours < 24 ? "" : "D\(hours / 24 + 1) "
    text += "\(padded(hours % 24, 2)):\(padded(time.minutes % 60, 2))"
    if time.milliseconds > 0 {
      text += ":" + padded(time.milliseconds / 1000, 2)
      if time.milliseconds % 1000 > 0 { text += "." + padded(time.milliseconds % 1000, 3) }
    }
    return sign + text
  }

  /// The length of time in the words of a ward: `40 min`, `90 min`, `48 h`, `4 d 3 h`.
  ///
  /// Minutes are used below 2 h, hours below 3 d, and days from there on; smaller units follow
  /// when something is left for them. Seconds are given to the nearest thousandth.
  public var duration: String {
    let (sign, time) = parts
    var rest = time.minutes
    var words: [String] = []
    func take(_ size: UInt64, _ name: String) {
      if rest >= size { words.append("\(rest / size) \(name)") }
      rest %= size
    }
    if time.minutes >= 3 * 1440 { take(1440, "d") }
    if time.minutes >= 2 * 60 { take(60, "h") }
    take(1, "min")
    if time.milliseconds > 0 {
      let thousandths = padded(time.milliseconds % 1000, 3)
      words.append(
        "\(time.milliseconds / 1000)" + (thousandths == "000" ? "" : "." + thousandths) + " s")
    }
    return words.isEmpty ? "0 min" : sign + words.joined(separator: " ")
  }

  /// Whole minutes and the milliseconds left, rounded once as a whole so that 59.9996 s is a
  /// minute.
  private var parts: (sign: String, time: (minutes: UInt64, milliseconds: UInt64)) {
    let perMillisecond: UInt64 = 705_600
    // Half of a millisecond more cannot overflow: a magnitude is at most 2^63.
    let total = (flicks.magnitude + perMillisecond / 2) / perMillisecond
    return (flicks < 0 && total > 0 ? "-" : "", (total / 60_000, total % 60_000))
  }

  private func padded(_ number: UInt64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
