internal import Titrate

/// Which of the things that name a protocol an argument is.
///
/// `-` is standard input; what exists as a file, or ends in `.yaml` or `.yml`, is a file; what the
/// library holds is an id; what contains a blank, or a number with letters behind it, is a phrase,
/// unless it is nearly an id. Anything else is refused.
enum PlanSource: Hashable {
  case file(String)
  case id(String, path: String)
  case phrase(String)

  init(_ argument: String, in library: Library, line: SourceLocation) throws(Diagnostic) {
    if argument == LoadedText.standardInput || argument.hasSuffix(".yaml")
      || argument.hasSuffix(".yml") || FileKind(of: argument) == .file
    {
      self = .file(argument)
      return
    }
    if let path = library.file(of: argument, on: .protocols) {
      self = .id(argument, path: path)
      return
    }
    let near = library.nearest(to: argument, on: .protocols)
    let isPhrase =
      argument.contains(" ") && library.id(spelled: argument, on: .protocols) == nil
      || Self.hasQuantity(argument) && near == nil
    if isPhrase {
      self = .phrase(argument)
      return
    }
    throw Diagnostic(
      .unknownPlan, at: line,
      "`\(argument)` is neither a protocol of the library, nor a file, nor a phrase",
      expected: "an id of `titrate list protocols`, a file that ends in .yaml, or a phrase such as "
        + "\"0.5 mg/kg over 40 min\"",
      remedy: near.map { "did you mean `\($0)`?" }
        ?? "check its spelling, or put a phrase in quotes")
  }

  /// Whether a digit is followed by a letter, as in `0.5mg/kg`.
  private static func hasQuantity(_ text: String) -> Bool {
    zip(text, text.dropFirst()).contains { $0.isASCII && $0.isNumber && $1.isLetter }
  }
}
