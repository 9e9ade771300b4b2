package import Diagnostics

/// A piece of a YAML file as text with its place; nothing has been given a type yet.
///
/// YAML would read `012` as ten, `NO` as false and `1:30` as ninety. Here a scalar is the text a
/// person wrote, and what it means is decided by the place where it stands.
package struct YAMLNode: Sendable {
  /// What the node is.
  package enum Content: Sendable {
    /// A single text.
    case scalar(String)
    /// A list.
    case sequence([YAMLNode])
    /// Keys with values, in file order.
    case mapping([YAMLEntry])
  }

  /// What the node is.
  package var content: Content
  /// Where it starts.
  package var location: SourceLocation

  /// Makes a node.
  package init(_ content: Content, at location: SourceLocation) {
    self.content = content
    self.location = location
  }

  /// What the node is, in words for messages.
  package var kind: String {
    switch content {
    case .scalar(let text): "`\(text)`"
    case .sequence: "a list"
    case .mapping: "a block of keys"
    }
  }

  /// The text of a scalar.
  package func text(expecting what: String) throws(Diagnostic) -> String {
    if case .scalar(let text) = content, !text.isEmpty { return text }
    let found = if case .scalar = content { "nothing" } else { kind }
    throw Diagnostic(
      .wrongShape, at: location, "found \(found) where \(what) is needed", expected: what,
      remedy: "write \(what) here")
  }

  /// The items of a list.
  package func items(expecting what: String) throws(Diagnostic) -> [YAMLNode] {
    if case .sequence(let items) = content, !items.isEmpty { return items }
    throw Diagnostic(
      .wrongShape, at: location, "found \(kind) where a list of \(what) is needed",
      expected: "a list of \(what)",
      remedy: "write `[first, second]`, or one `- item` on a line for each")
  }

  /// The entries of a block of keys.
  package func entries(expecting what: String) throws(Diagnostic) -> [YAMLEntry] {
    if case .mapping(let entries) = content, !entries.isEmpty { return entries }
    throw Diagnostic(
      .wrongShape, at: location, "found \(kind) where \(what) is needed", expected: what,
      remedy: "write `key: value` pairs here")
  }
}

/// One `key: value` of a YAML mapping.
package struct YAMLEntry: Sendable {
  /// The key.
  package var key: String
  /// Where the key stands.
  package var keyLocation: SourceLocation
  /// The value.
  package var value: YAMLNode
}
