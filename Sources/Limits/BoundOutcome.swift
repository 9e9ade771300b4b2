/// What became of one severity of a rule, or of a contraindication, for one patient and schedule.
public enum BoundOutcome: Hashable, Sendable, CaseIterable {
  /// Within the bounds of this severity; one that is just touched is kept.
  case kept
  /// A bound of this severity is passed, whether or not one of the other is passed too.
  case broken
  /// The patient, place or diagnosis is not one that the rule concerns.
  case notConcerned
  /// Something that the rule needs is not known.
  case unknown
  /// Nothing in the schedule is of the kind that the rule measures.
  case nothingToMeasure
}

extension BoundOutcome {
  init(_ outcome: Verdict.Outcome) {
    switch outcome {
    case .pass: self = .kept
    case .broken: self = .broken
    case .notChecked(let reason): self.init(reason)
    }
  }

  init(_ reason: NotChecked) {
    switch reason {
    case .notConcerned: self = .notConcerned
    case .unknown: self = .unknown
    case .nothingToMeasure: self = .nothingToMeasure
    }
  }
}
