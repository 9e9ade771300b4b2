package import Diagnostics

extension YAMLNode {
  /// One of the words of a closed list.
  package func choice<Word: RawRepresentable & CaseIterable>(
    _ type: Word.Type, what: String
  ) throws(Diagnostic) -> Word where Word.RawValue == String {
    let text = try text(expecting: what)
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    throw Diagnostic(
      .unknownWord, at: location, "`\(text)` is not \(what)",
      expected: "one of `\(words.joined(separator: "`, `"))`",
      remedy: suggestion(for: text, among: words).map { "did you mean `\($0)`?" }
        ?? "write one of the words listed")
  }
}
