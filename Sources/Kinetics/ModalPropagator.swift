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
  /// For each state, the rows of `plain` and of `closed` that it depends on.
  private let rows: [(plain: [Int], closed: [Int])]

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
    rows = network.content.map { [plain, closed] nodes in
      (plain.rowsFeeding(nodes.map { inflows.count + $0 }), closed.rowsFeeding(nodes))
    }
  }

  func advance(_ state: [Double], by time: Double, inflow: [Double]) -> [Double] {
    if time == 0 { return state }
    let (nodes, sources) = nodes(state, by: time, inflow) { _ in nil }
    var result = [Double](repeating: 0, count: state.count)
    for content in contents { result[content.state] += nodes[content.node - sources] }
    return result
  }

  func component(
    _ component: Int, of state: [Double], after time: Double, inflow: [Double]
  ) -> Double {
    if time == 0 { return state[component] }
    let (nodes, sources) = nodes(state, by: time, inflow) { isClosed in
      isClosed ? rows[component].closed : rows[component].plain
    }
    var result = 0.0
    for content in contents where content.state == component {
      result += nodes[content.node - sources]
    }
    return result
  }

  /// The nodes after a time, and how many sources are not among them.
  /// - Parameter rows: The rows wanted; nothing for all.
  private func nodes(
    _ state: [Double], by time: Double, _ inflow: [Double], rows: (_ isClosed: Bool) -> [Int]?
  ) -> (nodes: [Double], sources: Int) {
    let isClosed = inflows.allSatisfy { inflow[$0] == 0 }
    let sources = isClosed ? inflows.count : 0
    var nodes = start(state, inflow, count: plain.count)
    nodes.removeFirst(sources)
    let generator = isClosed ? closed : plain
    if let rows = rows(isClosed) {
      generator.advance(&nodes, by: time, rows: rows)
    } else {
      generator.advance(&nodes, by: time)
    }
    return (nodes, sources)
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
