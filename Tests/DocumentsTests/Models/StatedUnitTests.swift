import Diagnostics
import Documents
import Kinetics
import Testing

@Suite("A value that cannot be is shown in the unit in which the file states it")
struct StatedUnitTests {
  /// What is said of a clearance, and of 70 kg for whom it cannot be.
  private func message(_ clearance: String, more: String = "") throws -> String {
    let text = """
      titrate: model/1
      id: testdrug/units
      title: Units
      drug: testdrug
      analytes: [{ name: testdrug, form: base }]
      sources: [{ id: a, cite: "A 2020" }]
      applies to: { evidence: assumption, sampling: arterial, population: nobody }
      parameters:
        V: { value: 20 L, from: a, evidence: assumption }
        slope: { value: 6 mL/min, from: a, evidence: assumption }
        weekly: { value: 10 L/wk, from: a, evidence: assumption }
        CL: { value: "\(clearance)", from: a, evidence: assumption }
      compartments: { central: V, other: V }
      flows:
        - central -> out: CL
        - other -> out: slope + weekly
        - central <-> other: slope
      routes: { iv: central }
      variability: none
      outputs: { plasma: central }

      """
    let error = try #require(throws: DiagnosticError.self) {
      try ModelDocument.read(text: text, file: "a.yaml")
        .bind(to: ShippedModels.patient(weight: "70 kg"))
    }
    let first = try #require(error.diagnostics.first)
    #expect(first.code.id == "T4021" && first.expected == "more than zero")
    return first.message
  }

  @Test(
    "Of a sum or a product it is that of its first number of the kind, wherever that stands",
    arguments: [
      ("-12 L/h", "is -12 L/h"), ("30 L/h * (weight / 35 kg - 3)", "is -30 L/h for weight 70 kg"),
      ("(0 - weight / 70 kg)^3 * 6 mL/min", "is -6 mL/min for"), ("-slope / 4", "is -1.5 mL/min"),
      ("min(2 L/h, -7 L/d)", "is -0.291667 L/h"),
      ("-0.1 L/h/kg * weight", "is -7 L/h for weight 70 kg"),
      // -6 mL/min are -8.64 L/d.
      ("if weight < 10 kg then 3 L/d else -slope", "is -8.64 L/d for weight 70 kg"),
    ])
  func units(clearance: String, found: String) throws {
    let message = try message(clearance)
    #expect(message.contains("the flow from `central` to `out` (from `CL`) " + found), "\(message)")
  }

  @Test("Where no number of the kind is written it is the canonical one")
  func canonical() throws {
    #expect(try message("-V * 6 1/h").contains("(from `CL`) is -2 L/min"))
  }
}
