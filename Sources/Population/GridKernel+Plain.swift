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

/// Modes of known number, four lanes at a time: states and decays of three modes then stay in sixteen
/// registers, and two chains hide how long a product takes.
///
/// Runs are short (``PlannedPiece/anchorInterval``), so two passes over what they write stay in the
/// nearest cache.
private struct Modes<let modes: Int> {
  typealias Half = SIMD4<Double>

  static func run(_ run: GridKernel.Run) {
    for part in 0..<2 {
      if run.feed == nil {
        pass(run, part, feeds: false)
      } else {
        pass(run, part, feeds: true)
      }
    }
  }

  @inline(__always)
  private static func pass(_ run: GridKernel.Run, _ part: Int, feeds: Bool) {
    let given = half(UnsafePointer(run.state), part)
    let matrix = half(run.matrix, part)
    let flow = half(run.feed ?? run.matrix, part)
    let perVolume = half(run.perVolume, part)[0]
    var state = InlineArray<modes, Half> { given[2 * $0] * perVolume }
    let decay = InlineArray<modes, Half> { matrix[2 * $0] }
    let feed = InlineArray<modes, Half> { feeds ? flow[2 * $0] * perVolume : .zero }
    var target = UnsafeMutableRawPointer(run.target).assumingMemoryBound(to: Half.self) + part
    for _ in 0..<run.count {
      for mode in 0..<modes {
        state[mode] = feeds ? state[mode] * decay[mode] + feed[mode] : state[mode] * decay[mode]
      }
      var sum = state[0]
      for mode in 1..<max(modes, 1) { sum += state[mode] }
      target.pointee = sum
      target += 2
    }
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
