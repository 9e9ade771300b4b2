public import Quantities
public import Simulation

/// Why a batch cannot be planned or did not finish.
public enum PopulationFailure: Error, Sendable {
  /// The moments to observe are not ascending, or one is before zero or after the horizon.
  case badTimes(Tick)
  /// The area to infinity was asked for, but an input ends or parameters change after the horizon,
  /// at this moment.
  case eventAfterHorizon(Tick)
  /// Clearance, volume, residence time or half-life was asked for, but parameters change.
  case changingDisposition
  /// Clearance, volume, residence time or half-life was asked for, but a link saturates: they
  /// differ with the concentration.
  case saturableDisposition
  /// The planned input of this index leads to no state, starts before zero, ends before it starts
  /// or has a dose of negative index.
  case badInput(Int)
  /// The output of this index names a state that the system does not have.
  case badOutput(Int)
  /// A threshold is negative or not finite.
  case badThreshold(Double)
  /// No draw of this subject lies within the bounds of the distributions.
  case noPatientWithinBounds(Int)
  /// Correlations between measures of patients that no distribution has.
  case impossibleCorrelations
  /// A subject has another structure or other event times than the plan.
  case differentStructure(String)
  /// The system cannot be solved for any subject.
  case simulation(SimulationFailure)
  /// A subject's curve cannot be asked what a limit needs to know.
  case notJudged(subject: Int, SimulationFailure)
  /// A sink, or the source of the subjects, gave up; everything stopped.
  case stopped(any Error)
}
