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

  @Test("An error is said in the words of its file")
  func words() throws {
    #expect(
      try model().variability.residualErrors.map(\.text) == [
        "plasma: proportional 0.1, additive 2 ng/mL", "metabolite: logarithmic 0.15",
      ])
  }
}
