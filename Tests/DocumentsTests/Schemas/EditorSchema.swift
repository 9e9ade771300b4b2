import Diagnostics
import Foundation
import Testing

/// The schemas for editors in `models/schemas`, and what readers say that they should say.
enum EditorSchema {
  static let folder = ShippedLimits.folder.deletingLastPathComponent()
    .appendingPathComponent("schemas")

  /// A schema's definitions by name, the whole file as `file`.
  static func blocks(_ name: String) throws -> [String: [String: Any]] {
    let data = try Data(contentsOf: folder.appendingPathComponent(name))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var parts = root["definitions"] as? [String: [String: Any]] ?? [:]
    parts["file"] = root
    return parts
  }

  static func keys(_ block: [String: Any]?) -> Set<String> {
    Set((block?["properties"] as? [String: Any] ?? [:]).keys)
  }

  /// The words that a definition allows, or that one of its keys does.
  static func words(_ block: [String: Any]?, _ key: String? = nil) -> [String] {
    let properties = block?["properties"] as? [String: [String: Any]]
    return (key.flatMap { properties?[$0] } ?? block)?["enum"] as? [String] ?? []
  }

  /// The keys that a reader knows of a block: it lists them when one is unknown.
  static func known(
    _ text: String, _ what: String, _ read: (String) throws -> Void
  ) -> Set<String> {
    do {
      try read(text)
      return []
    } catch let error as DiagnosticError {
      let finding = error.diagnostics.first {
        $0.code.id == "T2002" && $0.message == "\(what) has no key `zzz`"
      }
      let words = (finding?.expected ?? "").split(separator: "`").enumerated()
      return Set(words.filter { $0.offset % 2 == 1 }.map { String($0.element) })
    } catch {
      return []
    }
  }
}

/// A place in a good file where a key `zzz` is put in, and the definition whose block that is.
struct SchemaBlock: CustomTestStringConvertible, Sendable {
  var what: String
  var definition: String
  var old: String
  var new: String

  init(_ what: String, _ definition: String, _ old: String, _ new: String) {
    self.what = what
    self.definition = definition
    self.old = old
    self.new = new
  }

  var testDescription: String { what }

  /// The keys that the reader knows there.
  func known(in good: String, _ read: (String) throws -> Void) -> Set<String> {
    let text = good.replacing(old, with: new, maxReplacements: 1)
    return EditorSchema.known(text, what, read)
  }
}
