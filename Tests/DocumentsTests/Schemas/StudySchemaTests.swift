import Diagnostics
import Documents
import Kinetics
import Population
import Testing

@Suite("The schema of studies says what the reader says")
struct StudySchemaTests {
  static let blocks = [
    SchemaBlock("the study", "file", "id: good", "zzz: 1\nid: good"),
    SchemaBlock("the shares of the sexes", "sexes", "{ female: 45.5", "{ zzz: 1, female: 45.5"),
    SchemaBlock("the height of female patients", "shape", "{ normal", "{ zzz: 1, normal"),
    SchemaBlock("the normal distribution", "normal", "{ mean", "{ zzz: 1, mean"),
    SchemaBlock("the log-normal distribution", "log-normal", "{ median", "{ zzz: 1, median"),
    SchemaBlock("a model of the study", "chosen model", "- model:", "- zzz: 1\n    model:"),
    SchemaBlock("the assumption", "assumed effects", "because:", "zzz: 1\n      because:"),
    SchemaBlock("the spread of `CL`", "spread", "{ cv: 30", "{ zzz: 1, cv: 30"),
    SchemaBlock(
      "a protocol of the study", "chosen protocol", "- protocol:", "- zzz: 1\n    protocol:"),
    SchemaBlock("the block `observe`", "observe", "{ every", "{ zzz: 1, every"),
    SchemaBlock("the block `outputs`", "outputs", "  curves", "  zzz: 1\n  curves"),
    SchemaBlock(
      "the residual error of `plasma`", "error", "{ proportional", "{ zzz: 1, proportional"),
    SchemaBlock("the block `limits`", "declared limits", "  sets:", "  zzz: 1\n  sets:"),
    SchemaBlock("a metric", "time above", "{ time above", "{ zzz: 1, time above"),
  ]

  @Test(
    "Each key of a block is in the schema, and each of the schema's is a key", arguments: blocks)
  func keys(of block: SchemaBlock) throws {
    let known = block.known(in: GoodStudy.text) {
      _ = try StudyDocument.read(text: $0, file: "a.yaml")
    }
    #expect(!known.isEmpty)
    let schema = try EditorSchema.blocks("study-1.json")
    #expect(known == EditorSchema.keys(schema[block.definition]))
  }

  @Test("Patients are a table's path and nothing else, or are drawn", arguments: [true, false])
  func patients(isTable: Bool) throws {
    let new = isTable ? "  file: a.csv\n  zzz: 1" : "  zzz: 1\n  subjects: 1000"
    let text = GoodStudy.text.replacing("  subjects: 1000", with: new, maxReplacements: 1)
    let known = EditorSchema.known(text, "the patients") {
      _ = try StudyDocument.read(text: $0, file: "a.yaml")
    }
    let schema = try EditorSchema.blocks("study-1.json")
    // The reader asks for a file first, and then for nothing else.
    let drawn = EditorSchema.keys(schema["drawn"])
    let table = EditorSchema.keys(schema["table"])
    #expect(known == (isTable ? table : table.union(drawn)))
  }

  @Test("The words of the schema are those of the reader")
  func words() throws {
    let schema = try EditorSchema.blocks("study-1.json")
    let choices = EditorSchema.words(schema["file"], "variability")
    #expect(choices == Study.VariabilityChoice.allCases.map(\.rawValue))
    let distributions = EditorSchema.words(schema["distribution"])
    #expect(distributions == RandomEffects.Distribution.allCases.map(\.rawValue))
    for (old, definition) in [
      ("cmax", "metric"), ("patient,", "outputs"), ("csv", "format of curves"),
    ] {
      let zzz = old.hasSuffix(",") ? "zzz," : "zzz"
      let text = GoodStudy.text.replacing("[\(old)", with: "[\(zzz)")
        .replacing("curves: \(old)", with: "curves: \(zzz)")
      let error = try #require(throws: DiagnosticError.self) {
        try StudyDocument.read(text: text, file: "a.yaml")
      }
      let expected = error.diagnostics.first { $0.code.id == "T2005" }?.expected ?? ""
      let listed = expected.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }
        .map { String($0.element) }
      #expect(!listed.isEmpty)
      #expect(Self.lists(in: schema[definition]).contains(listed), "\(old)")
    }
  }

  /// Every list of words that stands anywhere in a definition.
  private static func lists(in value: Any?) -> [[String]] {
    if let block = value as? [String: Any] {
      let own = (block["enum"] as? [String]).map { [$0] } ?? []
      return own + block.values.flatMap { lists(in: $0) }
    }
    return (value as? [Any] ?? []).flatMap { lists(in: $0) }
  }

  @Test("Good studies are valid, and what is wrong in others is objected to")
  func examples() throws {
    let table = GoodStudy.text.replacing("  subjects: 1000\n", with: "  file: people.csv\n")
      .split(separator: "\n").filter { line in
        !["  sex", "  age", "  height", "    female", "    male", "  weight", "  dosing", "  corr"]
          .contains { line.hasPrefix($0) }
      }.joined(separator: "\n")
    _ = try StudyDocument.read(text: table, file: "table.yaml")
    let moments = GoodStudy.text.replacing(
      "{ every: 15 min, until: 24 h }", with: "{ at: [0 min, 40 min] }")
    let good = [GoodStudy.text, table, moments]
    #expect(
      try SchemaValidator.objections(toYAML: good, schema: "study-1.json") == [nil, nil, nil])
    let slips = [
      ("title: Invented study\n", ""), ("seed: 18446744073709551615", "seed: -1"),
      ("replicates: 3", "replicates: 0"), ("subjects: 1000", "subject: 1000"),
      ("uniform: 18..65 y", "uniform: 18 y"), (", within: 45..120 kg", ""),
      ("{ uniform: 18..65 y }", "{ uniform: 18..65 y, within: 18..65 y }"),
      ("sd: 7 cm", "cv: 7 cm"), ("45.5 %", "45.5 kg"), ("weight ~ height: 0.5", "weight: 0.5"),
      ("      because: invented\n", ""), ("{ cv: 30 % }", "{ cv: 30 %, sd: 0.3 }"),
      ("vary: { duration: [40 min, 60 min, 100 min] }", "vary: { duration: 40 min }"),
      ("as published", "published"), (", until: 24 h", ""),
      ("until: 24 h", "until: 24 h, at: [0 min]"), ("97.5]", "97.5 %]"), ("[cmax", "[c max"),
      ("[patient", "[patients"), ("100 ng/mL }", "100 }"),
    ]
    let bad = slips.map { GoodStudy.text.replacing($0.0, with: $0.1, maxReplacements: 1) }
    let found = try SchemaValidator.objections(toYAML: bad, schema: "study-1.json")
    for (slip, objection) in zip(slips, found) { #expect(objection != nil, "\(slip)") }
  }
}
