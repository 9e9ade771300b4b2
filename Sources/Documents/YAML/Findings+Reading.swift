internal import Diagnostics
internal import Quantities

/// The steps that every reader of a file takes; what fails is kept as a finding.
extension Findings {
  /// The block of keys in a node.
  mutating func block(_ node: YAMLNode, _ what: String) -> MappingReader? {
    attempt { () throws(Diagnostic) in try MappingReader(node, what: what) }
  }

  /// The items of a list that is not longer than anything a person writes.
  mutating func items(_ node: YAMLNode, _ what: String, atMost most: Int) -> [YAMLNode] {
    attempt { () throws(Diagnostic) in
      try node.items(expecting: what).limited(to: most, at: node.location)
    } ?? []
  }

  /// The node of a key that must be there.
  mutating func required(
    _ key: String, _ example: String, in block: inout MappingReader
  ) -> YAMLNode? {
    do throws(Diagnostic) {
      return try block.required(key, example: example)
    } catch {
      add(error)
      return nil
    }
  }

  /// The text of a key that must be there.
  mutating func text(
    _ key: String, _ example: String, in block: inout MappingReader
  ) -> String? {
    required(key, example, in: &block).flatMap { node in
      attempt { () throws(Diagnostic) in
        try node.text(expecting: "`\(key)`, for example `\(example)`")
      }
    }
  }

  /// The text of a key that may be absent.
  mutating func optionalText(_ key: String, in block: inout MappingReader) -> String? {
    block.optional(key).flatMap { node in
      attempt { () throws(Diagnostic) in try node.text(expecting: "a text for `\(key)`") }
    }
  }

  /// The word of a closed list that a key must have.
  mutating func choice<Word: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Word.Type, _ example: String, what: String,
    in block: inout MappingReader
  ) -> Word? where Word.RawValue == String {
    required(key, example, in: &block).flatMap { node in
      attempt { () throws(Diagnostic) in try node.choice(type, what: what) }
    }
  }

  /// The quantity of a node.
  mutating func quantity(_ node: YAMLNode, as kind: QuantityKind) -> Quantity? {
    attempt { () throws(Diagnostic) in
      try Quantity(parsing: node.text(expecting: kind.name), as: kind, at: node.location)
    }
  }
}
