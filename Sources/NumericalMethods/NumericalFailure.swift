/// Why a numerical method gave up.
package struct NumericalFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// The causes.
  package enum Kind: Sendable, Equatable {
    /// A system of equations has no unique solution in double precision.
    case singular

    /// A number that came in or would come out is infinite or not a number.
    case notFinite

    /// An iteration did not settle within the given number of steps.
    case noConvergence(iterations: Int)

    /// No step from this time on is short enough for the tolerance.
    case stalled(at: Double)

    /// The sizes of the operands do not fit together.
    case sizeMismatch(expected: Int, found: Int)
  }

  /// The cause.
  package let kind: Kind

  /// Name of the calculation that failed, as a noun phrase.
  package let operation: String

  /// States a failure.
  /// - Parameters:
  ///   - kind: The cause.
  ///   - operation: Name of the calculation that failed, as a noun phrase.
  package init(_ kind: Kind, in operation: String) {
    self.kind = kind
    self.operation = operation
  }

  /// What happened and what to do about it, in full sentences.
  package var description: String { "\(operation): \(cause) \(remedy)" }

  private var cause: String {
    switch kind {
    case .singular:
      "the equations have no unique solution (the matrix is singular to working precision)."
    case .notFinite:
      "a value is infinite or not a number."
    case .noConvergence(let iterations):
      "no convergence after \(iterations) iterations."
    case .stalled(let time):
      "no step is short enough for the tolerance after \(time)."
    case .sizeMismatch(let expected, let found):
      "\(expected) values are needed, but there are \(found)."
    }
  }

  private var remedy: String {
    switch kind {
    case .singular:
      "Check for a state without any exit or for two rows that say the same."
    case .notFinite:
      "Check the rates and times for a missing, zero or extremely large number or a wrong unit."
    case .noConvergence:
      "Check the rates for wrong units; they may span too many orders of magnitude."
    case .stalled:
      "Check the rates for wrong units; something changes abruptly or grows without bound."
    case .sizeMismatch:
      "Give one value for every row of the matrix."
    }
  }
}
