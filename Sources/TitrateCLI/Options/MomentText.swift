internal import Titrate

/// A moment of the course as it is said or read off a report: `200 min`, `3h20`, `03:20`,
/// `"D2 03:15"`, `00:38:30`.
enum MomentText {
  /// Reads the value of an option.
  /// - Throws: What a quantity of time throws when the text is neither.
  static func moment(_ text: String, _ option: String) throws(Diagnostic) -> Tick {
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
    do throws(Diagnostic) {
      return try TimesOptions.moment(text, option, as: .time)
    } catch {
      guard text.contains(":") else { throw error }
      // Who reads a clock off a report has not thought of units.
      throw Diagnostic(
        error.code, at: error.location, "`\(text)` is no moment of a course",
        expected: "hours `00` to `23` and minutes, as in `03:20`, `00:38:30`, \"D2 03:15\"",
        remedy: "write 25 h as `25h` or \"D2 01:00\"")
    }
  }

  private static func minutes(hours: Substring, minutes: Substring) -> Tick {
    Tick(flicks: ((Int64(hours) ?? 0) * 60 + (Int64(minutes) ?? 0)) * Tick.perMinute)
  }
}
