public import Diagnostics
internal import Patients
public import Quantities
public import Simulation

extension LimitSet {
  /// The ranges of weight in which each rule is kept, broken or not checked, found as roots.
  ///
  /// The intended schedule is judged; a pump's steps, which round differently at every weight, are
  /// left aside. A weight at which a bound is just touched belongs to the range in which it is kept.
  /// - Parameters:
  ///   - weights: The weights to look at; both ends are possible weights in kg.
  ///   - caps: Further weights, kg, at which something is known to change at once, such as those
  ///     from which an `at most` takes effect; changes that are not named are looked for.
  ///   - subject: The case for one weight.
  /// - Returns: One entry for each contraindication and rule, in the order of the set.
  /// - Throws: `SimulationFailure` when a curve cannot be asked.
  public func ranges(
    across weights: QuantityRange, caps: [Double] = [],
    of subject: (Quantity) throws(DiagnosticError) -> JudgedCase
  ) throws(SimulationFailure) -> [WeightRanges] {
    let (lower, upper) = (weights.lower.canonical, weights.upper.canonical)
    return try withoutActuallyEscaping(subject) { (subject) throws(SimulationFailure) in
      var search = WeightSearch(self, width: upper - lower) {
        (weight) throws(DiagnosticError) in
        try subject(Quantity(DecimalNumber(nearest: weight), .kilogram))
      }
      let breaks = try search.breaks(from: lower, to: upper, known: knownWeights + caps)
      var results: [WeightRanges] = []
      let subjects =
        contraindications.indices.map { Verdict.Subject.contraindication($0) }
        + rules.indices.map { Verdict.Subject.rule($0) }
      for (place, subject) in subjects.enumerated() {
        var ranges: [WeightRanges.Range] = []
        for (from, to) in zip(breaks, breaks.dropFirst()) where from.nextUp < to {
          let outcome = try search.probe(from + (to - from) / 2).outcomes[place]
          if let last = ranges.last, last.outcome.isLike(outcome) {
            ranges[ranges.count - 1].to = to
          } else {
            ranges.append(
              WeightRanges.Range(from: ranges.last?.to ?? from, to: to, outcome: outcome))
          }
        }
        results.append(WeightRanges(subject: subject, ranges: ranges))
      }
      return results
    }
  }

  /// Weights at which the set itself changes: the ends of its ranges, and where the absolute and the
  /// per-kilogram bound of one side meet.
  private var knownWeights: [Double] {
    var known: [Double] = []
    for range in ([selector.weight] + rules.map(\.selector.weight)).compactMap({ $0 }) {
      known += [range.lower.canonical, range.upper.canonical]
    }
    for thresholds in rules.flatMap({ [$0.lower, $0.upper] }).compactMap({ $0 }) {
      for quantities in [thresholds.soft, thresholds.hard] {
        for perWeight in quantities where perWeight.scalar == .actual && perWeight.number > .zero {
          for absolute in quantities where absolute.scalar == nil {
            known.append((Rational(absolute) / Rational(perWeight)).double)
          }
        }
      }
    }
    return known
  }
}
