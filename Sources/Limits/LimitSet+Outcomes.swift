public import Simulation

extension LimitSet {
  /// Everything in the set that can be kept or broken: the contraindications in its order, then each
  /// rule with the severities that it has, soft before hard.
  public var bounds: [LimitBound] {
    contraindications.enumerated().map { LimitBound(.contraindication($0), $1.severity) }
      + rules.enumerated().flatMap { index, rule in
        LimitSeverity.allCases.filter { rule.has($0) }.map { LimitBound(.rule(index), $0) }
      }
  }

  /// Whether any rule is about a concentration, so that a curve is needed.
  public var concernsConcentrations: Bool { rules.contains { $0.measure.isOfCurve } }

  /// Judges a case as ``judgement(of:strongOnly:)`` does, without working out when and for how long
  /// bounds are passed.
  ///
  /// Where one of a rule's bounds cannot be known, what is within the known ones counts as unknown.
  /// - Parameter subject: Who gets what.
  /// - Returns: An outcome for each of ``bounds``.
  /// - Throws: `SimulationFailure` when a curve cannot be asked.
  public func outcomes(
    of subject: JudgedCase
  ) throws(SimulationFailure) -> [BoundOutcome] {
    var evaluation = try CaseEvaluation(self, subject, .deliverable)
    var outcomes = contraindications.map { BoundOutcome(evaluation.outcome(of: $0)) }
    for rule in rules {
      let assessment = try evaluation.assessment(of: rule)
      for severity in LimitSeverity.allCases where rule.has(severity) {
        outcomes.append(assessment.outcome(severity))
      }
    }
    return outcomes
  }
}

extension LimitRule {
  /// Whether it has a bound of a severity on any side.
  fileprivate func has(_ severity: LimitSeverity) -> Bool {
    [lower, upper].contains { thresholds in
      let bounds = severity == .soft ? thresholds?.soft : thresholds?.hard
      return bounds.map { !$0.isEmpty } ?? false
    }
  }
}

extension RuleAssessment {
  /// What became of the bounds of one severity.
  fileprivate func outcome(_ severity: LimitSeverity) -> BoundOutcome {
    if let notChecked { return BoundOutcome(notChecked) }
    let own = items.filter { $0.bound.severity == severity }
    if own.contains(where: \.isBroken) { return .broken }
    if let open { return BoundOutcome(open) }
    return own.isEmpty ? .nothingToMeasure : .kept
  }
}
