import Diagnostics
import Documents
import Testing

@Suite("Values that are the same for every patient are judged when the model is read")
struct PossibleValuesTests {
  private static func text(
    volume: String = "20 L", clearance: String = "15 L/h", share: String = "80 %",
    ke0: String = "0.2 1/min"
  ) -> String {
    """
    titrate: model/1
    id: testdrug/values
    title: Values
    drug: testdrug
    analytes: [{ name: testdrug, form: base }, { name: product, form: base }]
    sources: [{ id: a, cite: "A 2020" }]
    applies to: { evidence: assumption, sampling: arterial, population: nobody }
    parameters:
      V: { value: \(volume), from: a, evidence: assumption }
      CL: { value: \(clearance), from: a, evidence: assumption }
      share: { value: \(share), from: a, evidence: assumption }
    compartments: { central: V, other: { volume: V, analyte: product } }
    flows:
      - central -> other: { clearance: CL, fraction: share, mass ratio: 1 }
      - other -> out: CL
    routes: { iv: central }
    effect sites:
      site: { driven by: central, ke0: \(ke0), endpoint: x, from: a, evidence: assumption }
    variability: none
    outputs: { plasma: central }

    """
  }

  private static func codes(_ text: String) -> [String] {
    do {
      _ = try ModelDocument.read(text: text, file: "a.yaml")
      return []
    } catch {
      return error.diagnostics.map(\.code.id)
    }
  }

  @Test("Possible values are accepted, and so are those that only a patient decides")
  func possible() {
    #expect(Self.codes(Self.text()) == [])
    #expect(Self.codes(Self.text(volume: "20 L * (weight / 70 kg)")) == [])
    #expect(Self.codes(Self.text(volume: "if weight < 10 kg then 20 L / 0 else 20 L")) == [])
    #expect(Self.codes(Self.text(ke0: "0.2 1/min * (1 - weight / 40 kg)")) == [])
  }

  @Test(
    "A volume that no patient can have is refused",
    arguments: [
      ("0 L", "T4021"), ("20 L * 3 / 0", "T4020"), ("20 L * exp(1000)", "T4020"),
      ("20 L * ln(0)", "T4020"), ("0 L - 20 L", "T4021"), ("20 L * (weight / 70 kg) / 0", "T4020"),
      ("20 L * (weight / 70 kg) * ln(0)", "T4020"), ("20 L * (weight / 70 kg)^exp(1000)", "T4020"),
    ])
  func volume(text: String, code: String) {
    let codes = Self.codes(Self.text(volume: text))
    #expect(codes.first == code)
  }

  @Test("A clearance, a share and a ke0 too")
  func others() {
    #expect(Self.codes(Self.text(clearance: "-15 L/h")).first == "T4021")
    #expect(Self.codes(Self.text(share: "150 %")) == ["T4021"])
    #expect(Self.codes(Self.text(ke0: "-0.2 1/min")) == ["T4021"])
    #expect(Self.codes(Self.text(ke0: "0 1/min")) == ["T4021"])
  }

  @Test("The finding says which value, and does not speak of a patient")
  func words() throws {
    let error = try #require(throws: DiagnosticError.self) {
      try ModelDocument.read(text: Self.text(volume: "0 L"), file: "a.yaml")
    }
    let first = try #require(error.diagnostics.first)
    #expect(first.message.contains("the volume of `central` (from `V`) is 0"))
    #expect(!first.remedy.contains("patient"))
  }
}
