import Dosing
import Limits
import Patients
import Quantities
import Testing

@Suite("What is declared of a patient is never passed over")
struct DeclaredConditionTests {
  private let excluded = [
    Contraindication(.hypersensitivity, severity: .hard, source: "nobody", evidence: .abstract),
    Contraindication(.cystitis, severity: .soft, source: "nobody", evidence: .abstract),
  ]

  private func adults() throws -> Selector {
    Selector(age: try QuantityRange(parsing: "16..120 y", as: .age, at: place()))
  }

  private func subject(age: String?, _ conditions: [PatientCondition]?) throws -> JudgedCase {
    let patient = Patient(weight: try q("50 kg"), age: try age.map { try q($0) })
    return JudgedCase(
      patient: patient, context: ClinicalContext(conditions: conditions),
      schedule: try dosing([Step.bolus("100 mg")]).schedule(for: patient))
  }

  private func judgement(age: String?, _ conditions: [PatientCondition]?) throws -> Judgement {
    try limits(
      [rule(.bolusDose, hardUpper: ["500 mg"])], contraindications: excluded, selector: adults()
    ).judgement(of: subject(age: age, conditions))
  }

  @Test(
    "a declared contraindication counts at every age, as severe as it is",
    arguments: [nil, "15 y", "45 y", "121 y"])
  func everyAge(age: String?) throws {
    let judgement = try judgement(age: age, [.hypersensitivity])
    #expect(judgement.verdicts[0].outcome == .broken(.hard))
    #expect(judgement.worst == .hard)
    switch age {
    case nil:
      guard case .unknown("the patient's age", _) = judgement.verdicts[0].setExclusion else {
        Issue.record("\(judgement.verdicts[0])")
        return
      }
    case "45 y": #expect(judgement.verdicts[0].setExclusion == nil)
    default:
      guard case .notConcerned(let why) = judgement.verdicts[0].setExclusion else {
        Issue.record("\(judgement.verdicts[0])")
        return
      }
      #expect(why.contains(age ?? ""))
    }
  }

  @Test("what is not declared, and the rules, stay unchecked where the set is meant for others")
  func others() throws {
    for age in [nil, "15 y"] {
      let verdicts = try judgement(age: age, [.hypersensitivity]).verdicts
      for verdict in verdicts[1...] {
        guard case .notChecked(let reason) = verdict.outcome else {
          Issue.record("\(verdict)")
          continue
        }
        #expect(reason == verdicts[0].setExclusion)
        #expect(verdict.setExclusion == nil)
      }
    }
  }

  @Test("a rule with an age of its own keeps it beside a declared condition")
  func ownAge() throws {
    let infants = Selector(age: try QuantityRange(parsing: "0..3 mo", as: .age, at: place()))
    let set = try limits(
      [rule(.bolusDose, hardUpper: ["1 mg"], selector: infants)], contraindications: excluded)
    let verdicts = try set.judgement(of: subject(age: "45 y", [.cystitis])).verdicts
    #expect(verdicts[1].outcome == .broken(.soft))
    guard case .notChecked(.notConcerned) = verdicts[2].outcome else {
      Issue.record("\(verdicts[2])")
      return
    }
  }

  @Test("the counts of a study and the judgement of a moment say the same")
  func everywhere() throws {
    let set = try limits(
      [rule(.bolusDose, hardUpper: ["500 mg"])], contraindications: excluded, selector: adults())
    let subject = try subject(age: "15 y", [.hypersensitivity])
    #expect(try set.outcomes(of: subject) == [.broken, .notConcerned, .notConcerned])
    let moment = try set.judgement(of: subject, at: .zero)
    #expect(moment.verdicts[0].outcome == .broken(.hard))
  }

  @Test("a condition that the set has no contraindication for is named, each once")
  func unjudged() throws {
    let declared: [PatientCondition] = [.pregnancy, .cystitis, .pregnancy, .seizures]
    #expect(
      try judgement(age: "45 y", declared).unjudged.map(\.condition) == [.pregnancy, .seizures])
    #expect(try judgement(age: "45 y", []).unjudged.isEmpty)
    #expect(try judgement(age: "45 y", nil).unjudged.isEmpty)
  }

  @Test("a diagnosis or care area that is missing is named with the values that count")
  func values() throws {
    for (selector, option) in [
      (Selector(diagnoses: [Diagnosis("status"), Diagnosis("pain")]), "`--diagnosis`"),
      (Selector(careAreas: [CareArea("status"), CareArea("pain")]), "`--care-area`"),
    ] {
      let verdict = try verdict(
        rule(.bolusDose, hardUpper: ["1 mg"], selector: selector), [Step.bolus("20 mg")])
      guard case .notChecked(.unknown(_, let remedy)) = verdict.outcome else {
        Issue.record("\(verdict)")
        continue
      }
      #expect(remedy.contains(option) && remedy.contains("`status` or `pain`"))
    }
  }

  @Test("without a curve rules on concentrations say why, and rules on doses are judged")
  func withoutCurve() throws {
    var subject = try subject(age: "45 y", nil)
    subject.withoutCurve = .unknown("the concentrations, because of the route", remedy: "another")
    let verdicts = try limits([
      rule(.peakConcentration(of: .plasma), hardUpper: ["1 mg/L"]),
      rule(.timeAbove(q("100 ng/mL"), of: .plasma), hardUpper: ["1 h"]),
      rule(.bolusDose, hardUpper: ["99 mg"]),
    ]).judgement(of: subject).verdicts
    #expect(verdicts[0].outcome == subject.withoutCurve.map { .notChecked($0) })
    #expect(verdicts[1].outcome == verdicts[0].outcome)
    #expect(verdicts[2].outcome == .broken(.hard))
  }
}
