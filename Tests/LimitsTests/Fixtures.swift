import Diagnostics
import Dosing
import Kinetics
import Limits
import Patients
import Quantities
import Simulation
import Testing

/// A place for what is written in a test.
func place(_ line: Int = 1) -> Diagnostics.SourceLocation {
  .init(file: "test", line: line, column: 1)
}

/// A quantity as a person writes it; `6` is the pure number.
func q(_ text: String) throws -> Quantity {
  if let whole = Int(text) { return Quantity(DecimalNumber(whole), .one) }
  return try Quantity(parsing: text, at: place())
}

/// A patient of whom only the weight is known.
func patient(_ weight: String) throws -> Patient { Patient(weight: try q(weight)) }

/// Steps in short words.
enum Step {
  static func bolus(_ dose: String, at time: String? = nil, route: String? = nil) throws
    -> ProtocolStep
  {
    .init(
      at: try time.map { try q($0) }, .bolus(.init(try q(dose)), route: route), location: place())
  }

  static func infusion(_ dose: String, over: String, at time: String? = nil) throws -> ProtocolStep
  {
    .init(
      at: try time.map { try q($0) }, .infusion(.init(dose: .init(try q(dose)), over: try q(over))),
      location: place())
  }

  static func rate(_ rate: String, for duration: String, atMost: String? = nil) throws
    -> ProtocolStep
  {
    .init(
      .setRate(
        .init(.init(try q(rate), atMost: try atMost.map { try q($0) }), for: try q(duration))),
      location: place())
  }

  static func pause(_ duration: String) throws -> ProtocolStep {
    .init(.pause(try q(duration)), location: place())
  }
}

/// A protocol of one drug.
func dosing(
  _ steps: [ProtocolStep], concentration: String? = nil, sessions: Int = 1, every: String = "2 d"
) throws -> DosingProtocol {
  DosingProtocol(
    id: "test", title: "Test",
    drugs: [
      DrugPlan(drug: "ketamine", concentration: try concentration.map { try q($0) }, steps: steps)
    ],
    course: sessions == 1
      ? nil
      : Course(phases: [
        .init(timing: .every(sessions: sessions, interval: try q(every)), location: place())
      ]))
}

/// A rule with the parts that a test is about.
func rule(
  _ measure: Measure, softUpper: [String] = [], hardUpper: [String] = [],
  softLower: [String] = [], hardLower: [String] = [], selector: Selector = Selector(),
  route: String? = nil, evidence: Evidence = .abstract, id: String = "rule"
) throws -> LimitRule {
  LimitRule(
    id: id, measure: measure,
    upper: Thresholds(soft: try softUpper.map { try q($0) }, hard: try hardUpper.map { try q($0) }),
    lower: Thresholds(soft: try softLower.map { try q($0) }, hard: try hardLower.map { try q($0) }),
    selector: selector, route: route, source: "nobody", evidence: evidence)
}

/// A set of limits for ketamine in which a dose of up to five minutes is a bolus.
func limits(
  _ rules: [LimitRule], contraindications: [Contraindication] = [], pump: Pump? = nil,
  selector: Selector = Selector()
) throws -> LimitSet {
  LimitSet(
    id: "ketamine/test", title: "Test", drug: "ketamine", form: "racemic base",
    careArea: CareArea("test"), selector: selector, bolusWithin: try q("5 min"), pump: pump,
    rules: rules, contraindications: contraindications)
}

/// One compartment of 100 L with a half-life of about 69 min.
func curve(_ schedule: Schedule, rate: Double = 0.01) throws -> Curve {
  let inputs = schedule.deliveries.map { delivery in
    switch delivery.manner {
    case .bolus(let amount): Input(state: 0, .jump(amount: amount), start: delivery.start)
    case .finiteInfusion(let rate), .setRate(let rate):
      Input(state: 0, .rate(rate, end: delivery.end), start: delivery.start)
    }
  }
  return try Curve(
    systems: [(.zero, .mammillary(volume: 100, k10: rate))], inputs: inputs,
    outputs: [Curve.Output(name: "plasma", analyte: "ketamine", state: 0, molarMass: 237.73)])
}

/// The verdict on one rule.
func verdict(
  _ rule: LimitRule, _ steps: [ProtocolStep], _ weight: String = "80 kg",
  concentration: String? = nil, sessions: Int = 1, pump: Pump? = nil, withCurve: Bool = false
) throws -> Verdict {
  let schedule = try dosing(steps, concentration: concentration, sessions: sessions)
    .schedule(for: patient(weight))
  let judged = JudgedCase(
    patient: try patient(weight), schedule: schedule,
    curve: withCurve ? try curve(schedule) : nil)
  let judgement = try limits([rule], pump: pump).judgement(of: judged)
  return try #require(judgement.verdicts.first)
}
