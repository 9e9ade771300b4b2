import Diagnostics
import Documents
import Kinetics
import Patients
import Quantities
import Testing

@Suite("A model bound to a patient")
struct BindingTests {
  private func good() throws -> Model {
    try ModelDocument.read(text: GoodModel.text, file: "good.yaml")
  }

  private func failure(_ body: () throws -> Void) throws -> [Diagnostic] {
    try #require(throws: DiagnosticError.self, performing: body).diagnostics
  }

  @Test("States follow the file, parameters are in canonical units")
  func states() throws {
    let bound = try good().bind(to: ShippedModels.patient(weight: "70 kg", age: "40 y"))
    #expect(bound.system.states.map(\.name) == ["central", "rapid", "depot", "met"])
    #expect(
      bound.system.states.map(\.content) == [
        .amount(volume: 10), .amount(volume: 30), .amount(volume: nil), .amount(volume: 20),
      ])
    #expect(bound.parameters.map(\.name).prefix(3) == ["V1", "CL", "Q2"])
    #expect(bound.parameters.map(\.value).prefix(3) == [10, 0.5, 1])
    #expect(bound.parameters[1].dimension == .clearance)
    #expect(bound.warnings == [])
  }

  @Test("Clearances are divided by the volume they leave; a fraction and a mass ratio multiply")
  func links() throws {
    let bound = try good().bind(to: ShippedModels.patient(weight: "70 kg", age: "40 y"))
    let links = bound.system.firstOrder.links
    #expect(links.map(\.from) == [0, 0, 1, 2, 3])
    #expect(links.map(\.to) == [3, 1, 0, 0, nil])
    #expect(links.map(\.rate) == [0.05, 0.1, 1.0 / 30, 0.05, 0.0125])
    #expect(abs(links[0].yield - 0.72) < 1e-15)
    #expect(links.dropFirst().allSatisfy { $0.yield == 1 && $0.drains })
  }

  @Test("Routes carry bioavailability and lag, outputs the molar mass in g/mol")
  func routes() throws {
    let bound = try good().bind(to: ShippedModels.patient(weight: "70 kg", age: "40 y"))
    #expect(
      bound.routes == [
        BoundModel.Route(name: "iv", state: 0),
        BoundModel.Route(
          name: "oral", state: 2, bioavailability: 0.45,
          lag: Tick(flicks: 12 * Tick.perMinute)),
      ])
    #expect(
      bound.outputs == [
        BoundModel.Output(name: "plasma", analyte: "exampline", state: 0, molarMass: 200),
        BoundModel.Output(name: "metabolite", analyte: "norexampline", state: 3, molarMass: 180),
      ])
    let ketamine = try ShippedModels.bound("ketamine/kamp-2020")
    #expect(ketamine.outputs.map(\.molarMass) == [237.73])
    #expect(try ShippedModels.bound("midazolam/albrecht-1999").outputs.map(\.molarMass) == [nil])
  }

  @Test("A chosen effect site is the last state and the last output, and takes no mass")
  func effectSite() throws {
    let bound = try good().bind(
      to: ShippedModels.patient(weight: "70 kg", age: "40 y"), effectSite: "eeg")
    #expect(bound.effectSite == "eeg")
    #expect(bound.system.states.last == LinearSystem.State(name: "effect", .concentration))
    #expect(
      Array(bound.system.firstOrder.links.suffix(2)) == [
        LinearSystem.Link(from: 0, to: 4, rate: 0.02, drains: false),
        LinearSystem.Link(from: 4, to: nil, rate: 0.2),
      ])
    #expect(bound.outputs.last?.name == "effect" && bound.outputs.last?.state == 4)
    let herd = try ShippedModels.bound(
      "ketamine/herd-2007", weight: "20 kg", age: "6 y", effectSite: "sedation")
    #expect(
      abs((herd.system.firstOrder.links.last?.rate ?? 0) - 60 * 0.693_147_180_559_945_3 / 11)
        < 1e-14)
    let domino = try ShippedModels.bound("ketamine/domino-1984", effectSite: "ani")
    #expect(domino.system.firstOrder.links.last?.rate == 0.238)
  }

  @Test("An effect site that nobody published is refused with those that were")
  func unknownEffectSite() throws {
    let none = try failure { _ = try ShippedModels.bound("ketamine/kamp-2020", effectSite: "eeg") }
    #expect(none.map(\.code) == [.unknownEffectSite])
    #expect(none[0].expected?.contains("no effect site was published") == true)
    let near = try failure {
      _ = try ShippedModels.bound("ketamine/domino-1984", effectSite: "anni")
    }
    #expect(near[0].remedy == "did you mean `ani`?")
    #expect(near[0].expected == "one of `ani`")
  }

  @Test("Everything that is missing is named with the option that gives it")
  func missing() throws {
    let findings = try failure { _ = try good().bind(to: Patient()) }
    #expect(findings.count == 1)
    #expect(findings[0].remedy.contains("--weight 82kg"))
    #expect(findings[0].location?.line == 18)
    let age = try failure { _ = try ShippedModels.bound("midazolam/albrecht-1999", age: nil) }
    #expect(age.count == 1 && age[0].remedy.contains("--age 45y"))
    let text = GoodModel.text.replacing("30 L/h *", with: "30 L/h * age / 40 y *")
    let both = try failure {
      _ = try ModelDocument.read(text: text, file: "x").bind(to: Patient())
    }
    #expect(both.count == 2)
  }

  @Test("Only what the formulas use must be known")
  func notNeeded() throws {
    let model = try ShippedModels.model("midazolam/albrecht-1999")
    let bound = try model.bind(to: ShippedModels.patient(age: "30 y"))
    #expect(bound.system.states.count == 3)
    #expect(model.covariates().map(\.covariate) == [.age])
  }

  @Test(
    "A patient outside the range, or not known to be inside, is warned about",
    arguments: [
      ("45 kg", "18 y", []), ("120 kg", "80 y", []), ("44.9 kg", "40 y", ["T4022"]),
      ("120.1 kg", "17 y", ["T4022", "T4022"]), ("70 kg", nil, ["T4023"]),
    ] as [(String, String?, [String])])
  func range(weight: String, age: String?, codes: [String]) throws {
    let bound = try ShippedModels.bound("ketamine/kamp-2020", weight: weight, age: age)
    #expect(bound.warnings.map(\.code.id) == codes)
    for warning in bound.warnings {
      #expect(warning.severity == .warning && warning.expected != nil && !warning.remedy.isEmpty)
    }
  }

  @Test("A warning states the value and the range")
  func warningText() throws {
    let bound = try ShippedModels.bound("ketamine/herd-2007", weight: "82 kg", age: "10 y")
    #expect(bound.warnings.count == 1)
    #expect(bound.warnings[0].message.contains("weight, 82 kg,"))
    #expect(bound.warnings[0].expected == "10 kg to 64 kg, a choice of the file's author")
    #expect(bound.model.applicability.longest?.description == "152 min")
  }

  @Test(
    "Values that cannot be are refused with the parameter, the patient and the cause",
    arguments: [
      ("10 L * (weight / 70 kg)", "10 L * (weight / 70 kg - 0.5)", "35 kg", "T4021", "`V1`"),
      ("10 L * (weight / 70 kg)", "10 L * (weight / 70 kg - 1)", "35 kg", "T4021", "is -5 L"),
      ("30 L/h *", "0 L/h *", "70 kg", "T4021", "`CL`"),
      ("45 %", "145 % * (weight / 70 kg)", "70 kg", "T4021", "bioavailability"),
      ("80 %", "101 % * (weight / 70 kg)", "70 kg", "T4021", "fraction"),
      ("12 min, from", "-12 min * (weight / 70 kg), from", "70 kg", "T4021", "lag"),
      ("ke0: 0.2 1/min", "ke0: -0.2 1/min * (weight / 70 kg)", "70 kg", "T4021", "ke0"),
      ("30 L/h *", "30 L/h / (weight / 70 kg - 1) *", "70 kg", "T4020", "parameter `CL`"),
      ("30 L/h *", "30 L/h * ln(1 - weight / 70 kg) *", "70 kg", "T4020", "weight 70 kg"),
    ])
  func impossible(
    old: String, new: String, weight: String, code: String, part: String
  ) throws {
    let text = GoodModel.text.replacing(old, with: new, maxReplacements: 1)
    let model = try ModelDocument.read(text: text, file: "good.yaml")
    let findings = try failure {
      _ = try model.bind(
        to: ShippedModels.patient(weight: weight, age: "40 y"), effectSite: "eeg")
    }
    #expect(findings.count == 1)
    #expect(findings[0].code.id == code)
    #expect(findings[0].message.contains(part), "\(findings[0])")
    #expect(findings[0].message.contains("for weight \(weight)"), "\(findings[0])")
    #expect(findings[0].location != nil)
  }
}
