internal import Diagnostics

/// The first key of every document, `titrate: kind/version`.
enum DocumentHeader {
  /// Reads a text as YAML and makes sure that it says in its first key what it is.
  static func open(
    _ text: String, _ file: String, what: String, is expected: String
  ) throws(Diagnostic) -> MappingReader {
    var root = try MappingReader(YAMLNode(parsing: text, file: file), what: what)
    try check(&root, is: expected)
    return root
  }

  private static func check(
    _ root: inout MappingReader, is expected: String
  ) throws(Diagnostic) {
    let found = try root.required("titrate", example: expected)
    guard case .scalar(expected) = found.content else {
      throw Diagnostic(
        .wrongDocument, at: found.location, "the document is \(found.kind), not `\(expected)`",
        expected: "`titrate: \(expected)`",
        remedy: "name another file, or correct the first line")
    }
  }
}
