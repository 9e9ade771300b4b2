internal import NumericalMethods

/// A linear system rewritten so that drug only ever moves forward, with nothing to subtract.
///
/// Every group of states that exchange drug must be a star: a center with peripherals (a
/// mammillary block) or a single state. The center of a star is replaced by its modes (rate
/// constants and positive weights from the secular equation), a peripheral by two parts: drug
/// that has not yet been in the center, and drug that came from there. What is left is a
/// lower triangular network with nonnegative couplings, so that every entry of its exponential is a
/// sum of positive divided differences and is computed to full relative precision, whatever rates
/// coincide. See `trust` in the user guide for the measured errors.
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
      let inside = system.links.filter { link in
        link.rate > 0 && group.contains(link.from) && link.to.map(group.contains) == true
      }
      if group.count == 1 {
        guard inside.isEmpty else { return nil }
        let node = addNode(rate: emptying[group[0]])
        entry[group[0]] = [Share(node: node, weight: 1)]
        content[group[0]] = [node]
      } else {
        guard inside.allSatisfy({ $0.drains && $0.yield == 1 }),
          let center = Self.center(of: group, inside)
        else { return nil }
        addStar(center: center, leaves: group.filter { $0 != center }, of: system, emptying)
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

  private static func center(of group: [Int], _ inside: [LinearSystem.Link]) -> Int? {
    group.first { candidate in
      inside.allSatisfy { $0.from == candidate || $0.to == candidate }
    }
  }

  private mutating func addStar(
    center: Int, leaves: [Int], of system: LinearSystem, _ emptying: [Double]
  ) {
    let out = leaves.map { system.exchangeRate(from: center, to: $0) }
    let back = leaves.map { system.exchangeRate(from: $0, to: center) }
    let leafExits = leaves.map { system.exitRate(of: $0, besides: [center]) }
    let spectrum = MammillarySpectrum(
      exit: system.exitRate(of: center, besides: leaves), toLeaf: out, fromLeaf: back,
      leafExit: leafExits)
    let fresh = leaves.map { addNode(rate: emptying[$0]) }
    let modes = spectrum.rates.map { addNode(rate: $0) }
    let returned = leaves.map { addNode(rate: emptying[$0]) }
    let centerEntry = zip(modes, spectrum.weights).map { Share(node: $0, weight: $1) }
    entry[center] = centerEntry
    content[center] = modes
    for (index, leaf) in leaves.enumerated() {
      entry[leaf] = [Share(node: fresh[index], weight: 1)]
      content[leaf] = [fresh[index], returned[index]]
      connect([fresh[index]], to: centerEntry, by: back[index])
      connect(modes, to: [Share(node: returned[index], weight: 1)], by: out[index])
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

extension LinearSystem {
  /// The rate at which a state loses drug other than to the states named.
  fileprivate func exitRate(of state: Int, besides: [Int]) -> Double {
    links.filter { link in
      link.from == state && link.drains && link.to.map(besides.contains) != true
    }.reduce(0) { $0 + $1.rate }
  }
}
