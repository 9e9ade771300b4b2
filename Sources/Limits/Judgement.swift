public import Dosing
public import Kinetics
public import Patients
public import Simulation

/// A schedule judged by a set of limits: one verdict for each rule and contraindication.
public struct Judgement: Hashable, Sendable {
  /// The set.
  public var limits: LimitSet
  /// The verdicts: the contraindications in the order of the set, then the rules in its order.
  public var verdicts: [Verdict]
  /// Where what the pump can run differs from what was ordered; empty without a pump.
  public var differences: [Pump.Difference]
  /// What is declared of the patient and the set has nothing to say about, in the order declared.
  public var unjudged: [UnjudgedCondition]

  /// Makes a judgement.
  public init(
    limits: LimitSet, verdicts: [Verdict], differences: [Pump.Difference] = [],
    unjudged: [UnjudgedCondition] = []
  ) {
    self.limits = limits
    self.verdicts = verdicts
    self.differences = differences
    self.unjudged = unjudged
  }

  /// The worst of what counts and is not accepted; nothing when all that was checked passes.
  public var worst: LimitSeverity? {
    verdicts.compactMap { verdict in
      guard verdict.counts, verdict.acceptance == nil,
        case .broken(let severity) = verdict.outcome
      else { return nil }
      return severity
    }.max()
  }
}

/// One patient and what he is to get, as a set of limits judges it.
public struct JudgedCase: Sendable {
  /// Who.
  public var patient: Patient
  /// What is declared beside.
  public var context: ClinicalContext
  /// What is given.
  public var schedule: Schedule
  /// The curve of the set's drug, when there is a model for it.
  public var curve: Curve?
  /// The model behind the curve; with it, concentrations of what a pump can run are judged too.
  public var model: BoundModel?
  /// Why there is no curve, where more is known than that no model was chosen.
  public var withoutCurve: NotChecked?

  /// Makes a case.
  public init(
    patient: Patient, context: ClinicalContext = ClinicalContext(), schedule: Schedule,
    curve: Curve? = nil, model: BoundModel? = nil, withoutCurve: NotChecked? = nil
  ) {
    self.patient = patient
    self.context = context
    self.schedule = schedule
    self.curve = curve
    self.model = model
    self.withoutCurve = withoutCurve
  }
}
