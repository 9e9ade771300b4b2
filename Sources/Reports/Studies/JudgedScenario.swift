public import Limits
public import Population

/// A scenario of a study with what limits say of its subjects.
public struct JudgedScenario: Sendable {
  /// From 1, in the order of the study.
  public var number: Int
  /// The model's id.
  public var model: String
  /// What the protocol is called.
  public var dosing: String
  /// The values of the protocol's settings, one for each column; empty where it has no such setting.
  public var settings: [String]
  /// The sets.
  public var sets: [LimitSet]
  /// What became of their bounds.
  public var tally: LimitTally

  /// Makes one.
  public init(
    number: Int, model: String, dosing: String, settings: [String], sets: [LimitSet],
    tally: LimitTally
  ) {
    self.number = number
    self.model = model
    self.dosing = dosing
    self.settings = settings
    self.sets = sets
    self.tally = tally
  }

  /// Every bound with its set, in order.
  var bounds: [(set: LimitSet, bound: LimitBound, count: LimitTally.Count)] {
    zip(sets, tally.counts).flatMap { set, counts in
      zip(set.bounds, counts).map { (set, $0, $1) }
    }
  }
}
