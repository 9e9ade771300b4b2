import Diagnostics
import Documents
import Limits
import Quantities
import Testing

@Suite("The schemas of limits and acceptances say what the readers say")
struct LimitSchemaTests {
  @Test(
    "Each key of a block is in the schema, and each of the schema's is a key",
    arguments: [
      ("the set of limits", "file", "titrate: limits/1\n", "titrate: limits/1\nzzz: 1\n"),
      ("the selector", "selector", "applies to: {", "applies to: { zzz: 1,"),
      ("the pump", "pump", "pump: {", "pump: { zzz: 1,"),
      ("a source", "source", "- { id: demo, cite", "- { zzz: 1, id: demo, cite"),
      ("a contraindication", "contraindication", "- { condition", "- { zzz: 1, condition"),
      ("the upper bound", "side", "upper: {", "upper: { zzz: 1,"),
      ("the lower bound", "side", "lower: {", "lower: { zzz: 1,"),
    ])
  func blocks(what: String, definition: String, old: String, new: String) throws {
    let text = GoodLimits.text.replacing(old, with: new, maxReplacements: 1)
    let known = EditorSchema.known(text, what) {
      _ = try LimitDocument.read(text: $0, file: "a.yaml")
    }
    #expect(!known.isEmpty)
    #expect(known == EditorSchema.keys(try EditorSchema.blocks("limits-1.json")[definition]))
  }

  @Test("The keys of a rule are those of all its measures together")
  func rule() throws {
    let definition = try EditorSchema.blocks("limits-1.json")["rule"]
    let limit = (definition?["properties"] as? [String: [String: Any]])?["limit"]
    let words = try #require(limit?["enum"] as? [String])
    var known: Set<String> = []
    for word in words {
      let text = GoodLimits.text.replacing("limit: bolus dose,", with: "limit: \(word), zzz: 1,")
      let keys = EditorSchema.known(text, "a rule") {
        _ = try LimitDocument.read(text: $0, file: "a.yaml")
      }
      #expect(!keys.isEmpty, "\(word)")
      known.formUnion(keys)
    }
    #expect(known == EditorSchema.keys(definition))
  }

  @Test("The words of the schema are those of the readers")
  func words() throws {
    let schema = try EditorSchema.blocks("limits-1.json")
    func words(_ definition: String, _ key: String? = nil) -> [String] {
      let block = schema[definition]
      let place = key.flatMap { (block?["properties"] as? [String: [String: Any]])?[$0] } ?? block
      return place?["enum"] as? [String] ?? []
    }
    #expect(words("evidence") == Evidence.allCases.map(\.rawValue))
    #expect(words("severity") == LimitSeverity.allCases.map(\.rawValue))
    #expect(words("contraindication", "condition") == PatientCondition.allCases.map(\.rawValue))
    // The reader lists its measures when a word is none of them.
    let text = GoodLimits.text.replacing("limit: bolus dose,", with: "limit: zzz,")
    let error = try #require(throws: DiagnosticError.self) {
      try LimitDocument.read(text: text, file: "a.yaml")
    }
    let expected = error.diagnostics.first { $0.code.id == "T2005" }?.expected ?? ""
    let listed = expected.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }
    #expect(words("rule", "limit") == listed.map { String($0.element) })
  }

  @Test("The keys of an acceptance are those of its schema")
  func acceptances() throws {
    let schema = try EditorSchema.blocks("accepted-1.json")
    for (what, definition, old) in [
      ("the file of acceptances", "file", "accepted:\n"),
      ("an acceptance", "acceptance", "  - rule"),
    ] {
      let new = definition == "file" ? "zzz: 1\naccepted:\n" : "  - zzz: 1\n    rule"
      let text = AcceptanceTests.text.replacing(old, with: new, maxReplacements: 1)
      let known = EditorSchema.known(text, what) {
        _ = try AcceptanceDocument.read(text: $0, file: "a.yaml")
      }
      #expect(known == EditorSchema.keys(schema[definition]))
    }
  }

  @Test("Every shipped set is valid by an independent validator", arguments: ShippedLimits.ids)
  func shipped(id: String) throws {
    let found = try SchemaValidator.objection(
      toYAML: ShippedLimits.text(id), schema: "limits-1.json")
    #expect(found == nil)
  }

  @Test("The examples of these tests are valid too, and what is wrong is objected to")
  func examples() throws {
    let good = try SchemaValidator.objection(toYAML: GoodLimits.text, schema: "limits-1.json")
    #expect(good == nil)
    let accepted = try SchemaValidator.objection(
      toYAML: AcceptanceTests.text, schema: "accepted-1.json")
    #expect(accepted == nil)
    let printed = try SchemaValidator.objection(
      toYAML: AcceptanceDocument.print([]), schema: "accepted-1.json")
    #expect(printed == nil)
    for (old, new) in [
      ("care area: demo ward\n", ""), ("limit: rate\n", "limit: rates\n"),
      ("window: 24 h, ", ""), ("soft: 2 mg/h", "soft: [ ]"),
      ("    limit: rate\n", "    limit: rate\n    window: 1 h\n"),
    ] {
      let text = GoodLimits.text.replacing(old, with: new, maxReplacements: 1)
      let found = try SchemaValidator.objection(toYAML: text, schema: "limits-1.json")
      #expect(found != nil, "\(new)")
    }
  }
}
