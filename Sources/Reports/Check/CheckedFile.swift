public import Diagnostics

/// A file that was checked: what it is, and what is wrong with its text.
public struct CheckedFile: Hashable, Sendable {
  /// Its path as the user wrote it, or a name in angle brackets such as `<phrase>`.
  public var path: String
  /// What it turned out to be, such as `protocol` or `table`; nothing when that is not known.
  public var kind: String?
  /// The id that it gives itself, when it has one.
  public var id: String?
  /// What is wrong with its text, in the order found.
  public var diagnostics: [Diagnostic]

  /// Makes a file.
  public init(
    path: String, kind: String? = nil, id: String? = nil, diagnostics: [Diagnostic] = []
  ) {
    self.path = path
    self.kind = kind
    self.id = id
    self.diagnostics = diagnostics
  }
}
