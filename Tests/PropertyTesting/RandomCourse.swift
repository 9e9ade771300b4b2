package import Kinetics
import Quantities
package import Simulation

extension RandomCase {
  /// Doses and infusions into states that hold mass, over some hours, on whole seconds.
  package mutating func inputs(
    _ system: LinearSystem, count: ClosedRange<Int> = 1...8, within minutes: Int = 600
  ) -> [Input] {
    (0..<integer(count)).map { _ in input(system, within: minutes) }
  }

  package mutating func input(_ system: LinearSystem, within minutes: Int = 600) -> Input {
    let targets = system.states.indices.filter { system.states[$0].content != .concentration }
    let state = chance(0.6) ? 0 : targets[integer(0...(targets.count - 1))]
    let start = moment(upTo: minutes)
    if chance(0.5) {
      return Input(state: state, .jump(amount: logarithmic(0.1...500)), start: start)
    }
    let end = start + moment(upTo: minutes) + Tick(flicks: Tick.perMinute)
    return Input(state: state, .rate(logarithmic(1e-3...20), end: end), start: start)
  }

  /// A curve of one system whose output is the first state.
  package static func curve(
    _ system: LinearSystem, _ inputs: [Input], initial: [Double]? = nil,
    method: Propagator.Method? = nil
  ) throws -> Curve {
    try Curve(
      systems: [(.zero, system)], inputs: inputs, initial: initial, outputs: [plasma],
      method: method)
  }

  package static let plasma = Curve.Output(name: "plasma", analyte: "drug", state: 0)
}
