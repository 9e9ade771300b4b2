import Documents
import Foundation
import Limits
import Quantities
import Testing

@Suite("What is documented about files of limits is true")
struct LimitFilesArticleTests {
  private func article() throws -> String {
    let url = ShippedLimits.folder.appendingPathComponent(
      "../../Sources/Titrate/Titrate.docc/LimitFiles.md")
    return try String(contentsOf: url, encoding: .utf8)
  }

  @Test("The examples of the article are read, and valid for editors")
  func examples() throws {
    let blocks = try article().components(separatedBy: "```yaml\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    #expect(blocks.count == 2)
    let set = try LimitDocument.read(text: blocks[0], file: "article")
    #expect(set.rules.map(\.id) == ["infusion-rate", "day", "level"])
    let accepted = try AcceptanceDocument.read(text: blocks[1], file: "article")
    #expect(accepted.map(\.rule) == ["infusion-rate"])
    let faults = [
      try SchemaValidator.objection(toYAML: blocks[0], schema: "limits-1.json"),
      try SchemaValidator.objection(toYAML: blocks[1], schema: "accepted-1.json"),
    ]
    #expect(faults == [nil, nil])
  }

  @Test("The article names every condition, kind of evidence, and key and word of the schemas")
  func words() throws {
    let article = try article()
    var words = PatientCondition.allCases.map(\.rawValue) + Evidence.allCases.map(\.rawValue)
    for name in ["limits-1.json", "accepted-1.json"] {
      let data = try Data(contentsOf: EditorSchema.folder.appendingPathComponent(name))
      let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let blocks = (root["definitions"] as? [String: [String: Any]] ?? [:]).values + [root]
      for block in blocks {
        let properties = block["properties"] as? [String: Any] ?? [:]
        words += properties.keys
        words += (properties["limit"] as? [String: Any])?["enum"] as? [String] ?? []
      }
    }
    for word in Set(words).sorted() {
      // Keys that stand in a list of keys, such as `{id, cite}`, or as `soft: …`, are named too.
      let isNamed = ["`\(word)`", "{\(word),", " \(word),", " \(word)}", "\(word): …"]
        .contains { article.contains($0) }
      #expect(isNamed, "\(word)")
    }
  }
}
