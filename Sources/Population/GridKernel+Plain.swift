extension GridKernel {
  /// Modes that do not feed each other, all observed together: two operations a mode and moment.
  func plain(_ run: Run, _ modes: Int) {
    switch (modes, run.feed) {
    case (1, nil): FallingModes<1>.run(run)
    case (2, nil): FallingModes<2>.run(run)
    case (3, nil): FallingModes<3>.run(run)
    case (_, nil): FallingModes<4>.run(run)
    case (1, let feed?): FedModes<1>.run(run, feed)
    case (2, let feed?): FedModes<2>.run(run, feed)
    case (3, let feed?): FedModes<3>.run(run, feed)
    case (_, let feed?): FedModes<4>.run(run, feed)
    }
  }
}

/// Modes of known number into which nothing flows, all eight lanes at a time: three modes' states stay
/// in twelve of sixteen registers, and whole vectors are written.
private struct FallingModes<let modes: Int> {
  typealias Lanes = SIMD8<Double>

  static func run(_ run: GridKernel.Run) {
    let perVolume = run.perVolume[0]
    var state = InlineArray<modes, Lanes> { run.state[$0] * perVolume }
    let unseen = unseen(state, run.matrix)
    var target = run.target
    for _ in 0..<run.count / 8 {
      for mode in 0..<modes { state[mode].replace(with: 0, where: state[mode] .< unseen) }
      for moment in 0..<8 { step(&state, run.matrix, target + moment) }
      target += 8
    }
    for moment in 0..<run.count % 8 { step(&state, run.matrix, target + moment) }
    guard run.continues else { return }
    let volume = 1 / perVolume
    for mode in 0..<modes { run.state[mode] = state[mode] * volume }
  }

  /// Below this a mode changes no sum until the run ends, and falls on no slower than what hides it:
  /// 2^-200 of what the slowest mode then still is.
  ///
  /// Such modes are taken out. They would become subnormal, and products of such numbers take
  /// processors tens of times as long. No bit of a sum depends on whether they are: added to up to
  /// three larger modes, each time rounded to 53 bits, they decide not even between two neighbours
  /// equally near. So it does not matter where a run starts.
  @inline(__always)
  private static func unseen(
    _ state: InlineArray<modes, Lanes>, _ decay: UnsafePointer<Lanes>
  ) -> Lanes {
    var (slowest, left) = (decay[0], state[0])
    for mode in 1..<max(modes, 1) {
      let isSlower = decay[mode] .> slowest
      slowest.replace(with: decay[mode], where: isSlower)
      left.replace(with: state[mode], where: isSlower)
    }
    var steps = 1
    while steps < PlannedCourse.anchorInterval {
      slowest *= slowest
      steps *= 2
    }
    return 0x1p-200 * left * slowest
  }

  @inline(__always)
  private static func step(
    _ state: inout InlineArray<modes, Lanes>, _ decay: UnsafePointer<Lanes>,
    _ target: UnsafeMutablePointer<Lanes>
  ) {
    for mode in 0..<modes { state[mode] *= decay[mode] }
    var sum = state[0]
    for mode in 1..<max(modes, 1) { sum += state[mode] }
    target.pointee = sum
  }
}

/// Modes of known number into which something flows, four lanes at a time: states and decays of three
/// modes then stay in sixteen registers, and two chains hide how long a product takes.
///
/// Runs are short (``PlannedCourse/anchorInterval``), so two passes over what they write stay in the
/// nearest cache.
private struct FedModes<let modes: Int> {
  typealias Half = SIMD4<Double>

  static func run(_ run: GridKernel.Run, _ feed: UnsafePointer<SIMD8<Double>>) {
    for part in 0..<2 { pass(run, feed, part) }
  }

  @inline(__always)
  private static func pass(
    _ run: GridKernel.Run, _ feed: UnsafePointer<SIMD8<Double>>, _ part: Int
  ) {
    let given = half(UnsafePointer(run.state), part)
    let matrix = half(run.matrix, part)
    let flow = half(feed, part)
    let perVolume = half(run.perVolume, part)[0]
    var state = InlineArray<modes, Half> { given[2 * $0] * perVolume }
    let decay = InlineArray<modes, Half> { matrix[2 * $0] }
    let inflow = InlineArray<modes, Half> { flow[2 * $0] * perVolume }
    var target = UnsafeMutableRawPointer(run.target).assumingMemoryBound(to: Half.self) + part
    for _ in 0..<run.count {
      for mode in 0..<modes { state[mode] = state[mode] * decay[mode] + inflow[mode] }
      var sum = state[0]
      for mode in 1..<max(modes, 1) { sum += state[mode] }
      target.pointee = sum
      target += 2
    }
    guard run.continues else { return }
    let changed = UnsafeMutableRawPointer(run.state).assumingMemoryBound(to: Half.self) + part
    let volume = 1 / perVolume
    for mode in 0..<modes { changed[2 * mode] = state[mode] * volume }
  }

  private static func half(
    _ vectors: UnsafePointer<SIMD8<Double>>, _ part: Int
  ) -> UnsafePointer<Half> {
    UnsafeRawPointer(vectors).assumingMemoryBound(to: Half.self) + part
  }
}
