internal import NumericalMethods

/// Solves a system through its modal network.
struct ModalPropagator: PropagatorImplementation {
  private let network: ModalNetwork
  private let inflows: [Int]
  private let plain: TriangularGenerator
  private let accumulating: TriangularGenerator
  private let accumulators: Range<Int>

  init(_ network: ModalNetwork, inflows: [Int]) {
    self.network = network
    self.inflows = inflows
    plain = network.generator(inflows: inflows, accumulating: false).generator
    (accumulating, _, accumulators) = network.generator(inflows: inflows, accumulating: true)
  }

  func advance(_ state: [Double], by time: Double, inflow: [Double]) -> [Double] {
    if time == 0 { return state }
    let nodes = plain.advance(start(state, inflow, count: plain.rates.count), by: time)
    return network.content.map { $0.reduce(0) { $0 + nodes[inflows.count + $1] } }
  }

  func integrate(_ state: [Double], over time: Double, inflow: [Double]) -> [Double] {
    let begin = start(state, inflow, count: accumulating.rates.count)
    return Array(accumulating.advance(begin, by: time)[accumulators])
  }

  private func start(_ state: [Double], _ inflow: [Double], count: Int) -> [Double] {
    var nodes = Array(repeating: 0.0, count: count)
    for (source, target) in inflows.enumerated() { nodes[source] = inflow[target] }
    for (index, amount) in state.enumerated() {
      for share in network.entry[index] {
        nodes[inflows.count + share.node] += share.weight * amount
      }
    }
    return nodes
  }
}
