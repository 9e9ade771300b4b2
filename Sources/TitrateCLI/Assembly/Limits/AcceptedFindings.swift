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

  private static func day(_ text: String) throws(DiagnosticError) -> CalendarDay {
    if let day = CalendarDay(text) { return day }
    throw DiagnosticError(
      Diagnostic(
        .badDate, at: CommandLineText.place(ofValue: text, for: "--today"),
        "`\(text)` is not a day", expected: "year, month and day, such as 2026-11-27",
        remedy: "write the date so; in a shell, `--today \"$(date -I)\"`"))
  }
}
