package import Diagnostics
internal import Yams

extension YAMLNode {
  /// The largest file that is read, in bytes.
  package static let largestFile = 1 << 20
  private static let deepest = 32
  private static let mostNodes = 10_000

  /// Reads one YAML document strictly.
  ///
  /// Anchors, aliases, tags, merge keys, duplicate keys, several documents, tabs, a byte-order
  /// mark, more than 1 MiB, 32 levels or 10,000 nodes are refused.
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name by which diagnostics call it.
  /// - Throws: A diagnostic `T1001`...`T1006`.
  package init(parsing text: String, file: String) throws(Diagnostic) {
    // CR LF is one Character, so lines are cut in the view of scalars.
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0.last == "\r" ? $0.dropLast() : $0)
    }
    let source = YAMLSource(file: file, lines: lines)
    try source.checkText(text, limit: Self.largestFile, deepest: Self.deepest)
    let parser: Parser
    let root: Node?
    do {
      parser = try Parser(yaml: text, resolver: .basic)
      root = try parser.singleRoot()
    } catch {
      throw source.syntaxFault(error)
    }
    // Nodes refer to their anchors weakly: only as long as the parser lives can they be seen.
    defer { withExtendedLifetime(parser) {} }
    guard let root else {
      throw Diagnostic(
        .badSyntax, at: source.place(line: 1, column: 1), "the file is empty",
        expected: "a first line such as `titrate: protocol/1`", remedy: "write the document")
    }
    var budget = Self.mostNodes
    self = try source.convert(root, depth: 0, budget: &budget, deepest: Self.deepest)
  }
}
