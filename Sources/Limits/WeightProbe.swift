internal import Diagnostics
internal import Dosing
internal import Patients
internal import Quantities
internal import Simulation

/// What a set of limits says at one weight, as far as the search between weights needs it.
struct WeightProbe {
  /// Each contraindication, then each rule.
  let outcomes: [WeightRanges.Outcome]
  /// The margins of each rule's bounds, empty for a rule that is not checked.
  let margins: [[Double]]
  /// What does not change with the weight but at once: which bounds bind, which caps take effect,
  /// what is checked.
  let shape: Shape

  struct Shape: Hashable {
    var impossible = false
    var rules: [[Quantity]] = []
    var caps: [Quantity?] = []
  }

  /// A weight for which nothing can be worked out.
  init(impossible reason: String, of set: LimitSet) {
    let count = set.contraindications.count + set.rules.count
    outcomes = Array(repeating: .impossible(reason), count: count)
    margins = Array(repeating: [], count: set.rules.count)
    shape = Shape(impossible: true)
  }

  /// Judges the intended schedule of one weight.
  init(_ set: LimitSet, _ subject: JudgedCase) throws(SimulationFailure) {
    var evaluation = try CaseEvaluation(set, subject, .intended)
    var outcomes = set.contraindications.map {
      WeightRanges.Outcome.judged(evaluation.outcome(of: $0))
    }
    var margins: [[Double]] = []
    var shape = Shape()
    for (index, rule) in set.rules.enumerated() {
      let assessment = try evaluation.assessment(of: rule)
      outcomes.append(.judged(assessment.verdict(.rule(index), counts: true).outcome))
      // What is beyond every bound, or has a bound of zero, does not change with the weight.
      let finite = assessment.items.filter { $0.distance.isFinite }
      margins.append(finite.map(\.distance))
      shape.rules.append(finite.map(\.bound.quantity))
    }
    shape.caps = subject.schedule.lines.map(\.boundedBy)
    self.outcomes = outcomes
    self.margins = margins
    self.shape = shape
  }
}
