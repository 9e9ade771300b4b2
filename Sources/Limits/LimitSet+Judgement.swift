internal import Diagnostics
internal import Dosing
public import Quantities
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
    try judgement(of: subject, at: nil, strongOnly)
  }

  /// Judges one moment of a case.
  ///
  /// Rates, strengths and concentrations are those in force at the moment, what happens just then
  /// included; amounts, durations, counts and peaks are those up to it, of the session that began
  /// last or of the course; the dose in a window is that of the window which ends then. A lower
  /// bound says nothing while it can still be reached. Verdicts hold in ``Verdict/worst`` the value
  /// nearest to its bound or farthest beyond it, and no breaches.
  /// - Parameters:
  ///   - subject: Who gets what.
  ///   - moment: The moment.
  ///   - strongOnly: Leaves rules of weak evidence out of the whole, not out of the verdicts.
  /// - Throws: `SimulationFailure` when a curve cannot be asked.
  public func judgement(
    of subject: JudgedCase, at moment: Tick, strongOnly: Bool = false
  ) throws(SimulationFailure) -> Judgement {
    try judgement(of: subject, at: moment, strongOnly)
  }

  private func judgement(
    of subject: JudgedCase, at moment: Tick?, _ strongOnly: Bool
  ) throws(SimulationFailure) -> Judgement {
    var evaluation = try CaseEvaluation(
      self, subject, moment.map { .moment($0) } ?? .breaches)
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(contraindications.count + rules.count)
    for (index, contraindication) in contraindications.enumerated() {
      verdicts.append(
        evaluation.verdict(
          on: contraindication, .contraindication(index),
          counts: !strongOnly || contraindication.evidence.isStrong))
    }
    for (index, rule) in rules.enumerated() {
      verdicts.append(
        try evaluation.assessment(of: rule).verdict(
          .rule(index), counts: !strongOnly || rule.evidence.isStrong))
    }
    return Judgement(
      limits: self, verdicts: verdicts, differences: evaluation.differences,
      unjudged: unjudgedConditions(of: subject.context))
  }
}
