/// The structure that all subjects of a plan share, as a network in which drug only moves forward.
///
/// The same rewriting as the scalar path's `ModalNetwork` (a star's center becomes its modes, a
/// leaf what is fresh in it and what came from the center), but symbolic: nodes and edges say from
/// which link and which mode's weight a subject's numbers are formed. States that no output sees
/// are left out, and so are parts of leaves that nothing reads, unless parameters change: what is
/// in every leaf then has to be known at the change, and enters it anew. Sources of infusions stand
/// first, accumulators of outputs last, and before them what is only kept for the next change.
struct NetworkShape: Sendable {
  /// A center with leaves.
  struct Star: Sendable {
    /// Links out of the block from the center.
    var exit: [Int] = []
    /// For each leaf the links to it, back from it, and out of the block from it.
    var leaves: [(to: [Int], from: [Int], exit: [Int])] = []
    /// The index of its first mode among all modes.
    var firstMode: Int
    /// The node of its first mode.
    var firstNode: Int
  }

  /// Where a node's decay rate comes from.
  enum Rate: Sendable {
    /// A source or an accumulator does not decay.
    case zero
    /// The sum of the links that drain a state.
    case links([Int])
    /// A root of a star's secular equation.
    case mode(Int)
  }

  /// What a node passes on to a later one: rate and yield of a link times the weight of a mode.
  struct Edge: Sendable {
    var to: Int
    var from: Int
    /// Nothing means a factor of one.
    var link: Int?
    /// Nothing means a factor of one.
    var mode: Int?
  }

  /// A share of what enters a state.
  struct Share: Sendable {
    var node: Int
    /// Nothing means all of it.
    var mode: Int?
  }

  var stars: [Star] = []
  var modes = 0
  var rates: [Rate] = []
  var edges: [Edge] = []
  /// Links that must be zero in every subject, because the template's are.
  var absent: [Int] = []
  /// The states that infusions feed; the source of the first is node 0.
  var inflows: [Int] = []
  /// Where an amount placed into a state goes.
  var entry: [[Share]]
  /// The nodes whose values sum to a state; when parameters change, all of them.
  var held: [[Int]]
  /// For each output the nodes whose values sum to its state.
  var content: [[Int]] = []
  /// How many nodes before the accumulators nothing sees before the next change.
  var keptCount = 0
  /// The nodes of what is in a leaf and was not in its center since it entered.
  var fresh: [Int] = []

  /// The number of nodes with sources and accumulators.
  var count: Int { rates.count }
  /// The nodes that hold what an output sees, now or later.
  var live: Range<Int> { inflows.count..<kept.lowerBound }
  /// The nodes that hold what only matters once parameters change.
  var kept: Range<Int> {
    let end = rates.count - content.count
    return end - keptCount..<end
  }
}
