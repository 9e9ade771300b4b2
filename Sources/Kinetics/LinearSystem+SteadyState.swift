internal import NumericalMethods

extension LinearSystem {
  /// The amounts to which a constant input leads after an infinite time, mg.
  ///
  /// Groups of states that exchange drug are solved one after another, upstream first, each by a
  /// `StationaryBalance`: rates and exits are nonnegative and nothing is subtracted, so every
  /// amount keeps full relative precision. Only a group in which conversions gain mass on their way
  /// round (a yield above one inside a loop) is solved by ordinary elimination.
  /// - Parameter inflow: Constant input into each state, mg/min, zero or more.
  /// - Returns: Amounts, mg; mg/L for an effect site.
  /// - Throws: ``KineticsFailure/noSteadyState(_:)`` when drug piles up for ever,
  ///   ``KineticsFailure/badRate(_:)`` for a rate that is negative or not finite,
  ///   ``KineticsFailure/numerical(_:)`` when an input is negative or not finite.
  public func steadyState(inflow: [Double]) throws(KineticsFailure) -> [Double] {
    try checkRates()
    try checkInput(inflow)
    var moved = SquareMatrix.zero(states.count)
    for link in links {
      if let to = link.to { moved[to, link.from] += link.rate * link.yield }
    }
    let emptying = emptyingRates
    return try stationary(moved, input: inflow) { group in
      groupExits(group)
    } remaining: { state in
      emptying[state]
    }
  }

  /// The state just before a dose when infinitely many equal doses came before, `interval` apart.
  ///
  /// Each dose is a jump of the state (`dose`, mg) or an infusion of it over `duration`. The
  /// geometric sum `x = Φ (x + dose)` is a stationary balance too: what leaves in one interval is
  /// an integral of positive numbers, never `1 - Φ`, so slow elimination costs no digits.
  /// - Parameters:
  ///   - dose: mg into each state, zero or more.
  ///   - duration: min, zero for a jump; not longer than the interval.
  ///   - interval: min, more than zero.
  /// - Returns: Amounts, mg; mg/L for an effect site.
  /// - Throws: ``KineticsFailure/noSteadyState(_:)`` when drug piles up for ever,
  ///   ``KineticsFailure/numerical(_:)`` when a dose, the duration or the interval is out of range.
  public func steadyState(
    dose: [Double], over duration: Double, every interval: Double
  ) throws(KineticsFailure) -> [Double] {
    try checkInput(dose)
    guard interval > 0, interval.isFinite, duration >= 0, duration <= interval else {
      throw .numerical(
        "repeated doses need an interval above zero and infusions that are no longer than it, "
          + "found \(duration) min every \(interval) min")
    }
    let n = states.count
    let inflows = dose.indices.filter { dose[$0] != 0 }
    let propagator = try Propagator(self, inflows: inflows)
    let nothing = Array(repeating: 0.0, count: n)
    var moved = SquareMatrix.zero(n)
    var spent: [[Double]] = []
    for column in 0..<n {
      var unit = nothing
      unit[column] = 1
      let later = try propagator.advance(unit, by: interval, inflow: nothing)
      for row in 0..<n { moved[row, column] = later[row] }
      spent.append(try propagator.integrate(unit, over: interval, inflow: nothing))
    }
    var input: [Double]
    if duration > 0 {
      let rate = dose.map { $0 / duration }
      let end = try propagator.advance(nothing, by: duration, inflow: rate)
      input = try propagator.advance(end, by: interval - duration, inflow: nothing)
    } else {
      input = try propagator.advance(dose, by: interval, inflow: nothing)
    }
    return try stationary(moved, input: input) { group in
      groupExits(group).map { exits in
        group.map { column in
          zip(group, exits).reduce(0) { $0 + $1.1 * spent[column][$1.0] }
        }
      }
    } remaining: { state in
      1 - moved[state, state]
    }
  }

  /// Solves group by group, upstream first.
  /// - Parameters:
  ///   - moved: What each state receives per unit of each other one.
  ///   - input: What enters each state from outside.
  ///   - exits: What leaves a group per unit of each of its states; nothing when it can gain mass.
  ///   - remaining: The coefficient of a state in its own equation, for groups that can gain mass.
  /// - Returns: Amounts, mg; mg/L for an effect site.
  /// - Throws: ``KineticsFailure``.
  private func stationary(
    _ moved: SquareMatrix, input: [Double], exits: ([Int]) -> [Double]?,
    remaining: (Int) -> Double
  ) throws(KineticsFailure) -> [Double] {
    var amounts = Array(repeating: 0.0, count: states.count)
    var upstream: [Int] = []
    for group in exchangeGroups {
      let entering = group.map { row in
        upstream.reduce(input[row]) { $0 + moved[row, $1] * amounts[$1] }
      }
      upstream += group
      guard entering.contains(where: { $0 != 0 }) else { continue }
      let solution: [Double]?
      if let exits = exits(group) {
        let inside = group.map { row in group.map { max(0, moved[row, $0]) } }
        solution = StationaryBalance(moved: inside, exits: exits).solve(entering)
      } else {
        var left = SquareMatrix.zero(group.count)
        for (i, row) in group.enumerated() {
          for (j, column) in group.enumerated() {
            left[i, j] = i == j ? remaining(row) : -moved[row, column]
          }
        }
        let solved = try? LinearSolver.solve(left, entering)
        // Where mass grows faster than it leaves, the equations have a solution without meaning.
        solution = solved?.allSatisfy { $0 >= 0 } == true ? solved : nil
      }
      guard let solution else { throw .noSteadyState(states[group[0]].name) }
      for (state, amount) in zip(group, solution) { amounts[state] = amount }
    }
    guard amounts.allSatisfy(\.isFinite) else {
      throw .numerical("the steady state is beyond what a number can hold")
    }
    return amounts
  }

  private func checkInput(_ input: [Double]) throws(KineticsFailure) {
    guard input.count == states.count, input.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw .numerical(
        "every state needs one input that is finite and not negative, found \(input)")
    }
  }
}

extension LinearSystem {
  /// Checks that every rate is finite and not negative, alone and in sum.
  /// - Throws: ``KineticsFailure/badRate(_:)`` with the name of the state that such a rate leaves.
  func checkRates() throws(KineticsFailure) {
    for link in links {
      let brought = link.rate * link.yield
      guard link.rate >= 0, link.yield >= 0, link.rate.isFinite, link.yield.isFinite,
        brought.isFinite
      else { throw .badRate(states[link.from].name) }
    }
    for (state, rate) in emptyingRates.enumerated() where !rate.isFinite {
      throw .badRate(states[state].name)
    }
  }
}
