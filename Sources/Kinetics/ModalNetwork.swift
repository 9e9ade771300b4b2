internal import NumericalMethods

/// A linear system rewritten so that drug only ever moves forward, with nothing to subtract.
///
/// Every group of states that exchange drug must be a star: a center with peripherals (a
/// mammillary block) or a single state. The center of a star is replaced by its modes (rate
/// constants and positive weights from the secular equation), a peripheral by two parts: drug
/// that has not yet been in the center, and drug that came from there. What is left is a
/// lower triangular network with nonnegative couplings, so that every entry of its exponential is a
/// sum of positive divided differences and is computed to full relative precision, whatever rates
/// coincide. The measured errors stand on the first page of the documentation.
struct ModalNetwork: Sendable {
  /// A weighted reference to a node.
  struct Share: Sendable {
    let node: Int
    let weight: Double
  }

  /// The decay rate of every node, 1/min.
  private(set) var rates: [Double] = []
  /// The couplings between nodes, from earlier to later.
  private(set) var couplings: [(to: Int, from: Int, weight: Double)] = []
  /// Where an amount placed into a state goes.
  private(set) var entry: [[Share]]
  /// The nodes whose values sum to a state.
  private(set) var content: [[Int]]

  /// Rewrites a system; nothing when one of its exchange groups is not a star.
  init?(_ system: LinearSystem) {
    let n = system.states.count
    entry = Array(repeating: [], count: n)
    content = Array(repeating: [], count: n)
    let groups = system.exchangeGroups
    var groupOf = Array(repeating: 0, count: n)
    for (index, group) in groups.enumerated() {
      for state in group { groupOf[state] = index }
    }
    let emptying = system.emptyingRates
    for group in groups {
      if group.count > 1 {
        guard let block = system.mammillaryBlock(group) else { return nil }
        addStar(block, emptying)
      } else {
        guard system.exchangeRate(from: group[0], to: group[0]) == 0 else { return nil }
        let node = addNode(rate: emptying[group[0]])
        entry[group[0]] = [Share(node: node, weight: 1)]
        content[group[0]] = [node]
      }
    }
    for link in system.links where link.rate > 0 {
      guard let to = link.to, groupOf[to] != groupOf[link.from] else { continue }
      connect(content[link.from], to: entry[to], by: link.rate * link.yield)
    }
  }

  /// The couplings in the order of their nodes, with extra nodes appended by the caller's needs:
  /// first one source per state in `inflows`, then, when asked for, one accumulator per state.
  func generator(
    inflows: [Int], accumulating: Bool
  ) -> (generator: TriangularGenerator, sources: Range<Int>, accumulators: Range<Int>) {
    // Sources feed everything and accumulators are fed by everything, so they stand at the ends.
    let shift = inflows.count
    var all = couplings.map { (to: $0.to + shift, from: $0.from + shift, weight: $0.weight) }
    for (source, state) in inflows.enumerated() {
      for share in entry[state] {
        all.append((to: share.node + shift, from: source, weight: share.weight))
      }
    }
    var rates = Array(repeating: 0.0, count: shift) + self.rates
    let first = rates.count
    if accumulating {
      for (state, nodes) in content.enumerated() {
        rates.append(0)
        for node in nodes { all.append((to: first + state, from: node + shift, weight: 1)) }
      }
    }
    return (
      TriangularGenerator(rates: rates, couplings: all), 0..<shift, first..<rates.count
    )
  }

  private mutating func addStar(_ block: MammillaryBlock, _ emptying: [Double]) {
    let fresh = block.leaves.map { addNode(rate: emptying[$0]) }
    let modes = block.spectrum.rates.map { addNode(rate: $0) }
    let returned = block.leaves.map { addNode(rate: emptying[$0]) }
    let centerEntry = zip(modes, block.spectrum.weights).map { Share(node: $0, weight: $1) }
    entry[block.center] = centerEntry
    content[block.center] = modes
    for (index, leaf) in block.leaves.enumerated() {
      entry[leaf] = [Share(node: fresh[index], weight: 1)]
      content[leaf] = [fresh[index], returned[index]]
      connect([fresh[index]], to: centerEntry, by: block.back[index])
      connect(modes, to: [Share(node: returned[index], weight: 1)], by: block.out[index])
    }
  }

  private mutating func addNode(rate: Double) -> Int {
    rates.append(rate)
    return rates.count - 1
  }

  private mutating func connect(_ from: [Int], to shares: [Share], by rate: Double) {
    for node in from {
      for share in shares {
        couplings.append((to: share.node, from: node, weight: rate * share.weight))
      }
    }
  }
}
