/// By which ways drug reaches an output: what the search of its turns has to know.
///
/// Nodes are numbered by position here: the live nodes upstream of the output and those that it
/// sees, in the order in which drug moves.
struct OutputCourse: Sendable {
  /// What a node passes on at once.
  struct Coupling: Sendable {
    var to: Int
    /// A position; of a source its node.
    var from: Int
    /// The index of the coupling among all.
    var index: Int
  }

  /// What arrives after a time, directly or by way of one node between.
  struct Pass: Sendable {
    var to: Int
    /// A position; of a source its node.
    var from: Int
    /// The position between.
    var between: Int?
    /// The indices of the couplings; only the first of a direct way.
    var first: Int
    var second: Int
  }

  /// The nodes.
  let nodes: [Int]
  /// Whether the output sees them.
  let isSeen: [Bool]
  let couplings: [Coupling]
  let sourceCouplings: [Coupling]
  let passes: [Pass]
  let sourcePasses: [Pass]
  /// Where a step's matrix holds what passes between two positions.
  let flows: [StepLayout.Flow]
  /// From which sources to which positions that the output sees there is a way.
  let sourceFlows: [StepLayout.Flow]
  /// For a number of positions, what the rungs of the ladder made of the first so many need: the
  /// passes into those that its functional weighs.
  let rungPasses: [[Pass]]
  /// Whether nothing is left of a position once the later ones are removed.
  ///
  /// What a leaf holds shows in an output in the rates of its star's modes, which come after it,
  /// and of what lies behind; never in the leaf's own.
  let isSpent: [Bool]
  /// How many of the first positions nothing live feeds: they only decay.
  let plainCount: Int

  /// Whether drug can pass through two or more nodes between two of the nodes, or after a source.
  let isDeep: Bool
  let isDeepFromSources: Bool

  /// Whether every node that the output sees is fed by infusions and doses only.
  var isPlain: Bool { plainCount == nodes.count }

  /// Whether the rung of the first positions is one decaying exponential, or nothing.
  func isSingle(_ count: Int) -> Bool {
    isSpent.prefix(count).count(where: { !$0 }) <= 1
  }

  /// Follows the ways to an output.
  init(_ layout: BatchPlan.Layout, output: Int) {
    let steps = layout.steps
    let content = layout.shape.content[output]
    let nodes = steps.live.filter { node in
      content.contains(node)
        || steps.pairs.contains { $0.from == node && content.contains($0.to) }
    }
    func position(_ node: Int) -> Int? { nodes.firstIndex(of: node) }

    var couplings: [Coupling] = []
    var sourceCouplings: [Coupling] = []
    for (index, coupling) in steps.couplings.enumerated() {
      guard let to = position(coupling.to) else { continue }
      if let from = position(coupling.from) {
        couplings.append(Coupling(to: to, from: from, index: index))
      } else if coupling.from < steps.live.lowerBound {
        sourceCouplings.append(Coupling(to: to, from: coupling.from, index: index))
      }
    }
    var passes: [Pass] = []
    var flows: [StepLayout.Flow] = []
    var isDeep = false
    for (offset, pair) in steps.pairs.enumerated() {
      guard let to = position(pair.to), let from = position(pair.from) else { continue }
      isDeep = isDeep || pair.isDeep
      passes += Self.passes(pair, to: to, from: from, position)
      flows.append(StepLayout.Flow(to: to, from: from, entry: steps.firstPair + offset))
    }
    var sourcePasses: [Pass] = []
    var sourceFlows: [StepLayout.Flow] = []
    var isDeepFromSources = false
    for (offset, pair) in steps.sourcePairs.enumerated() where content.contains(pair.to) {
      guard let to = position(pair.to) else { continue }
      isDeepFromSources = isDeepFromSources || pair.isDeep
      sourceFlows.append(
        StepLayout.Flow(to: to, from: pair.from, entry: steps.firstSourcePair + offset))
      sourcePasses += Self.passes(pair, to: to, from: pair.from, position)
    }
    var weighed = nodes.map(content.contains)
    isSeen = weighed
    isSpent = nodes.map(layout.shape.fresh.contains)
    var rungPasses: [[Pass]] = Array(repeating: [], count: nodes.count + 1)
    for count in stride(from: nodes.count, to: 0, by: -1) {
      rungPasses[count] = passes.filter { $0.to < count && weighed[$0.to] }
      for coupling in couplings where coupling.to < count && weighed[coupling.to] {
        weighed[coupling.from] = true
      }
    }
    self.nodes = nodes
    self.couplings = couplings
    self.sourceCouplings = sourceCouplings
    self.passes = passes
    self.sourcePasses = sourcePasses
    self.flows = flows
    self.sourceFlows = sourceFlows
    self.isDeep = isDeep
    self.isDeepFromSources = isDeepFromSources
    self.rungPasses = rungPasses
    plainCount = couplings.map(\.to).min() ?? nodes.count
  }

  private static func passes(
    _ pair: StepLayout.Pair, to: Int, from: Int, _ position: (Int) -> Int?
  ) -> [Pass] {
    var passes: [Pass] = []
    if let direct = pair.direct {
      passes.append(Pass(to: to, from: from, between: nil, first: direct, second: direct))
    }
    for way in pair.through {
      passes.append(
        Pass(to: to, from: from, between: position(way.node), first: way.first, second: way.second))
    }
    return passes
  }
}
