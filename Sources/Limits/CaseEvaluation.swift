internal import Diagnostics
internal import Dosing
internal import Patients
internal import Quantities
internal import Simulation

/// A case prepared for the rules of one set.
struct CaseEvaluation {
  private let subject: JudgedCase
  /// Why the set does not concern the patient, or may not.
  private let setExclusion: NotChecked?
  /// The intended schedule, and the deliverable one where it differs.
  private var bases: [BasisCase]
  private let depth: Depth
  /// The moment that is judged; the whole course when absent.
  private var moment: Tick? {
    if case .moment(let moment) = depth { moment } else { nil }
  }
  /// Where the pump departs from the order.
  let differences: [Pump.Difference]

  /// How much is worked out.
  enum Depth: Equatable {
    /// Whether the intended schedule keeps each bound.
    case intended
    /// Whether the schedule that the pump can run keeps it too.
    case deliverable
    /// When, how often and for how long either of them does not.
    case breaches
    /// Whether either of them keeps it at one moment.
    case moment(Tick)
  }

  /// Works out what all rules share.
  /// - Parameters:
  ///   - set: The limits.
  ///   - subject: Who gets what.
  ///   - depth: How much is worked out.
  /// - Throws: What the simulation of the deliverable schedule throws.
  init(
    _ set: LimitSet, _ subject: JudgedCase, _ depth: Depth
  ) throws(SimulationFailure) {
    self.subject = subject
    self.depth = depth
    setExclusion = set.selector.exclusion(of: subject.patient, subject.context)
    // A pump that cannot exist is the file's fault, which its reader reports.
    let deliverable =
      depth != .intended
      ? set.pump.flatMap { try? subject.schedule.deliverable(by: $0, of: set.drug) } : nil
    differences = deliverable?.differences ?? []
    let intended = BasisCase(
      .intended, subject.schedule, curve: subject.curve, withoutCurve: subject.withoutCurve,
      of: set, differences: deliverable?.differences)
    bases = [intended]
    if let deliverable, deliverable.schedule != subject.schedule {
      let curve: Curve? =
        if subject.curve != nil, let model = subject.model {
          try Curve(model: model, schedule: deliverable.schedule)
        } else { nil }
      bases.append(
        BasisCase(
          .deliverable, deliverable.schedule, curve: curve, withoutCurve: subject.withoutCurve,
          of: set, differences: nil))
    }
    // One that may concern the patient, or may not, leaves nothing to itself alone.
    let loadingRules = set.rules.filter { rule in
      (rule.measure == .loadingDose || rule.measure == .loadingDuration)
        && rule.selector.exclusion(of: subject.patient, subject.context) == nil
    }
    for index in bases.indices {
      bases[index].loadingRules = loadingRules
      bases[index].judgesPump = depth != .intended || set.pump == nil
    }
  }

  /// What becomes of a contraindication.
  ///
  /// One that is declared is reported also where the set is meant for others, or where nobody can
  /// say: whoever asks this set about such a patient must not be told nothing.
  func outcome(of contraindication: Contraindication) -> Verdict.Outcome {
    if let conditions = subject.context.conditions,
      conditions.contains(contraindication.condition)
    {
      return .broken(contraindication.severity)
    }
    if let setExclusion { return .notChecked(setExclusion) }
    guard subject.context.conditions != nil else {
      return .notChecked(
        .unknown(
          "which conditions the patient has",
          remedy: "state them with `--condition`, or `--condition none`"))
    }
    return .pass
  }

  /// The verdict on a contraindication.
  func verdict(
    on contraindication: Contraindication, _ subject: Verdict.Subject, counts: Bool
  ) -> Verdict {
    let outcome = outcome(of: contraindication)
    let isDeclared = if case .broken = outcome { true } else { false }
    return Verdict(
      subject, outcome, setExclusion: isDeclared ? setExclusion : nil, counts: counts)
  }

  /// Measures one rule.
  mutating func assessment(of rule: LimitRule) throws(SimulationFailure) -> RuleAssessment {
    var result = RuleAssessment()
    result.notChecked =
      setExclusion ?? rule.selector.exclusion(of: subject.patient, subject.context)
    if result.notChecked != nil { return result }
    var absence: String?
    for index in bases.indices where index == 0 || rule.measure.dependsOnPump {
      if index > 0, rule.measure.isOfCurve, bases[index].curve == nil { continue }
      do {
        let (items, missing, reason) = try items(of: rule, in: &bases[index])
        result.items += items
        absence = absence ?? reason
        result.open = result.open ?? missing?.reason
      } catch {
        switch error {
        case .unchecked(let unchecked): result.open = result.open ?? unchecked.reason
        case .simulation(let failure): throw failure
        }
      }
    }
    if result.items.isEmpty, result.open == nil {
      result.notChecked = .nothingToMeasure(absence ?? rule.measure.absence)
    }
    return result
  }

  private func items(
    of rule: LimitRule, in basis: inout BasisCase
  ) throws(MeasuringFailure) -> (
    items: [RuleAssessment.Item], missing: Unchecked?, absence: String?
  ) {
    let (bounds, missing) = rule.bounds(for: subject.patient) { (quantity) throws(Unchecked) in
      try basis.canonical(quantity, for: rule.measure)
    }
    if bounds.isEmpty { return ([], missing, nil) }
    let measured: Measured
    var isDue = true
    if let moment {
      let now = try basis.measured(rule, at: moment)
      if now.readings.isEmpty { return ([], missing, rule.measure.absenceAtMoment) }
      (measured, isDue) = (.readings(now.readings), now.isDue)
    } else {
      measured = try basis.measured(rule)
    }
    var items: [RuleAssessment.Item] = []
    var extremes: [Measurement.Side: Reading?] = [:]
    do {
      for bound in bounds where isDue || bound.side == .upper {
        let extreme: Reading?
        if let known = extremes[bound.side] {
          extreme = known
        } else {
          extreme = try measured.extreme(bound.side)
          extremes[bound.side] = .some(extreme)
        }
        guard let extreme else { continue }
        let measurement = Measurement(
          value: extreme.value, limit: bound.limit.double, bound: bound.quantity,
          severity: bound.severity, side: bound.side, minutes: extreme.minutes,
          line: extreme.line, session: extreme.session, basis: basis.basis)
        let isBroken = extreme.isBeyond(bound)
        let breach =
          isBroken && depth == .breaches
          ? try measured.breach(of: bound, worst: measurement, course: basis.course(by: rule.route))
          : nil
        items.append(
          RuleAssessment.Item(
            bound: bound, measurement: measurement, isBroken: isBroken, breach: breach))
      }
    } catch {
      throw .simulation(error)
    }
    return (items, missing, isDue ? nil : rule.measure.postponement)
  }
}

extension BasisCase {
  /// A bound per no weight in the canonical unit of what is measured.
  fileprivate func canonical(
    _ quantity: Quantity, for measure: Measure
  ) throws(Unchecked) -> Rational {
    if quantity.dimension == measure.dimension { return Rational(quantity) }
    switch measure {
    case .concentration(let site, _), .peakConcentration(let site):
      return try concentration(quantity, in: try output(of: site).output)
    default: throw .mismatch(quantity)
    }
  }
}

extension Measure {
  /// Whether a rounded rate or volume can change the value.
  fileprivate var dependsOnPump: Bool {
    switch self {
    case .bolusDuration, .bolusInterval, .bolusCount, .loadingDuration, .sessionDuration,
      .courseDuration, .timeBeforeIncrease, .timeBeforeDecrease, .sessionInterval, .sessionCount,
      .bagConcentration, .pumpError:
      false
    default: true
    }
  }

  /// Whether a curve is needed.
  var isOfCurve: Bool {
    switch self {
    case .concentration, .peakConcentration, .timeAbove: true
    default: false
    }
  }
}
