/// Carries a tile along equal steps and writes what is observed after each.
///
/// The operations on a lane are the same in every variant; the variants differ in what is kept in
/// registers.
struct GridKernel: Sendable {
  typealias Lanes = SIMD8<Double>

  private let live: Range<Int>
  private let content: [[Int]]
  private let pairs: [(to: Int, from: Int)]
  private let firstPair: Int

  init(_ layout: BatchPlan.Layout) {
    live = layout.steps.live
    content = layout.shape.content
    pairs = layout.steps.pairs.map { ($0.to, $0.from) }
    firstPair = layout.steps.firstPair
  }

  /// Writes what is observed of a state: for each output one vector, `stride` vectors apart.
  func observe(
    _ state: UnsafeMutablePointer<Lanes>, _ perVolume: UnsafeMutablePointer<Lanes>,
    to target: UnsafeMutablePointer<Lanes>, stride: Int
  ) {
    for output in content.indices {
      var sum = Lanes(repeating: 0)
      for node in content[output] { sum += state[node] }
      target[output * stride] = sum * perVolume[output]
    }
  }

  /// Takes `count` steps.
  /// - Parameters:
  ///   - state: All nodes; the live ones are carried along.
  ///   - matrix: The step's matrix.
  ///   - feed: What flows in during a step; nothing when nothing does.
  ///   - perVolume: 1 / volume of each output.
  ///   - target: Where the first observation goes; outputs are `stride` vectors apart.
  func run(
    _ count: Int, _ state: UnsafeMutablePointer<Lanes>, _ matrix: UnsafeMutablePointer<Lanes>,
    feed: UnsafeMutablePointer<Lanes>?, _ perVolume: UnsafeMutablePointer<Lanes>,
    to target: UnsafeMutablePointer<Lanes>, stride: Int
  ) {
    let first = live.lowerBound
    for step in 0..<count {
      // From the last node down, so that what is read is still old.
      for node in live.reversed() {
        state[node] *= matrix[node - first]
        for (offset, pair) in pairs.enumerated() where pair.to == node {
          state[node] += matrix[firstPair + offset] * state[pair.from]
        }
        if let feed { state[node] += feed[node] }
      }
      observe(state, perVolume, to: target + step, stride: stride)
    }
  }
}
