/// Elementary functions whose bits are the same on every machine.
///
/// Nothing but additions, multiplications, divisions and square roots of IEEE 754, in a fixed order
/// and never fused: no libm, whose functions choose their instructions, and so their last bits, by
/// the CPU they run on. Every lane is computed by itself; a scalar is the first lane of eight.
/// Errors were measured against 64-bit significands and are below 1 ulp (tests hold them to it).
public enum Portable {
  /// e^x; 0 below -745.2, infinite above 709.8, subnormal in between as far as they exist.
  public static func exp(_ x: Double) -> Double { exp(SIMD8(repeating: x))[0] }

  /// e^x - 1.
  public static func expm1(_ x: Double) -> Double { expm1(SIMD8(repeating: x))[0] }

  /// The natural logarithm; -infinity at 0, NaN below.
  public static func log(_ x: Double) -> Double { log(SIMD8(repeating: x))[0] }

  /// The standard normal deviate below which a share p lies, 0 < p < 1.
  public static func normalDeviate(_ p: Double) -> Double {
    normalDeviate(SIMD8(repeating: p))[0]
  }
}
