internal import Quantities

/// Which steps a plan takes, and from where to where they bring drug.
///
/// Moments are whole ticks, so equal gaps are found exactly and their matrices are made once per
/// subject. A matrix is stored as four lists: the decay of every live node, then what passes between
/// live nodes, from sources into live nodes, and into accumulators.
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
  }

  /// The couplings, each the sum of the edges listed.
  private(set) var couplings: [(to: Int, from: Int, edges: [Int])] = []
  private(set) var pairs: [Pair] = []
  private(set) var sourcePairs: [Pair] = []
  private(set) var areaPairs: [Pair] = []
  /// Number of couplings on the longest way.
  private(set) var depth = 0
  private(set) var steps: [Step] = []
  private var index: [Int64: Int] = [:]
  let live: Range<Int>

  /// The number of vectors that a matrix takes.
  var width: Int { live.count + pairs.count + sourcePairs.count + areaPairs.count }
  var firstPair: Int { live.count }
  var firstSourcePair: Int { live.count + pairs.count }
  var firstAreaPair: Int { live.count + pairs.count + sourcePairs.count }

  init(_ shape: NetworkShape, accumulating: Bool) {
    live = shape.live
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
        if to >= live.upperBound {
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

  /// The index of a step, which is added when it is new.
  mutating func step(_ duration: Tick, feeds: Bool, accumulates: Bool = false) -> Int {
    let number: Int
    if let known = index[duration.flicks] {
      number = known
    } else {
      number = steps.count
      index[duration.flicks] = number
      steps.append(Step(duration: duration.minutes))
    }
    if feeds { steps[number].feeds = true }
    if accumulates { steps[number].accumulates = true }
    return number
  }

  /// Whether a step needs more than divided differences over three rates.
  func isDeep(_ step: Step) -> Bool {
    pairs.contains(where: \.isDeep) || step.feeds && sourcePairs.contains(where: \.isDeep)
      || step.accumulates
        && areaPairs.contains { $0.isDeep && (step.feeds || $0.from >= live.lowerBound) }
  }
}
