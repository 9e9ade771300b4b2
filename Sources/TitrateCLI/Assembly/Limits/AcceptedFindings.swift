internal import Titrate

/// The findings that a file says were accepted, and the day on which they have to hold.
struct AcceptedFindings: Sendable {
  let text: LoadedText
  let acceptances: [Acceptance]
  let day: CalendarDay

  /// Reads the file; nothing when none is named.
  ///
  /// The day is always stated, because a check that asked the clock would not be the same tomorrow.
  /// - Throws: `T8009` for one of the two options without the other, `T8023` for what is no day.
  init?(_ options: LimitOptions) throws(DiagnosticError) {
    let day = try options.today.map { (text) throws(DiagnosticError) in try Self.day(text) }
    guard let path = options.acceptedFile else {
      guard let today = options.today else { return nil }
      throw DiagnosticError(
        Diagnostic(
          .incompleteOptions, at: CommandLineText.place(ofValue: today, for: "--today"),
          "`--today` is the day on which acceptances have to hold, and none are named",
          expected: "`--accepted` with a file", remedy: "add `--accepted`, or leave `--today` out"))
    }
    let place = CommandLineText.place(ofValue: path, for: "--accepted")
    guard let day else {
      throw DiagnosticError(
        Diagnostic(
          .incompleteOptions, at: place,
          "acceptances hold until a day, and it is not stated which day it is",
          expected: "`--today` with a date such as 2026-11-27",
          remedy: "add it; in a shell, `--today \"$(date -I)\"`"))
    }
    self.day = day
    do {
      text = try LoadedText(reading: path, mentioned: place)
    } catch {
      throw DiagnosticError(error)
    }
    acceptances = try AcceptanceDocument.read(text: text.text, file: text.path)
  }

  /// What is to be said about acceptances that have expired, and about those that nothing needed.
  /// - Parameter used: Those that a finding was accepted by.
  func findings(besides used: Set<Acceptance>) -> [Diagnostic] {
    acceptances.compactMap { acceptance in
      if acceptance.hasExpired(on: day) {
        return Diagnostic(
          .expiredAcceptance, .warning, at: acceptance.location,
          "the acceptance of `\(acceptance.rule)` held until \(acceptance.until), and the day is "
            + "\(day): it accepts nothing any more",
          expected: "a last day that has not passed",
          remedy: "decide again and write a new `until`, or remove the entry")
      }
      guard !used.contains(acceptance) else { return nil }
      return Diagnostic(
        .idleAcceptance, .note, at: acceptance.location,
        "the acceptance of `\(acceptance.rule)` was not needed: there is no such soft finding",
        expected: "a soft finding that it accepts; hard ones cannot be accepted",
        remedy: "remove the entry if the finding is gone for good")
    }
  }

  private static func day(_ text: String) throws(DiagnosticError) -> CalendarDay {
    if let day = CalendarDay(text) { return day }
    throw DiagnosticError(
      Diagnostic(
        .badDate, at: CommandLineText.place(ofValue: text, for: "--today"),
        "`\(text)` is not a day", expected: "year, month and day, such as 2026-11-27",
        remedy: "write the date so; in a shell, `--today \"$(date -I)\"`"))
  }
}
