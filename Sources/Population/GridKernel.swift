/// Carries a tile along equal steps and writes what is observed after each.
///
/// There are three variants: modes that do not feed each other, two stages of which the first feeds
/// the second, and any network. They differ in what can be kept in registers and in the order in
/// which a sum is formed; which one a plan takes depends on its structure only.
struct GridKernel: Sendable {
  typealias Lanes = SIMD8<Double>

  /// The steps of one run.
  struct Run {
    /// How many.
    var count: Int
    /// All live nodes; carried along.
    var state: UnsafeMutablePointer<Lanes>
    /// The decay of each live node over a step, then what passes between them.
    var matrix: UnsafePointer<Lanes>
    /// What flows into each live node during a step; nothing when nothing does.
    var feed: UnsafePointer<Lanes>?
    /// 1 / volume of each output.
    var perVolume: UnsafePointer<Lanes>
    /// Where the first observation goes; outputs are `stride` vectors apart.
    var target: UnsafeMutablePointer<Lanes>
    var stride: Int
    /// Whether the state at its end is asked for.
    var continues: Bool
  }

  /// How a network can be run.
  private enum Variant: Sendable {
    case plain(modes: Int)
    case cascade(first: Int, second: Int)
    case network
  }

  private let variant: Variant
  private let count: Int
  /// For each output the live nodes that sum to it, counted from the first live one.
  let content: [[Int]]
  /// What passes between live nodes, in descending order of the receiver.
  private let pairs: [(to: Int, from: Int, entry: Int)]

  init(_ layout: BatchPlan.Layout) {
    let first = layout.steps.live.lowerBound
    count = layout.steps.live.count
    content = layout.shape.content.map { $0.map { $0 - first } }
    pairs = layout.steps.pairs.enumerated().map {
      ($0.element.to - first, $0.element.from - first, layout.steps.firstPair + $0.offset)
    }.sorted { ($1.to, $0.from) < ($0.to, $1.from) }
    // Where a cascade looks for them.
    precondition(layout.steps.firstPair == count, "Pairs follow the decays.")
    variant = Self.variant(count, content, pairs.map { ($0.to, $0.from) })
  }

  private static func variant(
    _ count: Int, _ content: [[Int]], _ pairs: [(to: Int, from: Int)]
  ) -> Variant {
    if pairs.isEmpty, content == [Array(0..<count)], count <= 4 { return .plain(modes: count) }
    for first in stride(from: 1, to: min(count, 5), by: 1) {
      let second = count - first
      let all = (first..<count).flatMap { to in (0..<first).map { (to, $0) } }
      let stages = [Array(0..<first), Array(first..<count)]
      guard second <= 4, pairs.count == all.count, content.allSatisfy(stages.contains),
        Set(content).count == content.count,
        pairs.allSatisfy({ $0.to >= first && $0.from < first })
      else { continue }
      return .cascade(first: first, second: second)
    }
    return .network
  }

  /// Takes the steps.
  func run(_ run: Run) {
    switch variant {
    case .plain(let modes): plain(run, modes)
    case .cascade(let first, let second): cascade(run, first, second)
    case .network: network(run)
    }
  }

  func network(_ run: Run) {
    for step in 0..<run.count {
      // From the last node down, so that what is read is still old.
      var next = 0
      for node in stride(from: count - 1, through: 0, by: -1) {
        var value = run.state[node] * run.matrix[node]
        while next < pairs.count, pairs[next].to == node {
          value += run.matrix[pairs[next].entry] * run.state[pairs[next].from]
          next += 1
        }
        if let feed = run.feed { value += feed[node] }
        run.state[node] = value
      }
      observe(run.state, run.perVolume, to: run.target + step, stride: run.stride)
    }
  }

  /// Writes what is observed of a state: for each output one vector, `stride` vectors apart.
  func observe(
    _ state: UnsafeMutablePointer<Lanes>, _ perVolume: UnsafePointer<Lanes>,
    to target: UnsafeMutablePointer<Lanes>, stride: Int
  ) {
    for output in content.indices {
      var sum = Lanes(repeating: 0)
      for node in content[output] { sum += state[node] }
      target[output * stride] = sum * perVolume[output]
    }
  }
}
