import Diagnostics
import Documents
import Kinetics
import Quantities
import Testing

@Suite("Variability that a study can simulate")
struct SimulatedVariabilityTests {
  private let place = SourceLocation(file: "study.yaml", line: 12, column: 5)

  private func model(_ changes: [(String, String)] = []) throws -> Model {
    var text = VariabilityTests.text
    for (old, new) in changes {
      #expect(text.contains(old))
      text = text.replacing(old, with: new)
    }
    return try ModelDocument.read(text: text, file: "model.yaml")
  }

  @Test("Molecules of unknown mass cannot be measured")
  func unknownMolarMass() throws {
    let molecules = ("{ logarithmic: 0.15 }", "{ additive: 0.01 umol/L }")
    // 0.01 umol/L of 180 g/mol are 1.8 ng/mL.
    let known = try model([molecules]).variability.residualErrors[1]
    #expect(known.additiveDeviation(molarMass: 180) == 0.0018)
    let error = try #require(throws: DiagnosticError.self) {
      try model([molecules, (", molar mass: 180 g/mol", "")])
    }
    let first = try #require(error.diagnostics.first)
    #expect(error.diagnostics.count == 1 && first.code.id == "T4034")
    let text = VariabilityTests.text.replacing(molecules.0, with: molecules.1)
    #expect(
      first.location.map { "\($0.line):\($0.column)" }
        == GoodModel.place(of: "metabolite: { additive", in: text))
    #expect(first.remedy.contains("ng/mL"))
  }

  @Test("A model without residual error gives no measurements, and an assumption does")
  func nothingPublished() throws {
    let plain = try ModelDocument.read(text: GoodModel.text, file: "model.yaml")
    let error = try #require(throws: Diagnostic.self) {
      try plain.residualErrors(assumed: [], effectSite: nil, at: place)
    }
    #expect(error.code.id == "T4035" && error.location == place)
    #expect(error.remedy.contains("assumed residual error"))
    let published = try model()
    #expect(
      try published.residualErrors(assumed: [], effectSite: nil, at: place).map(\.output)
        == ["plasma", "metabolite"])
    let assumed = ResidualError(
      output: "effect", proportional: 0.1, source: "", evidence: .assumption, location: place)
    #expect(
      try plain.residualErrors(assumed: [assumed], effectSite: "eeg", at: place) == [assumed])
    // Without the site there is nothing of that name.
    let unknown = try #require(throws: Diagnostic.self) {
      try plain.residualErrors(assumed: [assumed], effectSite: nil, at: place)
    }
    #expect(unknown.code.id == "T2041" && unknown.expected?.contains("`plasma`") == true)
  }

  @Test("A lag that differs between subjects keeps a model out of studies, and no other lag does")
  func individualLag() throws {
    func fault(_ lag: String, on routes: [String], varied: [String] = []) throws -> Diagnostic? {
      let text = GoodModel.text.replacing("{ value: 12 min,", with: "{ value: \(lag),")
      return try ModelDocument.read(text: text, file: "model.yaml")
        .individualLag(on: routes, varied: varied, at: place)
    }
    #expect(try fault("12 min", on: ["iv", "oral"], varied: ["CL"]) == nil)
    #expect(try fault("12 min", on: ["iv"], varied: ["t_lag"]) == nil)
    let varied = try #require(try fault("12 min", on: ["oral"], varied: ["CL", "t_lag"]))
    #expect(varied.code.id == "T4036" && varied.location == place)
    #expect(varied.message.contains("`t_lag`") && varied.remedy.contains("titrate simulate"))
    // By way of another parameter, or of the patient.
    let indirect = try #require(try fault("0.6 / k_a", on: ["oral"], varied: ["k_a"]))
    #expect(indirect.message.contains("`k_a`"))
    let sized = try #require(try fault("12 min * (weight / 70 kg)", on: ["oral"]))
    #expect(sized.message.contains("`weight`"))
  }

  @Test("An error is said in the words of its file")
  func words() throws {
    #expect(
      try model().variability.residualErrors.map(\.text) == [
        "plasma: proportional 0.1, additive 2 ng/mL", "metabolite: logarithmic 0.15",
      ])
  }
}
