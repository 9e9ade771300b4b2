public import Limits

/// How often each bound of some sets of limits was kept, broken or not judged: whole numbers, so that
/// sums do not depend on their order.
public struct LimitTally: Hashable, Sendable {
  /// What became of one bound.
  public struct Count: Hashable, Sendable {
    /// Subjects within the bound.
    public var kept = 0
    /// Subjects beyond it.
    public var broken = 0
    /// Subjects that the rule does not concern.
    public var notConcerned = 0
    /// Subjects of whom something that the rule needs is not known.
    public var unknown = 0
    /// Subjects whose schedule has nothing of the kind that the rule measures.
    public var nothingToMeasure = 0

    /// Counts nothing yet.
    public init() {}

    /// Subjects that were judged.
    public var judged: Int { kept + broken }
    /// All subjects.
    public var subjects: Int { judged + notConcerned + unknown + nothingToMeasure }

    /// Counts one subject.
    public mutating func add(_ outcome: BoundOutcome) {
      switch outcome {
      case .kept: kept += 1
      case .broken: broken += 1
      case .notConcerned: notConcerned += 1
      case .unknown: unknown += 1
      case .nothingToMeasure: nothingToMeasure += 1
      }
    }

    /// Adds the counts of other subjects.
    public mutating func add(_ other: Count) {
      kept += other.kept
      broken += other.broken
      notConcerned += other.notConcerned
      unknown += other.unknown
      nothingToMeasure += other.nothingToMeasure
    }
  }

  /// A count for each bound of each set.
  public private(set) var counts: [[Count]]

  /// Counts nothing yet.
  public init(_ sets: [LimitSet]) {
    counts = sets.map { Array(repeating: Count(), count: $0.bounds.count) }
  }

  /// Counts what one set says of one subject.
  mutating func add(_ outcomes: [BoundOutcome], ofSet index: Int) {
    for (bound, outcome) in outcomes.enumerated() { counts[index][bound].add(outcome) }
  }

  /// Adds the counts of other subjects by the same sets.
  public mutating func add(_ other: LimitTally) {
    for set in counts.indices {
      for bound in counts[set].indices { counts[set][bound].add(other.counts[set][bound]) }
    }
  }
}
