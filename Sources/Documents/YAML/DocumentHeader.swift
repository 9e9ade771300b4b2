internal import Diagnostics

/// The first key of every document, `titrate: kind/version`.
enum DocumentHeader {
  static func check(
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
