/// Solves differential equations by collocation at Radau points, with steps of its own choice.
///
/// In each step the solution is a polynomial that meets the equations at the nodes of a
/// ``RadauTableau``; all of it is the result, not its end alone. How fast its Legendre coefficients
/// fall tells its error, measured against each component's own values in the step, so that a
/// component a million times smaller than another is as exact. The method is L-stable: a fast
/// process that has settled does not shorten the steps. At the ends of steps it is of order
/// `2 s - 1`, so what a polynomial lacks inside a step is not passed on to the next.
package struct CollocationIntegrator: Sendable {
  private let tableau: RadauTableau
  /// The largest error of a step, relative to each component.
  private let tolerance: Double
  /// The share of the largest component, in its ``CollocationProblem/units``, below which a
  /// component need not be relatively exact: one that has just begun to fill grows like a high
  /// power of time, which no step, however short, makes smooth in relative terms.
  private static let trace = 1e-12
  /// Below this nothing is left that matters.
  private static let nothing = 1e-280
  private static let mostSteps = 1_000_000

  /// Eight stages took the least time at tolerances from 1e-8 to 1e-10 (6 to 12 were tried), and
  /// keep what they promise at 1e-4 too, where more stages meet the tolerance by a large step too
  /// few.
  private static let standard = RadauTableau(stages: 8)

  /// Makes an integrator.
  /// - Parameters:
  ///   - tolerance: The error wanted, relative, between 1e-13 and 0.01.
  ///   - stages: The number of nodes in a step; the one that was measured to be fastest when absent.
  package init(tolerance: Double, stages: Int? = nil) {
    precondition((1e-13...1e-2).contains(tolerance), "The tolerance is out of range.")
    self.tolerance = tolerance
    tableau = stages.map { RadauTableau(stages: $0) } ?? Self.standard
  }

  /// Solves from zero to a time, or to where the problem is settled.
  /// - Parameters:
  ///   - problem: The equations.
  ///   - start: The state at zero, no component negative; none will be.
  ///   - end: The time to go to, above zero.
  ///   - step: A step to be taken throughout instead of one that the tolerance allows.
  /// - Returns: The state's components, then what was integrated along.
  /// - Throws: ``NumericalFailure`` of kind `stalled` when no step is short enough.
  package func solve<Problem: CollocationProblem>(
    _ problem: Problem, from start: [Double], to end: Double, step fixed: Double? = nil
  ) throws(NumericalFailure) -> PiecewisePolynomial {
    let (n, m) = (problem.stateCount, problem.quadratureCount)
    var result = PiecewisePolynomial(tableau, components: n + m)
    var failure: NumericalFailure?
    let size = CollocationStep.doubles(tableau, states: n, quadratures: m)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { memory in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: n * tableau.stages) { pivots in
        memory.initialize(repeating: 0)
        pivots.initialize(repeating: 0)
        var step = CollocationStep(
          tableau, problem, memory.baseAddress.unsafelyUnwrapped,
          pivots.baseAddress.unsafelyUnwrapped)
        for i in 0..<n { step.start[i] = start[i] }
        do throws(NumericalFailure) {
          try run(&step, problem, to: end, fixed: fixed, &result)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    return result
  }

  private func run<Problem: CollocationProblem>(
    _ step: inout CollocationStep, _ problem: Problem, to end: Double, fixed: Double?,
    _ result: inout PiecewisePolynomial
  ) throws(NumericalFailure) {
    var width = fixed ?? min(end, firstWidth(step, problem))
    var last = 0.0
    while result.end < end, result.count == 0 || !problem.isSettled(step.start) {
      let now = result.end
      let left = end - now
      if fixed == nil { width = width >= left ? left : width > left / 2 ? left / 2 : width }
      // What the clock shows is what is solved.
      let stop = width >= left * (1 - 1e-12) ? end : now + width
      let exact = stop - now
      guard exact > 4 * now.ulp, exact > 0, result.count < Self.mostSteps else {
        throw NumericalFailure(.stalled(at: now), in: "Collocation")
      }
      guard step.solve(problem, exact, last: last) else {
        (width, last) = (exact / 4, 0)
        continue
      }
      let error = step.error(units: problem.units, trace: Self.trace, nothing: Self.nothing)
      let ratio = error / tolerance
      if fixed == nil, !(ratio <= 1) {
        width = exact * (ratio.isFinite ? max(0.1, min(0.9, factor(ratio))) : 0.1)
        continue
      }
      guard step.bernstein(problem, exact, allowance: tolerance) || fixed != nil else {
        (width, last) = (exact / 2, 0)
        continue
      }
      result.append(to: stop, step.coefficients)
      step.advance()
      last = exact
      width = fixed ?? exact * min(6, max(0.2, factor(ratio)))
    }
  }

  /// By how much a step can be longer for the tolerance.
  private func factor(_ ratio: Double) -> Double {
    ratio <= 1e-12 ? 6 : 0.9 * Portable.exp(-Portable.log(ratio) / Double(tableau.stages + 1))
  }

  /// Half the time in which the fastest component empties.
  private func firstWidth<Problem: CollocationProblem>(
    _ step: CollocationStep, _ problem: Problem
  ) -> Double {
    problem.jacobian(step.start, step.jacobian)
    var fastest = 0.0
    for i in 0..<problem.stateCount {
      fastest = max(fastest, abs(step.jacobian[i * problem.stateCount + i]))
    }
    return fastest > 0 ? 0.5 / fastest : .infinity
  }
}
