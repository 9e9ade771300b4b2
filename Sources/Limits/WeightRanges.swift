/// What becomes of one rule or contraindication as the patient's weight changes.
public struct WeightRanges: Hashable, Sendable {
  /// What was judged.
  public var subject: Verdict.Subject
  /// Neighbouring ranges, from the lightest patient to the heaviest.
  public var ranges: [Range]

  /// A range of weights with one outcome.
  public struct Range: Hashable, Sendable {
    /// Where it starts, kg.
    public var from: Double
    /// Where it ends, kg: the next one starts there.
    public var to: Double
    /// The outcome within; texts in it are those for one weight of the range.
    public var outcome: Outcome

    /// Makes a range.
    public init(from: Double, to: Double, outcome: Outcome) {
      self.from = from
      self.to = to
      self.outcome = outcome
    }
  }

  /// An outcome for a weight.
  public enum Outcome: Hashable, Sendable {
    /// What the rule says.
    case judged(Verdict.Outcome)
    /// The protocol or the model cannot be worked out for such a weight, and why.
    case impossible(String)
  }

  /// Makes the ranges of one subject.
  public init(subject: Verdict.Subject, ranges: [Range]) {
    self.subject = subject
    self.ranges = ranges
  }
}

extension WeightRanges.Outcome {
  /// Whether two outcomes are of one kind, whatever their texts.
  func isLike(_ other: WeightRanges.Outcome) -> Bool {
    switch (self, other) {
    case (.impossible, .impossible): true
    case (.judged(.pass), .judged(.pass)): true
    case (.judged(.broken(let a)), .judged(.broken(let b))): a == b
    case (.judged(.notChecked(let a)), .judged(.notChecked(let b))): a.isLike(b)
    default: false
    }
  }
}

extension NotChecked {
  /// Whether two reasons are of one kind.
  func isLike(_ other: NotChecked) -> Bool {
    switch (self, other) {
    case (.notConcerned, .notConcerned), (.nothingToMeasure, .nothingToMeasure): true
    case (.unknown(let a, _), .unknown(let b, _)): a == b
    default: false
    }
  }
}
