import Dosing
import Limits
import Patients
import Quantities
import Testing

@Suite("What becomes of each bound of a set")
struct BoundOutcomeTests {
  private func outcomes(
    _ rules: [LimitRule], _ steps: [ProtocolStep], contraindications: [Contraindication] = [],
    context: ClinicalContext = ClinicalContext(), pump: Pump? = nil, concentration: String? = nil,
    withCurve: Bool = false
  ) throws -> ([LimitBound], [BoundOutcome], Judgement) {
    let patient = try patient("80 kg")
    let schedule = try dosing(steps, concentration: concentration).schedule(for: patient)
    let judged = JudgedCase(
      patient: patient, context: context, schedule: schedule,
      curve: withCurve ? try curve(schedule) : nil)
    let set = try limits(rules, contraindications: contraindications, pump: pump)
    return (set.bounds, try set.outcomes(of: judged), try set.judgement(of: judged))
  }

  @Test("the soft and the hard bound are told apart; whoever is beyond the hard one is beyond both")
  func severities() throws {
    let rule = try rule(.sessionDose, softUpper: ["40 mg"], hardUpper: ["60 mg"])
    for (dose, expected) in [
      ("40 mg", [BoundOutcome.kept, .kept]), ("60 mg", [.broken, .kept]),
      ("60.1 mg", [.broken, .broken]),
    ] {
      let (bounds, found, _) = try outcomes([rule], [Step.infusion(dose, over: "40 min")])
      #expect(bounds.map(\.severity) == [.soft, .hard] && found == expected, "\(dose)")
    }
  }

  @Test("the severity that a rule does not have is not counted")
  func absent() throws {
    let rules = [try rule(.sessionDose, hardUpper: ["60 mg"])]
    let (bounds, found, _) = try outcomes(rules, [Step.infusion("10 mg", over: "40 min")])
    #expect(bounds == [LimitBound(.rule(0), .hard)] && found == [.kept])
  }

  @Test("why a bound is not judged is kept apart")
  func notJudged() throws {
    let rules = [
      try rule(.sessionDose, softUpper: ["1 mg/kg"], selector: Selector(age: try range("1..2 y"))),
      try rule(.sessionDose, softUpper: ["1 mg/kg ideal"]),
      try rule(.bolusDose, softUpper: ["1 mg/kg"]),
      try rule(.peakConcentration(of: .plasma), softUpper: ["200 ng/mL"]),
      try rule(
        .sessionDose, softUpper: ["1 mg/kg"],
        selector: Selector(weight: try range("1..2 kg"))),
    ]
    let (_, found, _) = try outcomes(rules, [Step.infusion("40 mg", over: "40 min")])
    #expect(found == [.unknown, .unknown, .nothingToMeasure, .unknown, .notConcerned])
  }

  @Test("within one bound and another one unknown is unknown, beyond one is broken")
  func open() throws {
    let rule = try rule(.sessionDose, softUpper: ["30 mg"], hardUpper: ["1 mg/kg ideal"])
    let (_, low, _) = try outcomes([rule], [Step.infusion("20 mg", over: "40 min")])
    #expect(low == [.unknown, .unknown])
    let (_, high, _) = try outcomes([rule], [Step.infusion("40 mg", over: "40 min")])
    #expect(high == [.broken, .unknown])
  }

  @Test("conditions count as the verdicts on them do")
  func conditions() throws {
    let excluded = [Contraindication(.cystitis, severity: .soft, source: "x", evidence: .abstract)]
    for (conditions, expected) in [
      (nil, BoundOutcome.unknown), ([], .kept), ([.cystitis], .broken),
    ] as [([PatientCondition]?, BoundOutcome)] {
      let (bounds, found, _) = try outcomes(
        [], [Step.infusion("40 mg", over: "40 min")], contraindications: excluded,
        context: ClinicalContext(conditions: conditions))
      #expect(bounds == [LimitBound(.contraindication(0), .soft)] && found == [expected])
    }
  }

  @Test("every bound is broken exactly where a verdict has a breach of its severity")
  func agreesWithVerdicts() throws {
    var rules: [LimitRule] = []
    for dose in ["10 mg", "25 mg", "40 mg", "0.5 mg/kg", "0.6 mg/kg"] {
      rules.append(try rule(.sessionDose, softUpper: [dose], hardUpper: ["45 mg"]))
      rules.append(try rule(.sessionDose, softLower: [dose]))
    }
    for level in ["100 ng/mL", "300 ng/mL", "350 ng/mL"] {
      rules.append(
        try rule(
          .concentration(of: .plasma, settledAfter: q("5 min")), softUpper: [level],
          hardUpper: ["360 ng/mL"], softLower: ["20 ng/mL"]))
      rules.append(try rule(.timeAbove(try q(level), of: .plasma), hardUpper: ["30 min"]))
    }
    rules.append(try rule(.rate, hardUpper: ["60 mg/h"]))
    let pump = Pump(
      flowStep: try q("7 mL/h"), lowestFlow: try q("7 mL/h"), highestFlow: try q("700 mL/h"))
    for pump in [nil, pump] {
      let (bounds, found, judgement) = try outcomes(
        rules, [Step.infusion("40 mg", over: "40 min")], pump: pump, concentration: "1 mg/mL",
        withCurve: true)
      #expect(Set(found) == [.kept, .broken])
      for (bound, outcome) in zip(bounds, found) {
        let verdict = try #require(judgement.verdicts.first { $0.subject == bound.subject })
        let isBroken = verdict.breaches.contains { $0.worst.severity == bound.severity }
        #expect((outcome == .broken) == isBroken, "\(bound)")
      }
    }
  }

  private func range(_ text: String) throws -> QuantityRange {
    try QuantityRange(parsing: text, as: text.hasSuffix("kg") ? .weight : .age, at: place())
  }
}
