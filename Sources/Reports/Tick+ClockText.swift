internal import Quantities

extension Tick {
  /// Elapsed time as a clock that never wraps: `00:40`, `D2 03:15`, `00:01:47` with seconds where
  /// they are not whole minutes; milliseconds at most.
  var clockText: String {
    let milliseconds = (flicks + Tick.perMinute / 120_000) / (Tick.perMinute / 60_000)
    let (day, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let (hour, inHour) = rest.quotientAndRemainder(dividingBy: 3_600_000)
    let (minute, inMinute) = inHour.quotientAndRemainder(dividingBy: 60_000)
    var text = (day > 0 ? "D\(day + 1) " : "") + twoDigits(hour) + ":" + twoDigits(minute)
    if inMinute > 0 {
      let (second, thousandth) = inMinute.quotientAndRemainder(dividingBy: 1000)
      text += ":" + twoDigits(second)
      if thousandth > 0 { text += "." + String(String(1000 + thousandth).dropFirst()) }
    }
    return text
  }

  /// A time worked out rather than ordered, in whole seconds while it is short and whole minutes
  /// later; nothing beyond ``longest``.
  static func roundedClock(minutes: Double) -> String {
    let step = minutes < 60 ? perMinute / 60 : perMinute
    guard let exact = Tick(minutes: minutes) else { return "beyond 100 years" }
    return Tick(flicks: (exact.flicks + step / 2) / step * step).clockText
  }

  private func twoDigits(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

/// How long something lasts, in words: `40 min`, `2 h 30 min`, `3 d 4 h`.
enum DurationText {
  /// Rounded to whole minutes, or to whole seconds below ten minutes.
  static func of(minutes: Double) -> String {
    if minutes < 10 {
      let seconds = (minutes * 60).rounded()
      if seconds.truncatingRemainder(dividingBy: 60) != 0 {
        return seconds < 60
          ? "\(NumberFormat.plain(seconds)) s"
          : "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
      }
    }
    guard minutes.isFinite, minutes < 1e9 else { return "for ever" }
    let whole = Int(minutes.rounded())
    let parts = [(whole / 1440, "d"), (whole / 60 % 24, "h"), (whole % 60, "min")]
    let shown = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return shown.isEmpty ? "0 min" : shown.joined(separator: " ")
  }
}
