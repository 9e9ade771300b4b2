internal import Titrate

/// The values of `--condition`.
enum DeclaredConditions {
  /// Reads them.
  /// - Returns: The conditions, empty for `none`; nothing when the option is absent.
  /// - Throws: `T6060` for words that are no conditions, `T8008` for `none` beside conditions.
  static func read(_ texts: [String]) throws(DiagnosticError) -> [PatientCondition]? {
    guard !texts.isEmpty else { return nil }
    var findings: [Diagnostic] = []
    var conditions: [PatientCondition] = []
    for text in texts where !isNone(text) {
      let place = CommandLineText.place(ofValue: text, for: "--condition")
      do throws(Diagnostic) {
        conditions.append(try PatientCondition(parsing: text, at: place))
      } catch {
        var error = error
        if let remedy = remedy(for: text) { error.remedy = remedy }
        findings.append(error)
      }
    }
    if let none = texts.first(where: isNone), texts.count > 1 {
      let other = texts.first { !isNone($0) }
      findings.append(
        Diagnostic(
          .conflictingOptions, at: CommandLineText.place(ofValue: none, for: "--condition"),
          other.map {
            "`\(none)` excludes every other condition, and `\($0.shortened())` is declared too"
          } ?? "`\(none)` is declared more than once",
          expected: "conditions, or `none` alone",
          remedy: "leave out `none`, or everything beside it"))
    }
    if let error = DiagnosticError(findings) { throw error }
    return conditions
  }

  private static func isNone(_ text: String) -> Bool { text.lowercased() == "none" }

  /// How to write several conditions that stand in one value; nothing for a single word.
  private static func remedy(for text: String) -> String? {
    let words = text.split(whereSeparator: { $0 == "," || $0 == ";" })
      .map { $0.trimmingPrefix { $0 == " " } }
      .map { word in word.last == " " ? word.dropLast() : word }
    guard words.count > 1 else { return nil }
    let known = PatientCondition.allCases.map(\.rawValue)
    guard words.allSatisfy({ known.contains($0.lowercased()) }) else {
      return "repeat the option, once for each condition"
    }
    let options = words.map { word in
      word.contains(" ") ? "--condition \"\(word)\"" : "--condition \(word)"
    }
    return "repeat the option: `\(options.joined(separator: " "))`"
  }
}
