extension GridKernel {
  /// Two stages: each node of the second is fed by every node of the first.
  func cascade(_ run: Run, _ first: Int, _ second: Int) {
    switch (first, second) {
    case (1, 1): Stages<1, 1, 1>.run(run, self)
    case (2, 1): Stages<2, 1, 2>.run(run, self)
    case (3, 1): Stages<3, 1, 3>.run(run, self)
    case (4, 1): Stages<4, 1, 4>.run(run, self)
    case (1, 2): Stages<1, 2, 2>.run(run, self)
    case (2, 2): Stages<2, 2, 4>.run(run, self)
    case (3, 2): Stages<3, 2, 6>.run(run, self)
    case (1, 3): Stages<1, 3, 3>.run(run, self)
    case (2, 3): Stages<2, 3, 6>.run(run, self)
    case (3, 3): Stages<3, 3, 9>.run(run, self)
    case (3, 4): Stages<3, 4, 12>.run(run, self)
    default: network(run)
    }
  }
}

/// Two stages of known size, two lanes at a time: that leaves room in sixteen registers.
///
/// A parent and what it drives, and where parameters change also what the leaves of a star held
/// then and the star's modes. Runs are short (``PlannedPiece/anchorInterval``), so four passes over
/// what they write stay in the nearest cache.
private struct Stages<let first: Int, let second: Int, let ways: Int> {
  typealias Pair = SIMD2<Double>

  static func run(_ run: GridKernel.Run, _ kernel: GridKernel) {
    let outputA = kernel.content.firstIndex { $0[0] == 0 }
    let outputB = kernel.content.firstIndex { $0[0] == first }
    // A stage that is not observed is written to where the other is, and then overwritten by it.
    let a = outputA ?? outputB ?? 0
    let b = outputB ?? a
    for part in 0..<4 {
      if run.feed == nil {
        pass(run, part, a, b, isSwapped: outputB == nil, feeds: false)
      } else {
        pass(run, part, a, b, isSwapped: outputB == nil, feeds: true)
      }
    }
  }

  @inline(__always)
  private static func pass(
    _ run: GridKernel.Run, _ part: Int, _ outputA: Int, _ outputB: Int, isSwapped: Bool,
    feeds: Bool
  ) {
    let state = pairs(UnsafePointer(run.state), part)
    let matrix = pairs(run.matrix, part)
    let perVolume = pairs(run.perVolume, part)
    let (perA, perB) = (perVolume[4 * outputA], perVolume[4 * outputB])
    // All in concentrations, so that sums can be written as they are.
    var a = InlineArray<first, Pair> { state[4 * $0] * perA }
    var b = InlineArray<second, Pair> { state[4 * (first + $0)] * perB }
    let decayA = InlineArray<first, Pair> { matrix[4 * $0] }
    let decayB = InlineArray<second, Pair> { matrix[4 * (first + $0)] }
    let ratio = perB / perA
    let passing = InlineArray<ways, Pair> { matrix[4 * (first + second + $0)] * ratio }
    let feed = pairs(run.feed ?? run.matrix, part)
    let feedA = InlineArray<first, Pair> { feeds ? feed[4 * $0] * perA : .zero }
    let feedB = InlineArray<second, Pair> {
      feeds ? feed[4 * (first + $0)] * perB : .zero
    }
    let target = UnsafeMutableRawPointer(run.target).assumingMemoryBound(to: Pair.self) + part
    var targetA = target + 4 * outputA * run.stride
    var targetB = target + 4 * outputB * run.stride
    for _ in 0..<run.count {
      for j in 0..<second {
        // What comes from above is summed first: the chain from step to step stays short.
        var value = passing[j &* first] * a[0]
        for i in 1..<max(first, 1) { value += passing[j &* first &+ i] * a[i] }
        if feeds { value += feedB[j] }
        b[j] = b[j] * decayB[j] + value
      }
      for i in 0..<first { a[i] = feeds ? a[i] * decayA[i] + feedA[i] : a[i] * decayA[i] }
      var (sumA, sumB) = (a[0], b[0])
      for i in 1..<max(first, 1) { sumA += a[i] }
      for j in 1..<max(second, 1) { sumB += b[j] }
      targetA.pointee = sumA
      if !isSwapped { targetB.pointee = sumB }
      targetA += 4
      targetB += 4
    }
    let changed = UnsafeMutableRawPointer(run.state).assumingMemoryBound(to: Pair.self) + part
    for i in 0..<first { changed[4 * i] = a[i] / perA }
    for j in 0..<second { changed[4 * (first + j)] = b[j] / perB }
  }

  private static func pairs(
    _ vectors: UnsafePointer<SIMD8<Double>>, _ part: Int
  ) -> UnsafePointer<Pair> {
    UnsafeRawPointer(vectors).assumingMemoryBound(to: Pair.self) + part
  }
}
