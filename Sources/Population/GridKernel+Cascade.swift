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

/// Two stages of known size, four lanes at a time: the states of a parent of three modes and of a
/// metabolite of two then stay in ten of sixteen registers.
///
/// A parent and what it drives, and where parameters change also what the leaves of a star held
/// then and the star's modes. Runs are short (``PlannedCourse/anchorInterval``), so passes over what
/// they write stay in the nearest cache.
private struct Stages<let first: Int, let second: Int, let ways: Int> {
  typealias Part = SIMD4<Double>
  static var parts: Int { 2 }

  /// What each stage and what passes between them does in a step, in concentrations, so that sums
  /// can be written as they are.
  struct Coefficients {
    var decayA: InlineArray<first, Part>
    var decayB: InlineArray<second, Part>
    var passing: InlineArray<ways, Part>
    var feedA: InlineArray<first, Part>
    var feedB: InlineArray<second, Part>
  }

  static func run(_ run: GridKernel.Run, _ kernel: GridKernel) {
    let outputA = kernel.content.firstIndex { $0[0] == 0 }
    let outputB = kernel.content.firstIndex { $0[0] == first }
    // A stage that is not observed is written to where the other is, and then overwritten by it.
    let a = outputA ?? outputB ?? 0
    let b = outputB ?? a
    for part in 0..<parts {
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
    let state = split(UnsafePointer(run.state), part)
    let matrix = split(run.matrix, part)
    let perVolume = split(run.perVolume, part)
    let (perA, perB) = (perVolume[parts * outputA], perVolume[parts * outputB])
    var a = InlineArray<first, Part> { state[parts * $0] * perA }
    var b = InlineArray<second, Part> { state[parts * (first + $0)] * perB }
    let ratio = perB / perA
    let feed = split(run.feed ?? run.matrix, part)
    let coefficients = Coefficients(
      decayA: InlineArray { matrix[parts * $0] },
      decayB: InlineArray { matrix[parts * (first + $0)] },
      passing: InlineArray { matrix[parts * (first + second + $0)] * ratio },
      feedA: InlineArray { feeds ? feed[parts * $0] * perA : .zero },
      feedB: InlineArray { feeds ? feed[parts * (first + $0)] * perB : .zero })
    let target = UnsafeMutableRawPointer(run.target).assumingMemoryBound(to: Part.self) + part
    var targetA = target + parts * outputA * run.stride
    var targetB = target + parts * outputB * run.stride
    for _ in 0..<run.count {
      step(&a, &b, coefficients, feeds)
      targetA.pointee = sum(a)
      if !isSwapped { targetB.pointee = sum(b) }
      targetA += parts
      targetB += parts
    }
    guard run.continues else { return }
    let changed = UnsafeMutableRawPointer(run.state).assumingMemoryBound(to: Part.self) + part
    for i in 0..<first { changed[parts * i] = a[i] / perA }
    for j in 0..<second { changed[parts * (first + j)] = b[j] / perB }
  }

  @inline(__always)
  private static func step(
    _ a: inout InlineArray<first, Part>, _ b: inout InlineArray<second, Part>,
    _ by: Coefficients, _ feeds: Bool
  ) {
    for j in 0..<second {
      // What comes from above is summed first: the chain from step to step stays short.
      var value = by.passing[j &* first] * a[0]
      for i in 1..<max(first, 1) { value += by.passing[j &* first &+ i] * a[i] }
      if feeds { value += by.feedB[j] }
      b[j] = b[j] * by.decayB[j] + value
    }
    for i in 0..<first { a[i] = feeds ? a[i] * by.decayA[i] + by.feedA[i] : a[i] * by.decayA[i] }
  }

  @inline(__always)
  private static func sum<let count: Int>(_ nodes: InlineArray<count, Part>) -> Part {
    var sum = nodes[0]
    for node in 1..<max(count, 1) { sum += nodes[node] }
    return sum
  }

  private static func split(
    _ vectors: UnsafePointer<SIMD8<Double>>, _ part: Int
  ) -> UnsafePointer<Part> {
    UnsafeRawPointer(vectors).assumingMemoryBound(to: Part.self) + part
  }
}
