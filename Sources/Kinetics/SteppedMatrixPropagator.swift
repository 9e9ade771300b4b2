/// Solves a system by the exponential of its matrix in several equal steps.
///
/// The scaling, the approximant and the rounding differ from those of one step, so that the two
/// check each other where there is no other way of solving.
struct SteppedMatrixPropagator: PropagatorImplementation {
  private static let steps = 3
  private let single: MatrixPropagator

  init(_ system: LinearSystem) {
    single = MatrixPropagator(system)
  }

  func advance(
    _ state: [Double], by time: Double, inflow: [Double]
  ) throws(KineticsFailure) -> [Double] {
    if time == 0 { return state }
    var state = state
    for _ in 0..<Self.steps {
      state = try single.advance(state, by: time / Double(Self.steps), inflow: inflow)
    }
    return state
  }

  func integrate(
    _ state: [Double], over time: Double, inflow: [Double]
  ) throws(KineticsFailure) -> [Double] {
    var state = state
    var total = state.map { _ in 0.0 }
    let step = time / Double(Self.steps)
    for _ in 0..<Self.steps {
      let part = try single.integrate(state, over: step, inflow: inflow)
      for index in total.indices { total[index] += part[index] }
      state = try single.advance(state, by: step, inflow: inflow)
    }
    return total
  }
}
