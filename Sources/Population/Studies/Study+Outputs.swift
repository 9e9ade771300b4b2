public import Diagnostics
public import Quantities

extension Study {
  /// What is wanted of a study; each becomes a file for every scenario.
  public struct Outputs: Hashable, Sendable {
    /// Whether every concentration is wanted, one row for each subject and moment.
    public var curves: Bool
    /// Whether doses and concentrations are wanted as a NONMEM data set.
    public var dataSet: Bool
    /// The percentiles wanted at every moment, ascending, above 0 and below 100.
    public var percentiles: [DecimalNumber]
    /// The numbers wanted of every subject.
    public var metrics: [MetricChoice]
    /// Where each of them is written; empty when they stand in no text.
    public var metricLocations: [SourceLocation]
    /// What is wanted about the subjects themselves.
    public var subjects: Set<SubjectColumns>
    /// Whether the share of subjects that break each limit is wanted.
    public var limits: Bool

    /// Makes a choice.
    public init(
      curves: Bool, dataSet: Bool = false, percentiles: [DecimalNumber], metrics: [MetricChoice],
      metricLocations: [SourceLocation] = [], subjects: Set<SubjectColumns>, limits: Bool = false
    ) {
      self.curves = curves
      self.dataSet = dataSet
      self.percentiles = percentiles
      self.metrics = metrics
      self.metricLocations = metricLocations
      self.subjects = subjects
      self.limits = limits
    }

    /// Where a metric, by its index, is written.
    public func place(ofMetric index: Int) -> SourceLocation? {
      metricLocations.indices.contains(index) ? metricLocations[index] : nil
    }

    /// Whether nothing is wanted.
    public var isEmpty: Bool {
      !curves && !dataSet && percentiles.isEmpty && metrics.isEmpty && subjects.isEmpty && !limits
    }
  }

  /// A number wanted of every subject.
  public enum MetricChoice: Hashable, Sendable {
    /// The highest concentration.
    case maximum
    /// When it first occurs.
    case maximumTime
    /// The area under the curve from the start to the last moment.
    case area
    /// The area from the start to infinity.
    case areaToInfinity
    /// The time above a concentration, from the start to the last moment.
    case timeAbove(Quantity)
    /// The half-life of the last phase.
    case terminalHalfLife
    /// The mean residence time.
    case meanResidenceTime
    /// What reached the body over the area to infinity.
    case clearance
    /// Clearance times mean residence time.
    case steadyStateVolume
  }

  /// What is wanted about the subjects themselves.
  public enum SubjectColumns: String, Hashable, Sendable, CaseIterable {
    /// Weight, height, age, sex.
    case patient
    /// The individual parameters of the model.
    case parameters
  }
}
