/// The counter-based random generator Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011,
/// doi:10.1145/2063384.2063405).
///
/// A number is a function of key and counter and of nothing else: there is no state, so a draw does
/// not depend on threads, order, or on how many draws were made before.
public struct Philox: Sendable, Hashable {
  /// The 64-bit key: the seed of a study.
  public let seed: UInt64

  /// Makes a generator.
  public init(seed: UInt64) {
    self.seed = seed
  }

  /// Which draw is meant: 64 bits of subject, 32 of draw, 16 of purpose, 16 of replicate.
  public struct Counter: Sendable, Hashable {
    /// The subject's number.
    public var subject: UInt64
    /// What is drawn, such as the deviates between subjects or those between sessions.
    public var purpose: UInt16
    /// The number of the draw for this purpose.
    public var draw: UInt32
    /// The replicate of the study.
    public var replicate: UInt16

    /// Makes a counter.
    public init(subject: UInt64, purpose: UInt16, draw: UInt32, replicate: UInt16 = 0) {
      self.subject = subject
      self.purpose = purpose
      self.draw = draw
      self.replicate = replicate
    }
  }

  /// The 128 random bits of a counter, as four words.
  public func words(at counter: Counter) -> SIMD4<UInt32> {
    words(
      SIMD4(
        UInt32(truncatingIfNeeded: counter.subject), UInt32(counter.subject >> 32), counter.draw,
        Self.last(counter)))
  }

  /// The four words of a raw counter.
  func words(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    let wide = SIMD8<UInt64>(repeating: 0)
    let block = rounds(
      wide &+ UInt64(counter[0]), wide &+ UInt64(counter[1]), wide &+ UInt64(counter[2]),
      wide &+ UInt64(counter[3]))
    return SIMD4(
      UInt32(block.0[0]), UInt32(block.1[0]), UInt32(block.2[0]), UInt32(block.3[0]))
  }

  /// A uniform number above 0 and below 1.
  ///
  /// It is (k + 1/2) / 2^52 with k the upper 52 of the first 64 bits, so the numbers are symmetric
  /// about 1/2 and never 0 or 1.
  public func uniform(at counter: Counter) -> Double {
    uniforms(at: counter)[0]
  }

  /// The uniform numbers of eight subjects, `counter.subject` and the seven that follow it.
  public func uniforms(at counter: Counter) -> SIMD8<Double> {
    let replicates = SIMD8(repeating: UInt64(counter.replicate))
    return uniforms(
      subjects: SIMD8<UInt64>(0, 1, 2, 3, 4, 5, 6, 7) &+ counter.subject, replicates: replicates,
      purpose: counter.purpose, draw: counter.draw)
  }

  /// The uniform numbers of eight subjects, each in a replicate (below 2^16) of its own.
  public func uniforms(
    subjects: SIMD8<UInt64>, replicates: SIMD8<UInt64>, purpose: UInt16, draw: UInt32
  ) -> SIMD8<Double> {
    let mask = SIMD8<UInt64>(repeating: 0xffff_ffff)
    let zero = SIMD8<UInt64>(repeating: 0)
    let block = rounds(
      subjects & mask, subjects &>> 32, zero &+ UInt64(draw),
      (replicates &<< 16) | UInt64(purpose))
    // The first word is the upper one; 52 bits as a fraction of [1, 2), less 1, plus half a step.
    let bits = ((block.0 &<< 32) | block.1) &>> 12 | (UInt64(0x3ff) << 52)
    let inOneToTwo = unsafeBitCast(bits, to: SIMD8<Double>.self)
    return (inOneToTwo - 1) + 0x1p-53
  }

  private static func last(_ counter: Counter) -> UInt32 {
    UInt32(counter.purpose) | UInt32(counter.replicate) << 16
  }

  /// Ten rounds over eight counters; each lane of 64 bits holds a word of 32.
  private func rounds(
    _ a: SIMD8<UInt64>, _ b: SIMD8<UInt64>, _ c: SIMD8<UInt64>, _ d: SIMD8<UInt64>
  ) -> (SIMD8<UInt64>, SIMD8<UInt64>, SIMD8<UInt64>, SIMD8<UInt64>) {
    let mask = SIMD8<UInt64>(repeating: 0xffff_ffff)
    var (x0, x1, x2, x3) = (a, b, c, d)
    var k0 = seed & 0xffff_ffff
    var k1 = seed >> 32
    for _ in 0..<10 {
      let p0 = x0 &* 0xD251_1F53
      let p1 = x2 &* 0xCD9E_8D57
      x0 = (p1 &>> 32) ^ x1 ^ SIMD8(repeating: k0)
      x1 = p1 & mask
      x2 = (p0 &>> 32) ^ x3 ^ SIMD8(repeating: k1)
      x3 = p0 & mask
      k0 = (k0 &+ 0x9E37_79B9) & 0xffff_ffff
      k1 = (k1 &+ 0xBB67_AE85) & 0xffff_ffff
    }
    return (x0, x1, x2, x3)
  }
}
