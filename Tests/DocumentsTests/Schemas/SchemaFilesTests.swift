import Foundation
import Testing

@Suite("The schemas for editors fit the files that come with titrate")
struct SchemaFilesTests {
  private static let models = EditorSchema.folder.deletingLastPathComponent()

  /// The YAML files in a folder of `models`, by their path there.
  private static func files(_ folder: String) throws -> [(path: String, text: String)] {
    let root = models.appending(path: folder)
    return try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
      .filter { $0.hasSuffix(".yaml") }
      .map { ($0, try String(contentsOf: root.appending(path: $0), encoding: .utf8)) }
  }

  @Test(
    "Every file is valid by an independent validator",
    arguments: [
      ("drugs", "model-1.json", 7), ("protocols", "protocol-1.json", 20),
      ("studies", "study-1.json", 1),
    ])
  func shipped(folder: String, schema: String, least: Int) throws {
    let files = try Self.files(folder).filter { $0.path != "defaults.yaml" }
    #expect(files.count >= least)
    let found = try SchemaValidator.objections(toYAML: files.map(\.text), schema: schema)
    for (file, objection) in zip(files, found) { #expect(objection == nil, "\(file.path)") }
  }

  @Test(
    "The examples of the articles are valid",
    arguments: [
      ("Studies", "study-1.json"), ("ModelFiles", "model-1.json"),
      ("ProtocolFiles", "protocol-1.json"),
    ])
  func articles(article: String, schema: String) throws {
    let path = "../Sources/Titrate/Titrate.docc/\(article).md"
    let text = try String(contentsOf: Self.models.appending(path: path), encoding: .utf8)
    #expect(text.contains("`models/schemas/\(schema)`"))
    let header = "titrate: " + schema.replacing(".json", with: "").replacing("-", with: "/")
    let blocks = text.components(separatedBy: "```yaml\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }.filter { $0.hasPrefix(header) }
    #expect(!blocks.isEmpty)
    let found = try SchemaValidator.objections(toYAML: blocks, schema: schema)
    #expect(found.allSatisfy { $0 == nil })
  }

  @Test("A definition of one name says the same in every schema")
  func definitions() throws {
    let shared = ["text", "quantity", "range", "number", "share", "evidence", "source", "spread"]
    let names = ["study-1.json", "model-1.json", "protocol-1.json", "limits-1.json"]
    let schemas = try names.map { try EditorSchema.blocks($0) }
    for name in shared + ["spreads", "relations", "distribution"] {
      let texts = try schemas.compactMap { $0[name] }.map {
        try JSONSerialization.data(withJSONObject: $0, options: [.sortedKeys])
      }
      #expect(texts.count >= 2, "\(name)")
      #expect(Set(texts).count == 1, "\(name)")
    }
  }
}
