internal import Titrate

extension PlanOptions {
  /// The values that `--set name=value` gives to names.
  /// - Throws: `T8011` for a text that is no assignment, `T8005` for a name that is set twice.
  static func assignments(_ texts: [String]) throws(DiagnosticError) -> [String: String] {
    var findings: [Diagnostic] = []
    var settings: [String: String] = [:]
    for text in texts {
      let place = CommandLineText.place(ofValue: text, for: "--set")
      guard let sign = text.firstIndex(of: "="), sign > text.startIndex,
        text.index(after: sign) < text.endIndex
      else {
        findings.append(
          Diagnostic(
            .badAssignment, at: place, "`\(text)` does not give a value to a name",
            expected: "name=value, such as sessions=8", remedy: "write `--set name=value`"))
        continue
      }
      let name = String(text[..<sign])
      if settings.updateValue(String(text[text.index(after: sign)...]), forKey: name) != nil {
        findings.append(
          Diagnostic(
            .repeatedOption, at: place, "`\(name)` is set twice", expected: "each setting once",
            remedy: "decide for one of the two values"))
      }
    }
    if let error = DiagnosticError(findings) { throw error }
    return settings
  }
}
