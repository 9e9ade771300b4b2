package import Diagnostics
package import Quantities

/// Reads the keys of one block; what was not asked for by the end is an unknown key.
package struct MappingReader {
  /// What the block describes, such as `a step`.
  package let what: String
  /// Where the block starts.
  package let location: SourceLocation
  private let entries: [YAMLEntry]
  /// Whether each entry was asked for.
  private var asked: [Bool]
  private var known: [String] = []

  /// Opens a block.
  package init(_ node: YAMLNode, what: String) throws(Diagnostic) {
    entries = try node.entries(expecting: what)
    asked = Array(repeating: false, count: entries.count)
    known.reserveCapacity(16)
    location = node.location
    self.what = what
  }

  /// The value of a key that may be absent.
  package mutating func optional(_ key: String) -> YAMLNode? {
    entry(key)?.value
  }

  /// The whole entry of a key that may be absent.
  package mutating func entry(_ key: String) -> YAMLEntry? {
    known.append(key)
    guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
    asked[index] = true
    return entries[index]
  }

  /// The value of a key that must be there.
  package mutating func required(_ key: String, example: String) throws(Diagnostic) -> YAMLNode {
    if let node = optional(key) { return node }
    throw Diagnostic(
      .missingKey, at: location, "\(what) has no `\(key)`", expected: "`\(key): \(example)`",
      remedy: "add `\(key): \(example)`")
  }

  /// The text of a key that must be there.
  package mutating func requiredText(_ key: String, example: String) throws(Diagnostic) -> String {
    try required(key, example: example).text(expecting: "`\(key)`, for example `\(example)`")
  }

  /// The text of a key that may be absent.
  package mutating func optionalText(_ key: String) throws(Diagnostic) -> String? {
    try optional(key)?.text(expecting: "a text for `\(key)`")
  }

  /// The quantity of a key that may be absent.
  package mutating func optionalQuantity(
    _ key: String, as kind: QuantityKind
  ) throws(Diagnostic) -> Quantity? {
    guard let node = optional(key) else { return nil }
    return try Quantity(
      parsing: node.text(expecting: kind.name), as: kind, at: node.location)
  }

  /// Every entry, for blocks whose keys are names that the author chooses.
  package mutating func allEntries() -> [YAMLEntry] {
    for index in asked.indices { asked[index] = true }
    return entries
  }

  /// Reports the keys that nobody asked for.
  package func finish(_ findings: inout Findings) {
    for (entry, isKnown) in zip(entries, asked) where !isKnown {
      let near = nearestKey(to: entry.key)
      findings.add(
        Diagnostic(
          .unknownKey, at: entry.keyLocation, "\(what) has no key `\(entry.key)`",
          expected: "one of `\(known.joined(separator: "`, `"))`",
          remedy: near.map { "did you mean `\($0)`?" } ?? "remove it or correct its name"))
    }
  }

  /// The key that may be meant: one that is missing, also by its first letters, before one that is
  /// there.
  private func nearestKey(to written: String) -> String? {
    let missing = known.filter { key in !entries.contains { $0.key == key } }
    return suggestion(for: written, among: missing)
      ?? (written.count > 1
        ? missing.first { $0.lowercased().hasPrefix(written.lowercased()) } : nil)
      ?? suggestion(for: written, among: known)
  }
}
