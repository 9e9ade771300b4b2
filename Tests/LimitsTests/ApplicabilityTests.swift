import Diagnostics
import Dosing
import Limits
import Patients
import Quantities
import Testing

@Suite("Whom a rule concerns, and what it needs to know")
struct ApplicabilityTests {
  private func outcome(
    _ selector: Selector, _ patient: Patient, _ context: ClinicalContext = ClinicalContext()
  ) throws -> Verdict.Outcome? {
    let schedule = try dosing([Step.bolus("20 mg")]).schedule(for: LimitsTests.patient("80 kg"))
    let set = try limits([rule(.bolusDose, hardUpper: ["20 mg"], selector: selector)])
    return try set.judgement(
      of: JudgedCase(patient: patient, context: context, schedule: schedule)
    ).verdicts.first?.outcome
  }

  private func range(_ text: String, _ kind: QuantityKind) throws -> QuantityRange {
    try QuantityRange(parsing: text, as: kind, at: place())
  }

  @Test("the ends of a range belong to it; outside of it nobody is concerned")
  func ages() throws {
    let selector = Selector(age: try range("18..65 y", .age))
    for (age, isConcerned) in [("18 y", true), ("65 y", true), ("17.99 y", false), ("66 y", false)]
    {
      let outcome = try outcome(selector, Patient(weight: q("80 kg"), age: q(age)))
      if isConcerned {
        #expect(outcome == .pass)
      } else {
        guard case .notChecked(.notConcerned(let why)) = outcome else {
          Issue.record("\(age): \(String(describing: outcome))")
          continue
        }
        #expect(why.contains(age))
      }
    }
  }

  @Test("an age that is not known is named with the way to state it")
  func unknownAge() throws {
    let outcome = try outcome(Selector(age: range("18..65 y", .age)), patient("80 kg"))
    guard case .notChecked(.unknown(let what, let remedy)) = outcome else {
      Issue.record("\(String(describing: outcome))")
      return
    }
    #expect(what == "the patient's age")
    #expect(remedy.contains("--age"))
  }

  @Test("what excludes a patient goes before what is not known about him")
  func exclusionFirst() throws {
    let selector = Selector(
      age: try range("18..65 y", .age), weight: try range("40..60 kg", .weight))
    guard case .notChecked(.notConcerned) = try outcome(selector, patient("80 kg")) else {
      Issue.record("the weight excludes him")
      return
    }
  }

  @Test("care areas and diagnoses are compared by name, and must be stated")
  func places() throws {
    let selector = Selector(careAreas: [CareArea("icu")], diagnoses: [Diagnosis("pain")])
    let known = ClinicalContext(careArea: CareArea("icu"), diagnosis: Diagnosis("pain"))
    #expect(try outcome(selector, patient("80 kg"), known) == .pass)
    let elsewhere = ClinicalContext(careArea: CareArea("ward"), diagnosis: Diagnosis("pain"))
    guard case .notChecked(.notConcerned) = try outcome(selector, patient("80 kg"), elsewhere),
      case .notChecked(.unknown("the care area", _)) = try outcome(selector, patient("80 kg"))
    else {
      Issue.record("a care area decides")
      return
    }
  }

  @Test("a bound per ideal weight needs what the ideal weight needs")
  func idealWeight() throws {
    let verdict = try verdict(
      rule(.bolusDose, hardUpper: ["0.5 mg/kg ideal"]), [Step.bolus("20 mg")])
    guard case .notChecked(.unknown(let what, let remedy)) = verdict.outcome else {
      Issue.record("\(verdict.outcome)")
      return
    }
    #expect(what.contains("height") && remedy.contains("--height"))
    #expect(verdict.worst == nil)
  }

  @Test(
    "what the schedule does not hold is nothing to measure",
    arguments: [
      Measure.bolusDose, .bolusInterval, .loadingDose, .rateIncrease, .timeBeforeDecrease,
      .sessionInterval,
    ])
  func nothingToMeasure(measure: Measure) throws {
    let bound =
      measure == .bolusDose || measure == .loadingDose
      ? "1 mg" : measure == .rateIncrease ? "1 mg/h" : "1 h"
    let verdict = try verdict(rule(measure, hardUpper: [bound]), [Step.rate("20 mg/h", for: "1 h")])
    guard case .notChecked(.nothingToMeasure(let why)) = verdict.outcome else {
      Issue.record("\(verdict.outcome)")
      return
    }
    #expect(!why.isEmpty)
  }

  @Test("concentrations need a curve, flows the strength, pump errors a pump")
  func missing() throws {
    let steps = [try Step.rate("20 mg/h", for: "1 h")]
    let cases: [(Measure, String, String)] = [
      (.concentration(of: .plasma, settledAfter: nil), "400 ng/mL", "--model"),
      (.peakConcentration(of: .effectSite), "400 ng/mL", "--model"),
      (.timeAbove(try q("100 ng/mL"), of: .plasma), "1 h", "--model"),
      (.bagConcentration, "10 mg/mL", "--concentration"),
      (.pumpFlow, "100 mL/h", "--concentration"), (.pumpError, "5 %", "pump"),
    ]
    for (measure, bound, remedy) in cases {
      let verdict = try verdict(rule(measure, hardUpper: [bound]), steps)
      guard case .notChecked(.unknown(_, let text)) = verdict.outcome else {
        Issue.record("\(measure): \(verdict.outcome)")
        continue
      }
      #expect(text.contains(remedy))
    }
    let site = try verdict(
      rule(.peakConcentration(of: .effectSite), hardUpper: ["1 mg/L"]), steps, withCurve: true)
    guard case .notChecked(.unknown(let what, _)) = site.outcome else {
      Issue.record("\(site.outcome)")
      return
    }
    #expect(what.contains("effect site"))
  }

  @Test("a bound that measures something else than its rule is not checked, and says so")
  func mismatch() throws {
    let verdict = try verdict(rule(.rate, hardUpper: ["20 mg"]), [Step.rate("20 mg/h", for: "1 h")])
    guard case .notChecked(.unknown(let what, _)) = verdict.outcome else {
      Issue.record("\(verdict.outcome)")
      return
    }
    #expect(what.contains("20 mg"))
  }

  @Test("a rule for a route concerns its doses only")
  func routes() throws {
    let steps = [try Step.bolus("56 mg", route: "nasal"), try Step.bolus("20 mg")]
    #expect(
      try verdict(rule(.courseDose, hardUpper: ["56 mg"], route: "nasal"), steps).worst?.value == 56
    )
    #expect(
      try verdict(rule(.courseDose, hardUpper: ["20 mg"], route: "iv"), steps).worst?.value == 20)
    #expect(try verdict(rule(.courseDose, hardUpper: ["80 mg"]), steps).worst?.value == 76)
  }

  @Test("contraindications: declared, declared absent, and never asked")
  func contraindications() throws {
    let set = try limits(
      [],
      contraindications: [
        Contraindication(.activePsychosis, severity: .hard, source: "x", evidence: .twoSources),
        Contraindication(.pregnancy, severity: .soft, source: "x", evidence: .oneSource),
      ])
    let schedule = try dosing([Step.bolus("20 mg")]).schedule(for: patient("80 kg"))
    func judge(_ conditions: [PatientCondition]?, strong: Bool = false) throws -> Judgement {
      try set.judgement(
        of: JudgedCase(
          patient: patient("80 kg"), context: ClinicalContext(conditions: conditions),
          schedule: schedule), strongOnly: strong)
    }
    #expect(try judge([.pregnancy]).verdicts.map(\.outcome) == [.pass, .broken(.soft)])
    #expect(try judge([.pregnancy]).worst == .soft)
    #expect(try judge([.pregnancy], strong: true).worst == nil)
    #expect(try judge([.pregnancy], strong: true).verdicts.map(\.counts) == [true, false])
    #expect(try judge([]).verdicts.map(\.outcome) == [.pass, .pass])
    for verdict in try judge(nil).verdicts {
      guard case .notChecked(.unknown) = verdict.outcome else {
        Issue.record("\(verdict.outcome)")
        continue
      }
    }
  }

  @Test("a first bolus before an infusion is left to the rules for loading doses, where they apply")
  func loading() throws {
    let steps = [try Step.bolus("40 mg"), try Step.rate("20 mg/h", for: "1 h")]
    let schedule = try dosing(steps).schedule(for: patient("80 kg"))
    let adults = Selector(age: try range("18..65 y", .age))
    func judge(_ rules: [LimitRule], age: String) throws -> [Verdict.Outcome] {
      try limits(rules).judgement(
        of: JudgedCase(patient: Patient(weight: q("80 kg"), age: q(age)), schedule: schedule)
      ).verdicts.map(\.outcome)
    }
    let bolus = try rule(.bolusDose, hardUpper: ["30 mg"])
    let loading = try rule(.loadingDose, hardUpper: ["50 mg"], selector: adults)
    #expect(try judge([bolus], age: "40 y") == [.broken(.hard)])
    let adult = try judge([bolus, loading], age: "40 y")
    #expect(adult.last == .pass)
    guard case .notChecked(.nothingToMeasure) = adult[0] else {
      Issue.record("\(adult)")
      return
    }
    #expect(try judge([bolus, loading], age: "70 y").first == .broken(.hard))
  }

  @Test("a loading dose is left out only of rules whose matter a rule for loading doses judges")
  func loadingByMatter() throws {
    let schedule = try dosing([
      Step.infusion("80 mg", over: "1 min"), Step.rate("20 mg/h", for: "1 h"),
    ]).schedule(for: patient("80 kg"))
    func judge(_ rules: [LimitRule]) throws -> [Verdict.Outcome] {
      try limits(rules).judgement(of: JudgedCase(patient: patient("80 kg"), schedule: schedule))
        .verdicts.map(\.outcome)
    }
    // 80 mg in 1 min for 80 kg is 1 mg/kg/min.
    let dose = try rule(.bolusDose, hardUpper: ["50 mg"])
    let pace = try rule(.bolusRate, softUpper: ["0.5 mg/kg/min"])
    let time = try rule(.bolusDuration, softLower: ["2 min"])
    let loading = try rule(.loadingDose, softUpper: ["100 mg"])
    let loadingTime = try rule(.loadingDuration, softUpper: ["5 min"])
    #expect(try judge([dose, loadingTime]) == [.broken(.hard), .pass])
    #expect(try judge([pace, loading]) == [.broken(.soft), .pass])
    #expect(try judge([time, loading]) == [.broken(.soft), .pass])
    let absent = Verdict.Outcome.notChecked(.nothingToMeasure("there is no bolus"))
    #expect(try judge([dose, loading]) == [absent, .pass])
    // At most 5 min says nothing about at least 2 min.
    #expect(try judge([time, loadingTime]) == [.broken(.soft), .pass])
    let longEnough = try rule(.loadingDuration, softLower: ["1 min"])
    #expect(try judge([time, longEnough]) == [absent, .pass])
    let muchEnough = try rule(.loadingDose, softLower: ["10 mg"])
    #expect(try judge([dose, muchEnough]) == [.broken(.hard), .pass])
    let adults = Selector(age: try range("18..65 y", .age))
    let unknown = try rule(.loadingDose, softUpper: ["100 mg"], selector: adults)
    #expect(try judge([dose, unknown]).first == .broken(.hard))
    let muscle = try rule(.loadingDose, softUpper: ["100 mg"], route: "im")
    #expect(try judge([dose, muscle]).first == .broken(.hard))
  }

  @Test("a bound that is passed is reported though another one of the rule is not known")
  func passedBesideUnknown() throws {
    func outcome(
      _ rate: String, soft: [String] = [], hard: [String]
    ) throws -> Verdict.Outcome {
      try verdict(
        rule(.rate, softUpper: soft, hardUpper: hard), [Step.rate(rate, for: "1 h")]
      ).outcome
    }
    let ideal = "1 mg/kg/h ideal"
    #expect(try outcome("101 mg/h", hard: [ideal, "100 mg/h"]) == .broken(.hard))
    #expect(try outcome("101 mg/h", soft: [ideal], hard: ["100 mg/h"]) == .broken(.hard))
    #expect(try outcome("60 mg/h", soft: [ideal, "50 mg/h"], hard: ["100 mg/h"]) == .broken(.soft))
    // What is within the known bound may be beyond the other.
    guard
      case .notChecked(.unknown(_, let remedy)) = try outcome(
        "100 mg/h", hard: [ideal, "100 mg/h"])
    else {
      Issue.record("nothing is known of the bound by ideal weight")
      return
    }
    #expect(remedy.contains("--height"))
    // Beyond soft is beyond soft, and whether it is beyond hard as well is said beside it.
    let open = try verdict(
      rule(.rate, softUpper: ["50 mg/h"], hardUpper: [ideal]), [Step.rate("60 mg/h", for: "1 h")])
    #expect(open.outcome == .broken(.soft))
    guard case .unknown(_, let missing) = open.open else {
      Issue.record("\(String(describing: open.open))")
      return
    }
    #expect(missing.contains("--height"))
  }
}
