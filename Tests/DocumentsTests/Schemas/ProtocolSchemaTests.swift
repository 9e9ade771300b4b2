import Diagnostics
import Documents
import Quantities
import Testing

@Suite("The schema of protocols says what the reader says")
struct ProtocolSchemaTests {
  /// A protocol that uses every key but those of several drugs, which the next one has.
  static let good = """
    titrate: protocol/1
    id: demo/all-keys
    title: Invented protocol
    summary: for tests
    sources: [{ id: demo, cite: "Nobody N. Nowhere 2020;1:1-2", doi: 10.0000/demo, evidence: abstract }]
    limits: [ketamine/acute-pain]
    settings:
      dose: { meaning: the first dose, allowed: [0.1 mg/kg, 0.2 mg/kg] }
      count: { meaning: how many sessions, allowed: 2..6 }
    drug: ketamine
    concentration: 1 mg/mL
    steps:
      - { give: $dose, over: 1 min, at most: 30 mg, at least: 1 mg, route: iv }
      - { give: 5 mg, repeat: { times: 3, every: 20 min } }
      - { at: 2 h, set rate: 0.1 mg/kg/h, for: 1 h, at most: 10 mg/h }
      - escalate: { from: 0.1 mg/kg/h, to: 0.3 mg/kg/h, by: 0.05 mg/kg/h, every: 30 min, for: 6 h, at most: 30 mg/h }
      - pause: 10 min
      - hold: 1 h
      - taper: { to: 0 mg/kg/h, by: 0.1 mg/kg/h, every: 1 h }
      - wait: 5 min
      - set rate: 0.1 mg/kg/h
      - { at: 24 h, stop: now }
    course:
      - { name: first, sessions: $count, every: 3 d, scale: { from: 100 %, to: 50 % } }
      - { on days: [1, 4], after: 7 d, scale: 80 % }

    """
  static let two = """
    titrate: protocol/1
    id: two
    title: Two drugs
    drugs:
      - { drug: ketamine, concentration: 1 mg/mL, steps: [{ give: 1 mg }] }
      - { drug: midazolam, steps: [{ give: 1 mg }] }
    course: { sessions: 2, every: 2 d }

    """
  static let settings = ["dose": "0.1 mg/kg", "count": "3"]

  static let blocks = [
    SchemaBlock("a protocol", "file", "title:", "zzz: 1\ntitle:"),
    SchemaBlock("a source", "source", "[{ id", "[{ zzz: 1, id"),
    SchemaBlock("the setting `dose`", "setting", "{ meaning", "{ zzz: 1, meaning"),
    SchemaBlock("a step", "step", "- { give", "- { zzz: 1, give"),
    SchemaBlock("`repeat`", "repetition", "{ times", "{ zzz: 1, times"),
    SchemaBlock("`escalate`", "ramp", "escalate: {", "escalate: { zzz: 1,"),
    SchemaBlock("`taper`", "ramp", "taper: {", "taper: { zzz: 1,"),
    SchemaBlock("a phase of the course", "phase", "{ name", "{ zzz: 1, name"),
    SchemaBlock("`scale`", "scale", "scale: {", "scale: { zzz: 1,"),
  ]

  @Test(
    "Each key of a block is in the schema, and each of the schema's is a key", arguments: blocks)
  func keys(of block: SchemaBlock) throws {
    let known = block.known(in: Self.good) {
      _ = try ProtocolDocument.read(text: $0, file: "a.yaml", settings: Self.settings)
    }
    #expect(!known.isEmpty)
    let schema = try EditorSchema.blocks("protocol-1.json")
    #expect(known == EditorSchema.keys(schema[block.definition]))
  }

  @Test("The keys of a drug among several are those of the schema")
  func drugs() throws {
    let text = Self.two.replacing("- { drug: ketamine", with: "- { zzz: 1, drug: ketamine")
    let known = EditorSchema.known(text, "a drug") {
      _ = try ProtocolDocument.read(text: $0, file: "a.yaml")
    }
    #expect(known == EditorSchema.keys(try EditorSchema.blocks("protocol-1.json")["plan"]))
  }

  @Test("Good protocols are valid, and what is wrong in others is objected to")
  func examples() throws {
    _ = try ProtocolDocument.read(text: Self.good, file: "good.yaml", settings: Self.settings)
    _ = try ProtocolDocument.read(text: Self.two, file: "two.yaml")
    let good = try SchemaValidator.objections(
      toYAML: [Self.good, Self.two], schema: "protocol-1.json")
    #expect(good == [nil, nil])
    let slips = [
      ("title: Invented protocol\n", ""), ("drug: ketamine\n", ""),
      ("drug: ketamine\n", "drug: ketamine\ndrugs: []\n"), ("give: 5 mg", "give: 5"),
      ("give: 5 mg", "give: 5 mg, set rate: 5 mg/h"), ("{ give: 5 mg, ", "{ "),
      ("for: 1 h, at most", "over: 1 h, at most"), ("wait: 5 min", "wait: later"),
      ("times: 3", "times: 0"), (", by: 0.05 mg/kg/h", ""), ("hold: 1 h", "hold: { for: 1 h }"),
      ("stop: now", "stop: soon"), ("count: {", "Count: {"), ("allowed: 2..6", "allowed: 2"),
      ("sessions: $count, ", ""), ("{ on days: [1, 4],", "{ on days: [1, 4], sessions: 2,"),
      ("scale: { from: 100 %, to: 50 % }", "scale: { from: 100 % }"), ("iv }", "by mouth }"),
    ]
    let bad = slips.map { Self.good.replacing($0.0, with: $0.1, maxReplacements: 1) }
    let found = try SchemaValidator.objections(toYAML: bad, schema: "protocol-1.json")
    for (slip, objection) in zip(slips, found) { #expect(objection != nil, "\(slip)") }
  }
}
