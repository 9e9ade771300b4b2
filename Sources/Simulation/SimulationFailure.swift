public import Kinetics

/// Why a schedule cannot be simulated.
public enum SimulationFailure: Error, Hashable, Sendable {
  /// There is no system, or the systems have different states.
  case noSystem
  /// The kinetics cannot be solved.
  case kinetics(KineticsFailure)
  /// A dose names a route that the model does not have.
  case unknownRoute(String, available: [String])
  /// A link saturates, so what the inputs would do alone does not add up to what they do together.
  case notAdditive
  /// An interval ends before it starts.
  case emptyInterval
  /// A moment before the start of the course was asked for.
  case beforeStart
  /// The input of this index leads to no state, starts before zero or ends before it starts, or
  /// its amount or rate is negative or not finite.
  case badInput(Int)
  /// A lag, min, is negative, not finite, or longer than any schedule.
  case badLag(Double)
  /// The amounts at the start are not one finite number, zero or more, for each state.
  case badInitialState
  /// A threshold is negative or not finite.
  case badThreshold
}
