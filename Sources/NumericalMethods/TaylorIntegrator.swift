/// Solves differential equations by their Taylor series: an independent check of
/// ``CollocationIntegrator``, with which it shares the equations and how polynomials are kept, but
/// no step.
///
/// In each step the series about its start is the polynomial. It is as long as its last two terms
/// allow. The method is explicit, so a fast process shortens the steps for ever: no check for stiff
/// systems.
package struct TaylorIntegrator: Sendable {
  private static let tableau = RadauTableau(stages: 12)
  /// A share of the largest component below which a component need not be relatively exact.
  private static let trace = 1e-12
  /// Beyond this a check would take longer than anybody waits.
  private static let mostSteps = 20_000
  private let tolerance: Double

  /// Makes an integrator.
  /// - Parameter tolerance: The error of a step that is allowed, relative to each component.
  package init(tolerance: Double) {
    self.tolerance = tolerance
  }

  /// Solves from zero to a time, or to where the problem is settled.
  /// - Throws: ``NumericalFailure`` of kind `stalled` when it takes too many steps.
  package func solve<Problem: CollocationProblem>(
    _ problem: Problem, from start: [Double], to end: Double
  ) throws(NumericalFailure) -> PiecewisePolynomial {
    let (n, all) = (problem.stateCount, problem.stateCount + problem.quadratureCount)
    let degree = Self.tableau.stages
    let stride = degree + 1
    var result = PiecewisePolynomial(Self.tableau, components: all)
    var now = start + [Double](repeating: 0, count: all - n)
    var series = [Double](repeating: 0, count: all * stride)
    var auxiliary = [Double](repeating: 0, count: problem.auxiliaryCount * stride)
    var width = end
    while result.end < end, result.count == 0 || !problem.isSettled(now) {
      for i in 0..<all { series[i * stride] = now[i] }
      for order in 0..<degree {
        problem.extend(&series, order: order, stride: stride, auxiliary: &auxiliary)
      }
      width = min(2 * width, end - result.end)
      while !isShort(width, series, n, problem.units) { width *= 0.8 }
      let stop = width >= (end - result.end) * (1 - 1e-12) ? end : result.end + width
      guard stop > result.end, result.count < Self.mostSteps, width.isFinite else {
        throw NumericalFailure(.stalled(at: result.end), in: "Taylor series")
      }
      let coefficients = bernstein(series, stop - result.end, all, n)
      result.append(to: stop, coefficients)
      for i in 0..<all { now[i] = coefficients[i * stride + degree] }
    }
    return result
  }

  /// Whether the last terms of each state's series are as small as they have to be.
  private func isShort(
    _ width: Double, _ series: [Double], _ states: Int, _ units: [Double]
  ) -> Bool {
    let degree = Self.tableau.stages
    guard width > 0 else { return true }
    var sizes: [Double] = []
    var tails: [Double] = []
    for i in 0..<states {
      let own = series[i * (degree + 1)...i * (degree + 1) + degree]
      let terms = own.reversed().reduce(0) { $0 * width + $1 }
      sizes.append(max(abs(series[i * (degree + 1)]), abs(terms)))
      var power = 1.0
      for _ in 1..<degree { power *= width }
      tails.append(
        max(abs(own[own.endIndex - 1]) * power * width, abs(own[own.endIndex - 2]) * power / 16))
    }
    let largest = zip(sizes, units).reduce(1e-280) { max($0, $1.0 / $1.1) }
    return (0..<states).allSatisfy {
      tails[$0] <= tolerance * max(sizes[$0], Self.trace * largest * units[$0])
    }
  }

  /// The polynomials' Bernstein coefficients; what rounding puts below zero is zero.
  private func bernstein(_ series: [Double], _ width: Double, _ components: Int, _ states: Int)
    -> [Double]
  {
    let degree = Self.tableau.stages
    let binomials = Self.tableau.binomials
    var result: [Double] = []
    for i in 0..<components {
      var power = 1.0
      let shares = (0...degree).map { k in
        defer { power *= width }
        return series[i * (degree + 1) + k] * power / binomials[k]
      }
      for k in 0...degree {
        var (sum, binomial) = (0.0, 1.0)
        for j in 0...k {
          sum += binomial * shares[j]
          binomial = binomial * Double(k - j) / Double(j + 1)
        }
        result.append(i < states ? max(0, sum) : sum)
      }
    }
    return result
  }
}
