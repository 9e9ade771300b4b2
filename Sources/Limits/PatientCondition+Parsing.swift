public import Diagnostics

extension PatientCondition {
  /// Reads the name of a condition; small and capital letters are the same.
  /// - Throws: `T6060` for any other word, because a condition that nobody knows would be one that
  ///   nobody checks.
  public init(parsing text: String, at location: SourceLocation) throws(Diagnostic) {
    let name = text.lowercased()
    if let condition = PatientCondition(rawValue: name) {
      self = condition
      return
    }
    let names = PatientCondition.allCases.map(\.rawValue)
    let near =
      suggestion(for: name, among: names)
      ?? (name.count < 5 ? nil : names.first { $0.hasSuffix(name) || $0.hasPrefix(name) })
    throw Diagnostic(
      .unknownCondition, at: location, "`\(text.shortened())` is not a condition that limits know",
      expected: names.joined(separator: ", ") + ", or none",
      remedy: near.map { "did you mean `\($0)`?" } ?? "write one of the conditions listed")
  }
}
