public import Kinetics
public import Quantities
public import Simulation

/// What all subjects of a batch share: structure, event times, moments to observe.
///
/// In a schedule made from a protocol the *times* do not depend on the patient, only amounts and
/// rates do. So the events are laid out once, and a subject is a column of numbers.
public struct BatchPlan: Sendable {
  /// What one number of a subject means.
  public enum Column: Hashable, Sendable {
    /// The rate constant of the system's link of this index, 1/min.
    case rate(link: Int)
    /// The yield of the link of this index; only links that leave an exchange group have one.
    case yield(link: Int)
    /// The volume of the state of this index, L; only observed states that hold an amount have one.
    case volume(state: Int)
    /// The dose of this index: mg for a jump, mg/min for a rate, after bioavailability.
    case dose(Int)
  }

  /// The structure; its numbers are the defaults of every subject.
  public let template: LinearSystem
  /// What is observed.
  public let outputs: [Curve.Output]
  /// What enters and when.
  public let inputs: [PlannedInput]
  /// The moments observed, ascending.
  public let times: [Tick]
  /// Up to when metrics look.
  public let horizon: Tick
  /// The metrics of each output.
  public let metrics: [Metric]
  /// The meaning of each column of a ``SubjectTile``.
  public let columns: [Column]
  /// Whether subjects can take the SIMD path: every exchange group of the template is a star.
  public let isFast: Bool

  /// Lays out a batch.
  /// - Parameters:
  ///   - template: The structure, bound for any one subject.
  ///   - outputs: What is observed.
  ///   - inputs: What enters and when.
  ///   - times: The moments observed, ascending; may be empty.
  ///   - horizon: Up to when metrics look; not before the last moment.
  ///   - metrics: The metrics wanted of each output.
  /// - Throws: ``PopulationFailure``.
  public init(
    template: LinearSystem, outputs: [Curve.Output], inputs: [PlannedInput], times: [Tick],
    horizon: Tick, metrics: [Metric] = []
  ) throws(PopulationFailure) {
    self.template = template
    self.outputs = outputs
    self.inputs = inputs
    self.times = times
    self.horizon = horizon
    self.metrics = metrics
    columns = []
    isFast = false
  }

  /// The index of a column.
  public func index(of column: Column) -> Int? { columns.firstIndex(of: column) }
}
