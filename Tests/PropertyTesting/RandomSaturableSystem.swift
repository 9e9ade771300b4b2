package import Kinetics
import Quantities
package import Simulation

extension RandomCase {
  /// A random graph, of at most four states unless the slow tests run in an optimised build: one
  /// that is not takes a hundred times as long for the equations of ten.
  package mutating func steppedSystem(stars: Bool) -> LinearSystem {
    while true {
      let system = stars || chance(0.7) ? starSystem() : loopSystem()
      if RandomCase.isThorough || system.states.count <= 4 { return system }
    }
  }

  /// Doses and infusions for a system that is solved in steps.
  package mutating func steppedInputs(_ system: LinearSystem) -> [Input] {
    inputs(system, count: RandomCase.isThorough ? 1...8 : 1...3)
  }

  /// A random graph with one or two links that saturate, out of the body or to another state.
  package mutating func saturableSystem() -> CompartmentSystem {
    var system = CompartmentSystem(steppedSystem(stars: false))
    let origins = system.states.indices.filter { state in
      if case .amount(.some) = system.states[state].content { true } else { false }
    }
    let targets = system.states.indices.filter { system.states[$0].content != .concentration }
    for number in 0..<integer(1...2) {
      let from = number == 0 ? 0 : origins[integer(0...(origins.count - 1))]
      let to = chance(0.7) ? nil : targets[integer(0...(targets.count - 1))]
      system.saturable.append(
        .init(
          from: from, to: to == from ? nil : to, maximumRate: logarithmic(0.01...10),
          halfSaturation: logarithmic(0.01...10), yield: chance(0.8) ? 1 : uniform(0.5...1)))
    }
    // Of first order nothing need be eliminated.
    if chance(0.3) { system.firstOrder.links.removeAll { $0.from == 0 && $0.to == nil } }
    return system
  }

  /// A curve of one system whose output is the first state.
  package static func curve(
    _ system: CompartmentSystem, _ inputs: [Input], initial: [Double]? = nil,
    method: Propagator.Method? = nil, tolerance: Double? = nil
  ) throws -> Curve {
    try Curve(
      systems: [(.zero, system)], inputs: inputs, initial: initial, outputs: [plasma],
      method: method, tolerance: tolerance)
  }
}
