/// One step of a ``CollocationIntegrator``: its memory and its equations.
struct CollocationStep {
  private let tableau: RadauTableau
  private let n: Int
  private let m: Int
  /// The state at the start.
  let start: UnsafeMutablePointer<Double>
  /// The states at the nodes, node after node.
  private let values: UnsafeMutablePointer<Double>
  private let changes: UnsafeMutablePointer<Double>
  private let residual: UnsafeMutablePointer<Double>
  private let rates: UnsafeMutablePointer<Double>
  private let scales: UnsafeMutablePointer<Double>
  private let peaks: UnsafeMutablePointer<Double>
  private let carry: UnsafeMutablePointer<Double>
  /// What has been integrated along up to the start.
  private let totals: UnsafeMutablePointer<Double>
  /// The derivatives at one node.
  let jacobian: UnsafeMutablePointer<Double>
  /// The Bernstein coefficients, component after component, those integrated along last.
  let coefficients: UnsafeMutablePointer<Double>
  private let factors: PivotedFactors

  /// The memory a step needs.
  static func doubles(_ tableau: RadauTableau, states n: Int, quadratures m: Int) -> Int {
    let s = tableau.stages
    return 4 * n + m + 3 * n * s + m * s + n * n + (n + m) * (s + 1) + n * s * n * s
  }

  init<Problem: CollocationProblem>(
    _ tableau: RadauTableau, _ problem: Problem, _ memory: UnsafeMutablePointer<Double>,
    _ pivots: UnsafeMutablePointer<Int>
  ) {
    self.tableau = tableau
    n = problem.stateCount
    m = problem.quadratureCount
    let s = tableau.stages
    var free = memory
    func take(_ count: Int) -> UnsafeMutablePointer<Double> {
      defer { free += count }
      return free
    }
    start = take(n)
    scales = take(n)
    peaks = take(n)
    carry = take(n)
    totals = take(m)
    values = take(n * s)
    changes = take(n * s)
    residual = take(n * s)
    rates = take(m * s)
    jacobian = take(n * n)
    coefficients = take((n + m) * (s + 1))
    factors = PivotedFactors(size: n * s, entries: take(n * s * n * s), pivots: pivots)
  }

  /// Finds the states at the nodes, by Newton's method.
  ///
  /// The derivatives are those at the first guess, which is good because it continues the
  /// polynomial of the step before; they are formed anew where that does not bring three digits a
  /// time. It ends when the next correction would be below the last bits.
  /// - Parameters:
  ///   - width: The width of the step.
  ///   - last: The width of the one before; zero when it is no guide.
  /// - Returns: Whether they were found.
  func solve<Problem: CollocationProblem>(
    _ problem: Problem, _ width: Double, last: Double
  ) -> Bool {
    guess(width, last)
    guard factor(problem, width) else { return false }
    var before = Double.infinity
    for iteration in 0..<14 {
      let correction = correct(problem, width)
      guard correction.isFinite else { return false }
      let contraction = correction / before
      if correction <= 2e-16 || iteration > 0 && contraction * correction <= 1e-15 { return true }
      if iteration > 0, contraction > 0.1 {
        // What is left is rounding error of a stiff system, or the derivatives are out of date.
        if correction <= 1e-12 { return true }
        if contraction > 4 { return false }
        guard factor(problem, width) else { return false }
      }
      before = correction
    }
    return false
  }

  private func guess(_ width: Double, _ last: Double) {
    let s = tableau.stages
    let isNear = last > 0 && width <= 3 * last
    for j in 0..<s {
      for i in 0..<n {
        var value = start[i]
        if isNear {
          let own = coefficients + i * (s + 1)
          let share = 1 + tableau.nodes[j] * width / last
          let ratio = (1 - share) / share
          var sum = own[0]
          var power = 1.0
          for k in 1...s {
            sum = sum * ratio + own[k] * tableau.binomials[k]
            power *= share
          }
          value = max(0, sum * power)
        }
        values[j * n + i] = value
      }
    }
  }

  /// Splits `1 - h a f'` at the present values.
  private func factor<Problem: CollocationProblem>(_ problem: Problem, _ width: Double) -> Bool {
    let s = tableau.stages
    let size = n * s
    for k in 0..<s {
      problem.jacobian(values + k * n, jacobian)
      for j in 0..<s {
        let weight = -width * tableau.integrals[j * s + k]
        for l in 0..<n {
          let target = factors.entries + (k * n + l) * size + j * n
          for i in 0..<n { target[i] = weight * jacobian[i * n + l] }
        }
      }
    }
    for p in 0..<size { factors.entries[p * size + p] += 1 }
    return factors.factor()
  }

  /// One correction.
  /// - Returns: Its largest size relative to the component's largest value.
  private func correct<Problem: CollocationProblem>(_ problem: Problem, _ width: Double) -> Double {
    let s = tableau.stages
    for j in 0..<s { problem.change(values + j * n, changes + j * n, carry: carry) }
    for j in 0..<s {
      for i in 0..<n {
        var sum = 0.0
        for k in 0..<s { sum += tableau.integrals[j * s + k] * changes[k * n + i] }
        residual[j * n + i] = (start[i] - values[j * n + i]) + width * sum
      }
    }
    factors.solve(residual)
    var largest = 0.0
    for i in 0..<n {
      var (size, scale) = (0.0, abs(start[i]))
      for j in 0..<s {
        values[j * n + i] += residual[j * n + i]
        size = max(size, abs(residual[j * n + i]))
        scale = max(scale, abs(values[j * n + i]))
      }
      if !size.isFinite || !scale.isFinite { return .infinity }
      if size > 0, scale > 1e-300 { largest = max(largest, size / scale) }
    }
    return largest
  }

  /// How much the polynomial may err, relative to each component's smallest value at a node, or to
  /// a thousandth of its largest value in the step where that is more.
  ///
  /// What it lacks begins with the next Legendre coefficient: the last one, smaller by as much as
  /// coefficients have fallen on the way to it, four times for safety. A thirty-second of the last
  /// but one counts instead where that is more: a function that is even about the middle has none
  /// of every other.
  func error(units: [Double], trace: Double, nothing: Double) -> Double {
    let s = tableau.stages
    var largest = nothing
    for i in 0..<n {
      var (highest, lowest) = (abs(start[i]), Double.infinity)
      for j in 0..<s {
        highest = max(highest, abs(values[j * n + i]))
        lowest = min(lowest, abs(values[j * n + i]))
      }
      scales[i] = max(lowest, 1e-3 * highest)
      peaks[i] = highest
      largest = max(largest, highest / units[i])
    }
    var error = 0.0
    for i in 0..<n {
      scales[i] = max(scales[i], trace * largest * units[i], nothing * units[i])
      var (last, before) = (0.0, 0.0)
      for j in 0..<s {
        let rise = values[j * n + i] - start[i]
        last += tableau.last[j] * rise
        before += tableau.lastButOne[j] * rise
      }
      error = max(error, max(abs(last), abs(before) / 32) / scales[i])
    }
    // One part in 1e18 is less than rounding lets through.
    return error < 1e-18 ? error : 4 * Portable.exp(Portable.log(error) * Double(s + 1) / Double(s))
  }

  /// Writes the polynomials' coefficients.
  ///
  /// What is below zero by less than is allowed counts as zero: the truth is not negative.
  /// - Returns: Whether none is below zero by more.
  func bernstein<Problem: CollocationProblem>(
    _ problem: Problem, _ width: Double, allowance: Double
  ) -> Bool {
    let s = tableau.stages
    var isPositive = true
    for i in 0..<n {
      let own = coefficients + i * (s + 1)
      own[0] = start[i]
      own[s] = values[(s - 1) * n + i]
      for k in 1..<s {
        var sum = 0.0
        for j in 0..<s {
          sum += tableau.bernstein[k * s + j] * (values[j * n + i] - start[i])
        }
        own[k] = start[i] + sum
      }
      for k in 1...s where own[k] < 0 {
        if own[k] < -allowance * max(peaks[i], scales[i]) { isPositive = false }
        own[k] = 0
      }
    }
    for j in 0..<s { problem.quadratures(values + j * n, rates + j * m) }
    for q in 0..<m {
      let own = coefficients + (n + q) * (s + 1)
      for k in 0...s {
        var sum = 0.0
        for j in 0..<s { sum += tableau.integralBernstein[k * s + j] * rates[j * m + q] }
        own[k] = totals[q] + width * sum
      }
    }
    return isPositive
  }

  /// Makes the end of the step the start of the next.
  func advance() {
    let s = tableau.stages
    for i in 0..<n { start[i] = coefficients[i * (s + 1) + s] }
    for q in 0..<m { totals[q] = coefficients[(n + q) * (s + 1) + s] }
  }
}
