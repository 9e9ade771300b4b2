internal import NumericalMethods

/// Solves a system through its modal network.
struct ModalPropagator: PropagatorImplementation {
  private let inflows: [Int]
  private let plain: TriangularGenerator
  /// The same without sources, for the long stretches in which nothing flows in.
  private let closed: TriangularGenerator
  private let accumulating: TriangularGenerator
  private let accumulators: Range<Int>
  /// Where an amount placed into a state goes, state after state; nodes count the sources.
  private let entries: [(state: Int, node: Int, weight: Double)]
  /// The nodes whose values sum to each state, in the same way.
  private let contents: [(state: Int, node: Int)]

  init(_ network: ModalNetwork, inflows: [Int]) {
    self.inflows = inflows
    plain = network.generator(inflows: inflows, accumulating: false).generator
    closed = network.generator(inflows: [], accumulating: false).generator
    (accumulating, _, accumulators) = network.generator(inflows: inflows, accumulating: true)
    entries = network.entry.enumerated().flatMap { state, shares in
      shares.map { (state, inflows.count + $0.node, $0.weight) }
    }
    contents = network.content.enumerated().flatMap { state, nodes in
      nodes.map { (state, inflows.count + $0) }
    }
  }

  func advance(_ state: [Double], by time: Double, inflow: [Double]) -> [Double] {
    if time == 0 { return state }
    let isClosed = inflows.allSatisfy { inflow[$0] == 0 }
    let sources = isClosed ? inflows.count : 0
    var nodes = start(state, inflow, count: plain.count)
    nodes.removeFirst(sources)
    (isClosed ? closed : plain).advance(&nodes, by: time)
    var result = [Double](repeating: 0, count: state.count)
    for content in contents { result[content.state] += nodes[content.node - sources] }
    return result
  }

  func integrate(_ state: [Double], over time: Double, inflow: [Double]) -> [Double] {
    var nodes = start(state, inflow, count: accumulating.count)
    accumulating.advance(&nodes, by: time)
    return Array(nodes[accumulators])
  }

  private func start(_ state: [Double], _ inflow: [Double], count: Int) -> [Double] {
    var nodes = [Double](repeating: 0, count: count)
    for (source, target) in inflows.enumerated() { nodes[source] = inflow[target] }
    for entry in entries { nodes[entry.node] += entry.weight * state[entry.state] }
    return nodes
  }
}
