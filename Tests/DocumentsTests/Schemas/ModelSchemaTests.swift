import Diagnostics
import Documents
import Kinetics
import Quantities
import Testing

@Suite("The schema of models says what the reader says")
struct ModelSchemaTests {
  /// The good model with variability in numbers.
  static let varied = GoodModel.text.replacing(
    "variability: none published",
    with: """
      variability:
        note: nothing
        between subjects:
          distribution: log-normal
          from: demo
          evidence: one source
          parameters: { V1: { variance: 0.084 }, CL: { cv: 30 % } }
          correlation: { CL ~ V1: 0.4 }
        residual error:
          from: demo
          evidence: one source
          outputs: { plasma: { proportional: 0.24, additive: 1 ng/mL } }
      """)

  static let blocks = [
    SchemaBlock("the model", "file", "title:", "zzz: 1\ntitle:"),
    SchemaBlock("an analyte", "analyte", "- { name", "- { zzz: 1, name"),
    SchemaBlock("a source", "source", "- { id", "- { zzz: 1, id"),
    SchemaBlock("the model's scope", "scope", "  age:", "  zzz: 1\n  age:"),
    SchemaBlock("the parameter `V1`", "parameter", "V1: {", "V1: { zzz: 1,"),
    SchemaBlock("the compartment `met`", "described compartment", "met: {", "met: { zzz: 1,"),
    SchemaBlock(
      "the flow `central -> met`", "described flow", "{ clearance", "{ zzz: 1, clearance"),
    SchemaBlock("the route `oral`", "described route", "  oral: {", "  oral: { zzz: 1,"),
    SchemaBlock("the effect site `eeg`", "effect site", "  eeg:", "  eeg:\n    zzz: 1"),
    SchemaBlock("the variability", "variability", "  note:", "  zzz: 1\n  note:"),
    SchemaBlock(
      "the block `between subjects`", "random effects", "    distribution",
      "    zzz: 1\n    distribution"),
    SchemaBlock("the spread of `V1`", "spread", "{ variance", "{ zzz: 1, variance"),
    SchemaBlock(
      "the block `residual error`", "residual errors", "  residual error:",
      "  residual error:\n    zzz: 1"),
    SchemaBlock(
      "the residual error of `plasma`", "residual error", "{ proportional", "{ zzz: 1, proportional"
    ),
  ]

  @Test(
    "Each key of a block is in the schema, and each of the schema's is a key", arguments: blocks)
  func keys(of block: SchemaBlock) throws {
    let known = block.known(in: Self.varied) {
      _ = try ModelDocument.read(text: $0, file: "a.yaml")
    }
    #expect(!known.isEmpty)
    let schema = try EditorSchema.blocks("model-1.json")
    #expect(known == EditorSchema.keys(schema[block.definition]))
  }

  @Test("The words of the schema are those of the reader")
  func words() throws {
    let schema = try EditorSchema.blocks("model-1.json")
    #expect(EditorSchema.words(schema["evidence"]) == Evidence.allCases.map(\.rawValue))
    let sampling = EditorSchema.words(schema["scope"], "sampling")
    #expect(sampling == Model.Sampling.allCases.map(\.rawValue))
    let distributions = EditorSchema.words(schema["distribution"])
    #expect(distributions == RandomEffects.Distribution.allCases.map(\.rawValue))
  }

  @Test("Good models are valid, and what is wrong in others is objected to")
  func examples() throws {
    _ = try ModelDocument.read(text: Self.varied, file: "varied.yaml")
    let good = try SchemaValidator.objections(
      toYAML: [GoodModel.text, Self.varied, SaturableModel.text], schema: "model-1.json")
    #expect(good == [nil, nil, nil])
    let slips = [
      ("drug: exampline\n", ""), ("id: exampline/demo-2020", "id: demo"),
      ("form: base, ", ""), ("doi: 10.0000/demo", "doi: https://doi.org/10.0000/demo"),
      ("  evidence: assumption\n", ""), ("sampling: venous", "sampling: vein"),
      ("age: 18..65 y", "age: 18 y"), (", from: demo, evidence: two sources }", " }"),
      ("  V1: {", "  1V: {"), ("central -> met:", "central met:"),
      ("{ clearance: CL,", "{ clearance: CL, rate: k_a,"), ("met: { volume: V_m,", "met: {"),
      ("{ into: depot,", "{"), ("    endpoint: EEG\n", ""), ("plasma: central", "effect: central"),
      ("{ cv: 30 % }", "{ cv: 0.3 }"), ("{ variance: 0.084 }", "{ variance: 0.084, cv: 30 % }"),
      ("CL ~ V1", "CL V1"), ("proportional: 0.24", "logarithmic: 0.2, proportional: 0.24"),
    ]
    let saturable = [
      ("{ Vmax: Vmax, Km", "{ Km"), ("Km: Km, fraction", "fraction"),
      ("Vmax: Vmax, Km: Km, ", ""), ("{ Vmax: Vmax,", "{ rate: k_a, Vmax: Vmax,"),
      ("rapid: Q2", "rapid: { Vmax: high, Km: half }"),
    ]
    let bad =
      slips.map { Self.varied.replacing($0.0, with: $0.1, maxReplacements: 1) }
      + saturable.map { SaturableModel.text.replacing($0.0, with: $0.1, maxReplacements: 1) }
    let found = try SchemaValidator.objections(toYAML: bad, schema: "model-1.json")
    for (slip, objection) in zip(slips + saturable, found) { #expect(objection != nil, "\(slip)") }
  }
}
