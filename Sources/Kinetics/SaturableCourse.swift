internal import NumericalMethods

/// The solution of a ``SaturableSolver`` between two events.
///
/// Offsets are minutes since the start; those beyond the ends count as the ends. It never changes,
/// and is shared rather than copied since a curve hands it on for every moment it is asked for.
package final class SaturableCourse: Sendable {
  private let polynomials: PiecewisePolynomial
  private let states: Int
  private let eliminating: [Int]
  private let converting: [Int]

  init(_ flow: SaturableFlow, _ polynomials: PiecewisePolynomial) {
    self.polynomials = polynomials
    states = flow.stateCount
    eliminating = flow.eliminating
    converting = flow.converting
  }

  /// Where it ends, min.
  package var end: Double { polynomials.end }
  /// The number of steps it took.
  package var steps: Int { polynomials.count }

  /// One state: an amount in mg, or mg/L for an effect site; never negative.
  package func state(_ state: Int, at offset: Double) -> Double {
    polynomials.value(state, at: offset)
  }

  /// All states.
  package func states(at offset: Double) -> [Double] {
    (0..<states).map { polynomials.value($0, at: offset) }
  }

  /// The rates of change of all states, per min.
  package func slopes(at offset: Double) -> [Double] {
    (0..<states).map { polynomials.slope($0, at: offset) }
  }

  /// The integrals of all states between two offsets.
  package func integrals(from start: Double, to end: Double) -> [Double] {
    (0..<states).map { polynomials.integral($0, from: start, to: end) }
  }

  /// What each state has lost out of the body since the start, mg.
  package func eliminated(by offset: Double) -> [Double] {
    losses(eliminating, first: states, offset)
  }

  /// The mass that conversions from each state have not passed on since the start, mg.
  package func converted(by offset: Double) -> [Double] {
    losses(converting, first: states + eliminating.count, offset)
  }

  private func losses(_ origins: [Int], first: Int, _ offset: Double) -> [Double] {
    var result = [Double](repeating: 0, count: states)
    for (index, state) in origins.enumerated() {
      result[state] = polynomials.value(first + index, at: offset)
    }
    return result
  }

  /// Where a state turns by more than a share of its value.
  package func turns(of state: Int, margin: Double) -> [Double] {
    polynomials.turns(state, margin: margin)
  }
}
