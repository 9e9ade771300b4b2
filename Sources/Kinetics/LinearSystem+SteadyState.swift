internal import NumericalMethods

extension LinearSystem {
  /// The amounts to which a constant input leads after an infinite time, mg.
  ///
  /// Solves `K x = -r` by elimination without subtraction (Grassmann, Taksar and Heyman 1985):
  /// rates and exits are nonnegative and stay so, hence every amount keeps full relative precision.
  /// - Parameter inflow: Constant input into each state, mg/min, zero or more.
  /// - Throws: ``KineticsFailure/noSteadyState(_:)`` when drug piles up for ever.
  public func steadyState(inflow: [Double]) throws(KineticsFailure) -> [Double] {
    let n = states.count
    // arriving[i][j]: what state i receives per minute and unit of state j.
    var arriving = Array(repeating: Array(repeating: 0.0, count: n), count: n)
    var emptying = emptyingRates
    for link in links {
      if let to = link.to { arriving[to][link.from] += link.rate * link.yield }
    }
    var input = inflow
    let conserving = links.allSatisfy { $0.drains && $0.yield == 1 }
    guard conserving else { return try linearSolve(inflow) }
    var exits = (0..<n).map { i in
      links.filter { $0.from == i && $0.to == nil }.reduce(0) { $0 + $1.rate }
    }
    for k in stride(from: n - 1, through: 0, by: -1) {
      // The emptying rate of k towards what is left is a sum, never a difference.
      emptying[k] = (0..<k).reduce(exits[k]) { $0 + arriving[$1][k] }
      if emptying[k] == 0 {
        guard input[k] == 0, (0..<k).allSatisfy({ arriving[k][$0] == 0 }) else {
          throw .noSteadyState(states[k].name)
        }
        continue
      }
      for i in 0..<k {
        let share = arriving[i][k] / emptying[k]
        input[i] += share * input[k]
        for j in 0..<k where j != i { arriving[i][j] += share * arriving[k][j] }
      }
      for j in 0..<k { exits[j] += exits[k] / emptying[k] * arriving[k][j] }
    }
    var amounts = Array(repeating: 0.0, count: n)
    for k in 0..<n where emptying[k] > 0 {
      let supplied = (0..<k).reduce(input[k]) { $0 + arriving[k][$1] * amounts[$1] }
      amounts[k] = supplied / emptying[k]
    }
    guard amounts.allSatisfy(\.isFinite) else {
      throw .numerical("the steady state is beyond what a number can hold")
    }
    return amounts
  }

  /// The state just before a dose when infinitely many equal doses came before, `interval` apart.
  ///
  /// Each dose is a jump of the state (`dose`, mg) or an infusion of it over `duration`, which must
  /// not exceed the interval; the geometric sum `x = Φ (x + dose)` is solved as linear equations.
  /// - Throws: ``KineticsFailure/noSteadyState(_:)`` when drug piles up for ever.
  public func steadyState(
    dose: [Double], over duration: Double, every interval: Double
  ) throws(KineticsFailure) -> [Double] {
    let n = states.count
    let inflows = dose.indices.filter { dose[$0] != 0 }
    let propagator = try Propagator(self, inflows: inflows)
    let nothing = Array(repeating: 0.0, count: n)
    var left = SquareMatrix.identity(n)
    for column in 0..<n {
      var unit = nothing
      unit[column] = 1
      let later = try propagator.advance(unit, by: interval, inflow: nothing)
      for row in 0..<n { left[row, column] -= later[row] }
    }
    var right: [Double]
    if duration > 0 {
      let rate = dose.map { $0 / duration }
      let end = try propagator.advance(nothing, by: duration, inflow: rate)
      right = try propagator.advance(end, by: interval - duration, inflow: nothing)
    } else {
      right = try propagator.advance(dose, by: interval, inflow: nothing)
    }
    do {
      return try LinearSolver.solve(left, right)
    } catch {
      throw .noSteadyState(states[inflows.first ?? 0].name)
    }
  }

  private func linearSolve(_ inflow: [Double]) throws(KineticsFailure) -> [Double] {
    do {
      return try LinearSolver.solve(matrix, inflow.map { -$0 })
    } catch {
      throw .noSteadyState(states.first?.name ?? "")
    }
  }
}
