extension GridKernel {
  /// Modes that do not feed each other, all observed together: two operations a mode and moment.
  func plain(_ run: Run, _ modes: Int) {
    switch modes {
    case 1: Modes<1>.run(run)
    case 2: Modes<2>.run(run)
    case 3: Modes<3>.run(run)
    default: Modes<4>.run(run)
    }
  }
}

/// Modes of known number, all eight lanes at a time: three modes' states stay in twelve of sixteen
/// registers, decays are read from the nearest cache.
private struct Modes<let modes: Int> {
  typealias Lanes = SIMD8<Double>

  static func run(_ run: GridKernel.Run) {
    if run.feed == nil {
      pass(run, feeds: false)
    } else {
      pass(run, feeds: true)
    }
  }

  @inline(__always)
  private static func pass(_ run: GridKernel.Run, feeds: Bool) {
    let perVolume = run.perVolume[0]
    let nothing = GridKernel.nothing * perVolume
    var state = InlineArray<modes, Lanes> { run.state[$0] * perVolume }
    let flow = run.feed ?? run.matrix
    let feed = InlineArray<modes, Lanes> { feeds ? flow[$0] * perVolume : .zero }
    var target = run.target
    for _ in 0..<run.count / GridKernel.chunk {
      for mode in 0..<modes { state[mode].replace(with: 0, where: state[mode] .< nothing) }
      for moment in 0..<GridKernel.chunk {
        step(&state, run.matrix, feed, feeds, target + moment)
      }
      target += GridKernel.chunk
    }
    for moment in 0..<run.count % GridKernel.chunk {
      step(&state, run.matrix, feed, feeds, target + moment)
    }
    guard run.continues else { return }
    let volume = 1 / perVolume
    for mode in 0..<modes { run.state[mode] = state[mode] * volume }
  }

  @inline(__always)
  private static func step(
    _ state: inout InlineArray<modes, Lanes>, _ decay: UnsafePointer<Lanes>,
    _ feed: InlineArray<modes, Lanes>, _ feeds: Bool, _ target: UnsafeMutablePointer<Lanes>
  ) {
    for mode in 0..<modes {
      state[mode] = feeds ? state[mode] * decay[mode] + feed[mode] : state[mode] * decay[mode]
    }
    var sum = state[0]
    for mode in 1..<max(modes, 1) { sum += state[mode] }
    target.pointee = sum
  }
}
