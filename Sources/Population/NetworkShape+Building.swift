internal import Kinetics

extension NetworkShape {
  /// The most leaves of a star, and the most nodes, that the SIMD path takes.
  private static let mostLeaves = 7
  private static let mostNodes = 40

  /// Rewrites a template; nothing when an exchange group is not a star.
  /// - Parameters:
  ///   - system: The structure.
  ///   - observed: The state of each output.
  ///   - jumps: The states that doses enter at once.
  ///   - inflows: The states that infusions feed.
  ///   - changes: Whether parameters change, so that all amounts have to be known.
  init?(
    _ system: LinearSystem, observed: [Int], jumps: Set<Int>, inflows: Set<Int>, changes: Bool
  ) {
    entry = Array(repeating: [], count: system.states.count)
    held = entry.map { _ in [] }
    let builder = NetworkBuilder(
      system, observed: observed, fed: jumps.union(inflows), changes: changes)
    self.inflows = inflows.filter(builder.needed.contains).sorted()
    rates = self.inflows.map { _ in .zero }
    absent = system.links.indices.filter {
      system.links[$0].rate == 0 && system.links[$0].to != nil
    }
    for group in system.exchangeGroups where group.contains(where: builder.needed.contains) {
      guard add(group, builder) else { return nil }
    }
    for (index, link) in system.links.enumerated() where link.rate > 0 {
      guard let to = link.to, builder.group[to] != builder.group[link.from] else { continue }
      connect(held[link.from], to: entry[to], link: index)
    }
    for (source, state) in self.inflows.enumerated() {
      connect([source], to: entry[state], link: nil)
    }
    if changes { keepLeaves(builder) }
    for state in observed {
      rates.append(.zero)
      for node in held[state] {
        edges.append(Edge(to: rates.count - 1, from: node, link: nil, mode: nil))
      }
    }
    content = observed.map { held[$0] }
    guard count <= Self.mostNodes else { return nil }
  }

  private mutating func add(_ group: [Int], _ builder: NetworkBuilder) -> Bool {
    let system = builder.system
    if group.count == 1 {
      guard system.exchangeRate(from: group[0], to: group[0]) == 0 else { return false }
      let node = addNode(.links(builder.draining(group[0])))
      entry[group[0]] = [Share(node: node, mode: nil)]
      held[group[0]] = [node]
      return true
    }
    guard let center = builder.center(of: group), group.count - 1 <= Self.mostLeaves else {
      return false
    }
    let leaves = group.filter { $0 != center }
    for leaf in leaves where builder.isFed(leaf) {
      let node = addNode(.links(builder.draining(leaf)))
      fresh.append(node)
      entry[leaf] = [Share(node: node, mode: nil)]
      held[leaf] = [node]
    }
    var star = Star(firstMode: modes, firstNode: count)
    star.exit = builder.exits(of: center, besides: leaves)
    star.leaves = leaves.map {
      (
        builder.links(center, $0), builder.links($0, center),
        builder.exits(of: $0, besides: [center])
      )
    }
    for mode in modes...modes + leaves.count {
      let node = addNode(.mode(mode))
      entry[center].append(Share(node: node, mode: mode))
      held[center].append(node)
    }
    modes += leaves.count + 1
    stars.append(star)
    for leaf in leaves {
      for link in builder.links(leaf, center) {
        connect(held[leaf], to: entry[center], link: link)
      }
    }
    for leaf in leaves where builder.isRead(leaf) { addReturned(to: leaf, from: center, builder) }
    return true
  }

  /// Adds what a leaf holds of what was in its center.
  private mutating func addReturned(to leaf: Int, from center: Int, _ builder: NetworkBuilder) {
    let node = addNode(.links(builder.draining(leaf)))
    for link in builder.links(center, leaf) {
      connect(held[center], to: [Share(node: node, mode: nil)], link: link)
    }
    held[leaf].append(node)
  }

  /// Adds what is in the leaves that nothing reads until parameters change.
  private mutating func keepLeaves(_ builder: NetworkBuilder) {
    let first = count
    for group in builder.system.exchangeGroups
    where group.count > 1 && group.contains(where: builder.needed.contains) {
      guard let center = builder.center(of: group) else { continue }
      for leaf in group where leaf != center && !builder.isRead(leaf) {
        addReturned(to: leaf, from: center, builder)
      }
    }
    keptCount = count - first
  }

  private mutating func addNode(_ rate: Rate) -> Int {
    rates.append(rate)
    return rates.count - 1
  }

  private mutating func connect(_ from: [Int], to shares: [Share], link: Int?) {
    for node in from {
      for share in shares {
        edges.append(Edge(to: share.node, from: node, link: link, mode: share.mode))
      }
    }
  }
}

/// Questions about a template's links.
private struct NetworkBuilder {
  let system: LinearSystem
  /// The exchange group of each state.
  let group: [Int]
  /// The states that an output sees.
  let needed: Set<Int>
  private let observed: Set<Int>
  private let fed: Set<Int>
  private let changes: Bool

  init(_ system: LinearSystem, observed: [Int], fed: Set<Int>, changes: Bool) {
    self.system = system
    self.changes = changes
    self.observed = Set(observed)
    self.fed = fed
    var group = Array(repeating: 0, count: system.states.count)
    for (index, members) in system.exchangeGroups.enumerated() {
      for state in members { group[state] = index }
    }
    self.group = group
    needed = observed.reduce(into: []) { $0.formUnion(system.statesUpstream(of: $1)) }
  }

  /// The state in the middle of a star.
  func center(of members: [Int]) -> Int? {
    let inside = system.links.filter { link in
      link.rate > 0 && members.contains(link.from) && link.to.map(members.contains) == true
    }
    guard inside.allSatisfy({ $0.drains && $0.yield == 1 && $0.from != $0.to }) else { return nil }
    return members.first { candidate in
      inside.allSatisfy { $0.from == candidate || $0.to == candidate }
    }
  }

  func links(_ from: Int, _ to: Int) -> [Int] {
    system.links.indices.filter { system.links[$0].from == from && system.links[$0].to == to }
  }

  func draining(_ state: Int) -> [Int] {
    system.links.indices.filter { system.links[$0].from == state && system.links[$0].drains }
  }

  func exits(of state: Int, besides: [Int]) -> [Int] {
    draining(state).filter { system.links[$0].to.map(besides.contains) != true }
  }

  /// Whether drug enters a leaf other than from its center; at a change of parameters, what is
  /// there.
  func isFed(_ leaf: Int) -> Bool {
    changes || fed.contains(leaf)
      || system.links.contains {
        $0.rate > 0 && $0.to == leaf && group[$0.from] != group[leaf] && needed.contains($0.from)
      }
  }

  /// Whether anything but its center depends on a leaf.
  func isRead(_ leaf: Int) -> Bool {
    observed.contains(leaf)
      || system.links.contains { link in
        link.rate > 0 && link.from == leaf
          && link.to.map { group[$0] != group[leaf] && needed.contains($0) } == true
      }
  }
}
