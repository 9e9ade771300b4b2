import Foundation

/// A small generator of random numbers that gives the same ones on every machine (Steele, Lea and
/// Flood 2014).
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// A generator with another seed each time, or with `TITRATE_SEED`; prints the seed, so that what
  /// a test found can be found again.
  package static func announced(_ purpose: String) -> SplitMix64 {
    let seed =
      ProcessInfo.processInfo.environment["TITRATE_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64.max)
    print("\(purpose): TITRATE_SEED=\(seed)")
    return SplitMix64(seed: seed)
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
