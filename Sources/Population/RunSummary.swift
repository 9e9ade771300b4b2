public import Simulation

/// What a run did, for its report and manifest.
public struct RunSummary: Sendable {
  /// The subjects that were run.
  public var subjects = 0
  /// Of them, those whose concentrations took the SIMD path.
  public var fast = 0
  /// Those that went through the scalar ``/Simulation/Curve`` as a whole: a graph that is not made
  /// of stars, or a rate of zero where the template has one above zero.
  public var general = 0
  /// Of these, those whose graph is not made of stars: LAPACK took part, so the last bits of their
  /// numbers depend on the kernel that it has for the processor.
  public var lapack = 0
  /// Those on the SIMD path of which a maximum or a time above a threshold came from the scalar
  /// curve, because rounding might have hidden a turn: rates that span more than 10^6, mostly.
  public var scalarMetrics = 0
  /// Those that could not be computed; every number of theirs is NaN.
  public var failed = 0
  /// The failed subject with the smallest number, and why it failed.
  public var firstFailure: (subject: Int, reason: SimulationFailure)?

  /// An empty summary.
  public init() {}

  /// Adds what another part of the run did; the order of parts does not matter.
  public mutating func add(_ other: RunSummary) {
    subjects += other.subjects
    fast += other.fast
    general += other.general
    lapack += other.lapack
    scalarMetrics += other.scalarMetrics
    failed += other.failed
    if let theirs = other.firstFailure, theirs.subject < firstFailure?.subject ?? .max {
      firstFailure = theirs
    }
  }
}
