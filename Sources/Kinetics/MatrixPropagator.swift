internal import NumericalMethods

/// Solves a system by the exponential of its matrix, with the input and the integral as extra rows.
struct MatrixPropagator: PropagatorImplementation {
  private let matrix: SquareMatrix

  init(_ system: LinearSystem) {
    matrix = system.matrix
  }

  func advance(
    _ state: [Double], by time: Double, inflow: [Double]
  ) throws(KineticsFailure) -> [Double] {
    if time == 0 { return state }
    return Array(try solve(state, time, inflow, integral: false).prefix(state.count))
  }

  func integrate(
    _ state: [Double], over time: Double, inflow: [Double]
  ) throws(KineticsFailure) -> [Double] {
    if time == 0 { return Array(repeating: 0, count: state.count) }
    let means = try solve(state, time, inflow, integral: true).dropFirst(state.count)
    return means.map { $0 * time }
  }

  /// The state at the end and, when asked for, its mean over the time, from the exponential of
  /// `[[K t, 0, r t], [I, 0, 0], [0, 0, 0]]`; the mean keeps the integral's block in proportion.
  private func solve(
    _ state: [Double], _ time: Double, _ inflow: [Double], integral: Bool
  ) throws(KineticsFailure) -> [Double] {
    let n = state.count
    let hasInflow = inflow.contains { $0 != 0 }
    let rows = integral ? 2 * n : n
    var augmented = SquareMatrix.zero(rows + (hasInflow ? 1 : 0))
    for i in 0..<n {
      for j in 0..<n { augmented[i, j] = matrix[i, j] * time }
      if integral { augmented[n + i, i] = 1 }
      if hasInflow { augmented[i, rows] = inflow[i] * time }
    }
    var start = Array(repeating: 0.0, count: augmented.size)
    for i in 0..<n { start[i] = state[i] }
    if hasInflow { start[rows] = 1 }
    // What starts and enters without a negative part stays so: a value below zero is rounding error.
    let isPositive = state.allSatisfy { $0 >= 0 } && inflow.allSatisfy { $0 >= 0 }
    do {
      let result = try MatrixExponential.exponential(of: augmented) * start
      return result.prefix(rows).map { isPositive ? max(0, $0) : $0 }
    } catch {
      throw .numerical("\(error)")
    }
  }
}
