internal import Quantities

/// Which steps a plan takes, and from where to where they bring drug.
///
/// Moments are whole ticks, so equal gaps are found exactly and their matrices are made once per
/// subject, or once per subject and epoch where parameters change. A matrix is stored as lists: the
/// decay of every live node, then what passes between live nodes, from sources into live nodes, and
/// into accumulators; last the decay of the nodes kept for the next change, and what passes into
/// them.
struct StepLayout: Sendable {
  /// A way from one node to a later one.
  struct Pair: Sendable {
    var to: Int
    var from: Int
    /// The index of the direct coupling, if there is one.
    var direct: Int?
    /// The two couplings of every way through one node between.
    var through: [(node: Int, first: Int, second: Int)]
    /// Whether there is a way through two or more nodes between.
    var isDeep: Bool
  }

  /// A pair as a step uses it: the receiver, the giver, and where in a matrix their number stands.
  struct Flow: Sendable {
    var to: Int
    var from: Int
    var entry: Int
  }

  /// A step's length and what is needed of it.
  struct Step: Sendable {
    /// min.
    var duration: Double
    var feeds = false
    var accumulates = false
    /// Whether what is kept for the next change goes along.
    var keeps = false
  }

  /// What makes steps equal.
  ///
  /// A step over a piece never shares its matrix with one along the moments observed: what it needs
  /// besides decides how it is formed.
  private struct Key: Hashable {
    var duration: Tick
    var isWhole: Bool
  }

  /// The couplings, each the sum of the edges listed.
  private(set) var couplings: [(to: Int, from: Int, edges: [Int])] = []
  private(set) var pairs: [Pair] = []
  private(set) var sourcePairs: [Pair] = []
  private(set) var areaPairs: [Pair] = []
  /// Ways from sources and live nodes into what is kept.
  private(set) var keptPairs: [Pair] = []
  /// Number of couplings on the longest way.
  private(set) var depth = 0
  /// The steps of each epoch.
  private(set) var steps: [[Step]]
  private var index: [[Key: Int]]
  let live: Range<Int>
  let kept: Range<Int>

  /// The number of vectors that a matrix takes.
  var width: Int { firstKeptPair + keptPairs.count }
  var firstPair: Int { live.count }
  var firstSourcePair: Int { live.count + pairs.count }
  var firstAreaPair: Int { live.count + pairs.count + sourcePairs.count }
  var firstKept: Int { firstAreaPair + areaPairs.count }
  var firstKeptPair: Int { firstKept + kept.count }

  init(_ shape: NetworkShape, accumulating: Bool, epochs: Int) {
    live = shape.live
    kept = shape.kept
    steps = Array(repeating: [], count: epochs)
    index = Array(repeating: [:], count: epochs)
    let n = shape.count
    var coupling = Array(repeating: Array(repeating: Int?.none, count: n), count: n)
    for (number, edge) in shape.edges.enumerated() {
      if let known = coupling[edge.to][edge.from] {
        couplings[known].edges.append(number)
      } else {
        coupling[edge.to][edge.from] = couplings.count
        couplings.append((edge.to, edge.from, [number]))
      }
    }
    // The longest way between any two nodes, in couplings; nodes are in topological order.
    var longest = Array(repeating: Array(repeating: 0, count: n), count: n)
    for from in 0..<n {
      for to in from..<n {
        for between in from..<to where coupling[to][between] != nil {
          guard between == from || longest[between][from] > 0 else { continue }
          longest[to][from] = max(longest[to][from], longest[between][from] + 1)
        }
      }
    }
    for to in 0..<n {
      for from in 0..<to where longest[to][from] > 0 {
        let through = (from..<to).compactMap { node -> (node: Int, first: Int, second: Int)? in
          guard let first = coupling[node][from], let second = coupling[to][node] else {
            return nil
          }
          return (node, first, second)
        }
        let pair = Pair(
          to: to, from: from, direct: coupling[to][from], through: through,
          isDeep: longest[to][from] > 2)
        if kept.contains(to) {
          keptPairs.append(pair)
        } else if to >= kept.upperBound {
          guard accumulating else { continue }
          areaPairs.append(pair)
        } else if from < live.lowerBound {
          sourcePairs.append(pair)
        } else {
          pairs.append(pair)
        }
        depth = max(depth, longest[to][from])
      }
    }
  }

  /// What a list of pairs brings, given where it starts in a matrix.
  func flows(_ pairs: [Pair], at start: Int) -> [Flow] {
    pairs.enumerated().map { Flow(to: $1.to, from: $1.from, entry: start + $0) }
  }

  /// The index of a step along the moments observed among those of an epoch, to which it is added
  /// when it is new.
  mutating func step(_ duration: Tick, epoch: Int, feeds: Bool) -> Int {
    add(Key(duration: duration, isWhole: false), epoch, feeds: feeds)
  }

  /// The index of a step over a whole piece, in the same way.
  mutating func step(over piece: PlannedPiece, to end: Tick, accumulates: Bool) -> Int {
    let number = add(
      Key(duration: end - piece.start, isWhole: true), piece.epoch, feeds: !piece.running.isEmpty)
    if accumulates { steps[piece.epoch][number].accumulates = true }
    if piece.keeps { steps[piece.epoch][number].keeps = true }
    return number
  }

  private mutating func add(_ key: Key, _ epoch: Int, feeds: Bool) -> Int {
    let number = index[epoch][key] ?? steps[epoch].count
    if number == steps[epoch].count {
      index[epoch][key] = number
      steps[epoch].append(Step(duration: key.duration.minutes))
    }
    if feeds { steps[epoch][number].feeds = true }
    return number
  }

  /// Whether a step needs more than divided differences over three rates.
  func isDeep(_ step: Step) -> Bool {
    func needs(_ pair: Pair) -> Bool { pair.isDeep && (step.feeds || pair.from >= live.lowerBound) }
    return pairs.contains(where: \.isDeep) || step.feeds && sourcePairs.contains(where: \.isDeep)
      || step.accumulates && areaPairs.contains(where: needs)
      || step.keeps && keptPairs.contains(where: needs)
  }
}
