internal import Titrate

/// A moment of the course as it is said or read off a report: `200 min`, `3h20`, `03:20`,
/// `"D2 03:15"`, `00:38:30`.
enum MomentText {
  /// Reads the value of an option.
  /// - Throws: What a quantity of time throws when the text is neither.
  static func moment(_ text: String, _ option: String) throws(Diagnostic) -> Tick {
    try moment(text, at: CommandLineText.place(ofValue: text, for: option), as: .time)
  }

  /// Reads the value of an option that is the end of something, and so later than the start.
  static func end(_ text: String, _ option: String) throws(Diagnostic) -> Tick {
    let place = CommandLineText.place(ofValue: text, for: option)
    let end = try moment(text, at: place, as: .duration)
    guard end > .zero else {
      throw Diagnostic(
        .valueOutOfRange, at: place, "`\(text)` is the start itself",
        expected: "a moment after the start", remedy: "write a later moment, such as `24h`")
    }
    return end
  }

  /// Reads a moment that stands somewhere in a text.
  static func moment(
    _ text: String, at place: SourceLocation, as kind: QuantityKind
  ) throws(Diagnostic) -> Tick {
    if let parts = text.wholeMatch(of: /(\d{1,4}) ?h ?([0-5]?\d)( ?min)?/) {
      return minutes(hours: parts.1, minutes: parts.2)
    }
    let clock = /(D([1-9]\d{0,4}) )?([01]\d|2[0-3]):([0-5]\d)(:([0-5]\d)(\.(\d{3}))?)?/
    if let parts = text.wholeMatch(of: clock) {
      let days = parts.2.flatMap { Int64($0) }.map { $0 - 1 } ?? 0
      let milliseconds =
        (parts.6.flatMap { Int64($0) } ?? 0) * 1000 + (parts.8.flatMap { Int64($0) } ?? 0)
      return Tick(flicks: days * 1440 * Tick.perMinute) + minutes(hours: parts.3, minutes: parts.4)
        + Tick(flicks: milliseconds * (Tick.perMinute / 60_000))
    }
    if let fault = fault(in: text, at: place) { throw fault }
    return try TimesDocument.moment(
      try Quantity(parsing: text, as: kind, at: place), after: nil, at: place)
  }

  /// What is wrong with a date, or with a clock that no report prints; nothing with another text.
  private static func fault(in text: String, at place: SourceLocation) -> Diagnostic? {
    func fault(_ message: String, _ remedy: String) -> Diagnostic {
      Diagnostic(
        .badNumber, at: place, message,
        expected: "a time since the start, such as `200min`, `3h20`, `03:20`, \"D2 03:15\"",
        remedy: remedy)
    }
    if text.contains(/\d{4}-\d\d?-\d\d?/) {
      return fault(
        "`\(text)` is a date, and a schedule knows none: its times count from its start",
        "write how long after the start, such as `24h` or \"D2 00:00\", one day after it")
    }
    guard text.contains(":") else { return nil }
    // Who reads a clock off a report has not thought of units.
    guard let parts = text.wholeMatch(of: /(\d{1,4}):([0-5]\d)/), let hours = Int(parts.1) else {
      return fault(
        "`\(text)` is no moment of a course",
        "write hours `00` to `23` and minutes, and the day before them: \"D2 03:15\"")
    }
    let minutes = String(parts.2)
    let clock = (hours % 24 < 10 ? "0" : "") + "\(hours % 24):\(minutes)"
    let plain = minutes == "00" ? "\(hours)h" : "\(hours)h\(minutes)"
    return fault(
      "`\(text)` is no moment of a course: the hours of a clock are `00` to `23`",
      "write `\(plain)` or " + (hours < 24 ? "`\(clock)`" : "\"D\(hours / 24 + 1) \(clock)\""))
  }

  private static func minutes(hours: Substring, minutes: Substring) -> Tick {
    Tick(flicks: ((Int64(hours) ?? 0) * 60 + (Int64(minutes) ?? 0)) * Tick.perMinute)
  }
}
