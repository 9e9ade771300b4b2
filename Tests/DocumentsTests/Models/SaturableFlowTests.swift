import Diagnostics
import Documents
import Kinetics
import Patients
import Quantities
import Testing

@Suite("Flows that saturate are read, checked and bound")
struct SaturableFlowTests {
  private func model(_ changes: (old: String, new: String)...) throws -> Model {
    let text = changes.reduce(SaturableModel.text) { $0.replacing($1.old, with: $1.new) }
    return try ModelDocument.read(text: text, file: "good.yaml")
  }

  @Test("A flow says by its type how fast drug moves")
  func reading() throws {
    let flows = try model().flows
    #expect(flows.map(\.isSaturable) == [true, false, true, false, false, true])
    guard case .saturable(let maximumRate, let halfSaturation) = flows[5].kinetics else {
      Issue.record("the last flow is one of first order")
      return
    }
    #expect(maximumRate.node == .parameter("high") && halfSaturation.node == .parameter("half"))
  }

  @Test("Vmax is bound in mg/min and Km in mg/L; molecules become mass where the file says so")
  func binding() throws {
    let patient = try ShippedModels.patient(weight: "70 kg", age: "40 y")
    let system = try model().bind(to: patient).system
    #expect(system.linear == nil)
    #expect(system.firstOrder.links.map(\.rate) == [0.01, 0.12, 0.04, 0.05])
    // 24 mg/h, 80 % of it becomes 180/200 of its mass; 1.8 umol/L of 180 g/mol are 324 ng/mL.
    #expect(system.saturable.map(\.maximumRate) == [0.4, 0.1, 0.1])
    #expect(system.saturable.map(\.halfSaturation) == [0.5, 0.5, 0.324])
    #expect(
      system.saturable.map(\.from) == [0, 0, 3] && system.saturable.map(\.to) == [3, nil, nil])
    #expect(abs(system.saturable[0].yield - 0.72) < 1e-15)
    #expect(system.saturable[1].yield == 1)
  }

  @Test("Variability of Vmax and Km is that of any parameter")
  func variability() throws {
    let effects = try #require(try model().variability.betweenSubjects).effects
    #expect(effects.map(\.parameter) == ["Vmax", "Km"])
    #expect(effects.map(\.distribution) == [.logNormal, .logNormal])
    #expect(effects[1].variance == 0.09)
  }

  @Test("Two flows that saturate at different Km are two flows, and so is one of first order")
  func parallel() throws {
    let two = try model(
      ("  - met -> out", "  - met -> out: { Vmax: Vmax, Km: Km }\n  - met -> out"))
    #expect(two.flows.count == 7)
  }

  @Test("What the patient makes impossible is refused with the patient's values")
  func impossible() throws {
    let patient = try ShippedModels.patient(weight: "70 kg", age: "40 y")
    let negative = try model(("(weight / 70 kg)^0.75", "(weight / 70 kg - 2)"))
    let fault = try #require(throws: DiagnosticError.self) { try negative.bind(to: patient) }
    #expect(fault.diagnostics.map(\.code.id) == ["T4021"])
    #expect(fault.diagnostics[0].message.contains("Vmax of the flow from `central` to `out`"))
    // 6 mg/h times 1 - 2.
    #expect(fault.diagnostics[0].message.contains("(from `high`) is -6 mg/h for weight 70 kg"))
    let tiny = try model(
      ("24 mg/h, from", "24 mg/h * exp(-700), from"),
      ("500 ng/mL, from", "500 ng/mL * exp(700), from"))
    let vanished = try #require(throws: DiagnosticError.self) { try tiny.bind(to: patient) }
    #expect(vanished.diagnostics.map(\.code.id) == ["T4021"])
    #expect(vanished.diagnostics[0].remedy == "check Vmax, Km and the volume")
  }

  @Test("A flow both ways that saturates is told of one that goes one way, not of itself")
  func expectation() throws {
    let text = SaturableModel.text.replacing("rapid: Q2", with: "rapid: { Vmax: high, Km: half }")
    let error = try #require(throws: DiagnosticError.self) {
      try ModelDocument.read(text: text, file: "bad.yaml")
    }
    #expect(error.diagnostics.first?.expected == "`central -> rapid`")
  }

  @Test("A number alone under Vmax is told what Vmax and Km are, with a unit of each")
  func alone() throws {
    let text = SaturableModel.text.replacing(
      "{ Vmax: Vmax, Km: Km, fraction", with: "{ Vmax: 3, fraction")
    let error = try #require(throws: DiagnosticError.self) {
      try ModelDocument.read(text: text, file: "bad.yaml")
    }
    #expect(error.diagnostics.map(\.code.id) == ["T2051"])
    let expected = error.diagnostics.first?.expected ?? ""
    #expect(expected.contains("drug per time such as `24 mg/h`"), "\(expected)")
    #expect(expected.contains("concentration such as `500 ng/mL`"), "\(expected)")
  }

  @Test("One slip, one finding", arguments: SaturableModel.slips)
  func slip(_ slip: Slip) throws {
    try slip.check(in: SaturableModel.text) { try ModelDocument.read(text: $0, file: "bad.yaml") }
  }
}
