internal import Diagnostics
internal import Dosing
public import Simulation

extension LimitSet {
  /// Judges a case.
  ///
  /// Dose sums and dose limits are compared without rounding, concentrations as binary numbers; a
  /// bound that is just touched is kept. With a pump in the set, the schedule that it can run is
  /// judged as well as the intended one; concentrations of it only where the case has a model.
  /// - Parameters:
  ///   - subject: Who gets what.
  ///   - strongOnly: Leaves rules of weak evidence out of the whole, not out of the verdicts.
  /// - Throws: `SimulationFailure` when a curve cannot be asked.
  public func judgement(
    of subject: JudgedCase, strongOnly: Bool = false
  ) throws(SimulationFailure) -> Judgement {
    var evaluation = try CaseEvaluation(self, subject, .breaches)
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(contraindications.count + rules.count)
    for (index, contraindication) in contraindications.enumerated() {
      verdicts.append(
        Verdict(
          .contraindication(index), evaluation.outcome(of: contraindication),
          counts: !strongOnly || contraindication.evidence.isStrong))
    }
    for (index, rule) in rules.enumerated() {
      verdicts.append(
        try evaluation.assessment(of: rule).verdict(
          .rule(index), counts: !strongOnly || rule.evidence.isStrong))
    }
    return Judgement(
      limits: self, verdicts: verdicts, differences: evaluation.differences)
  }
}
