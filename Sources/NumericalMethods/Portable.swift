/// Elementary functions whose bits are the same on every machine.
///
/// Nothing but additions, multiplications, divisions and square roots of IEEE 754, in a fixed order
/// and never fused: no libm, whose functions choose their instructions, and so their last bits, by
/// the CPU they run on. Every lane is computed by itself, and a single number gives the bits that it
/// would give in a lane. Errors were measured against 64-bit significands and are below 1 ulp (tests hold them to it).
public enum Portable {
  /// The standard normal deviate below which a share p lies, 0 < p < 1.
  public static func normalDeviate(_ p: Double) -> Double {
    normalDeviate(SIMD8(repeating: p))[0]
  }
}
