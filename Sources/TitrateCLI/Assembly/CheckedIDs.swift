internal import Titrate

/// The ids of the files checked so far: two files of one kind must not share one.
struct CheckedIDs {
  private struct Name: Hashable {
    let kind: DocumentKind
    let id: String
  }

  private var paths: [Name: String] = [:]

  /// Takes note of a file.
  /// - Returns: The fault, when another file has its id already.
  mutating func fault(of check: DocumentCheck, at path: String) -> Diagnostic? {
    guard let kind = check.kind, let id = check.id else { return nil }
    let name = Name(kind: kind, id: id)
    guard let other = paths[name] else {
      paths[name] = path
      return nil
    }
    // The same file may be named twice, or reached by a link.
    if other == path { return nil }
    if let identity = FileIdentity(of: path), identity == FileIdentity(of: other) { return nil }
    return Diagnostic(
      .sameIDTwice, at: SourceLocation(file: path, line: 1, column: 1),
      "the id `\(id)` is also that of `\(other)`", expected: "an id of its own for each file",
      remedy: "remove one of the two files, or rename it with its id")
  }
}
