import Foundation
import Testing
import Titrate

/// The models that are studied, with invented numbers.
extension SaturableStudyTests {
  /// A metabolite is formed by one flow that saturates and leaves by another.
  static let metabolite: [(String, String)] = [
    ("molar mass: 200 g/mol }", "molar mass: 200 g/mol }\n  - { name: nor, form: base }"),
    (
      "compartments: { central: V1 }",
      "compartments: { central: V1, met: { volume: V_m, analyte: nor } }"
    ),
    (
      "  V1: {",
      """
        V_m: { value: 20 L, from: demo, evidence: assumption }
        formed: { value: 80 %, from: demo, evidence: assumption }
        ratio: { value: 0.93, from: demo, evidence: assumption }
        V1: {
      """
    ),
    (
      "  - central -> out: CL",
      """
        - central -> met: { Vmax: Vmax, Km: Km, fraction: formed, mass ratio: ratio }
        - central -> out: { Vmax: Vmax, Km: Km }
        - met -> out: { Vmax: Vmax, Km: Km }
      """
    ),
    ("outputs: { plasma: central }", "outputs: { plasma: central, metabolite: met }"),
  ]
  /// Two compartments; the numbers of the reference solution s15.
  static let two: [(String, String)] = [
    ("compartments: { central: V1 }", "compartments: { central: V1, rapid: V2 }"),
    (
      "  V1: {",
      """
        V2: { value: 30 L, from: demo, evidence: assumption }
        Q2: { value: 1.2 L/min, from: demo, evidence: assumption }
        V1: {
      """
    ),
    (
      "  - central -> out: CL",
      "  - central -> out: { Vmax: Vmax, Km: Km }\n  - central <-> rapid: Q2"
    ),
  ]
  static let one = [
    ("  - central -> out: CL", "  - central -> out: { Vmax: Vmax, Km: Km }")
  ]
  static let elimination =
    "Vmax: { value: 24 mg/h, from: demo, evidence: assumption }\n"
    + "  Km: { value: 500 ng/mL, from: demo, evidence: assumption }"
  static let typical = "  note: nobody measured it"
  static let between = """
      between subjects:
        distribution: log-normal
        from: demo
        evidence: assumption
        parameters: { Vmax: { sd: 0.3 }, Km: { sd: 0.5 } }
        correlation: { Vmax ~ Km: 0.6 }
    """
  static let both =
    between + """

        between sessions:
          distribution: log-normal
          from: demo
          evidence: assumption
          parameters: { Vmax: { sd: 0.2 } }
      """

  func model(
    _ variability: String, _ changes: [(String, String)]
  ) throws -> Model {
    try InventedModel.read(
      variability,
      changing: changes + [
        ("CL: { value: 6 L/h, from: demo, evidence: assumption }", Self.elimination)
      ]
    )
  }

  func run(
    _ source: ScenarioSource, _ subjects: Int
  ) throws -> (store: ConcentrationStore, summary: RunSummary, metrics: [[[Double]]]) {
    let store = ConcentrationStore(source.plan, subjects: 0..<subjects)
    let sink = MetricsByOutput()
    let summary = try PopulationRun(source.plan).run(0..<subjects, into: [sink], keeping: store) {
      try source.write($0)
    }
    return (store, summary, sink.values)
  }
}
