public import Kinetics

/// Why a schedule cannot be simulated.
public enum SimulationFailure: Error, Hashable, Sendable {
  /// There is no system, or the systems have different states.
  case noSystem
  /// The kinetics cannot be solved.
  case kinetics(KineticsFailure)
  /// A dose names a route that the model does not have.
  case unknownRoute(String, available: [String])
  /// An interval ends before it starts.
  case emptyInterval
}
