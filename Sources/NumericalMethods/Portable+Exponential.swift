extension Portable {
  typealias Lanes = SIMD8<Double>

  /// x = n ln 2 + r with |r| <= 0.3466, and e^r - 1 = high + low.
  private struct Reduced {
    /// n + 4096 as an integer.
    var power: SIMD8<UInt64>
    var high: Lanes
    var low: Lanes
  }

  /// e^x; 0 below -745.2, infinite above 709.8, subnormal in between as far as they exist.
  public static func exp(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let y = clamped(x, from: -760, to: 720)
    let reduced = reduce(y)
    let value = 1 + (reduced.high + reduced.low)
    // Two factors, so that a subnormal result is rounded once and none overflows too early.
    let half = reduced.power &>> 1
    let first = (half &- 1025) &<< 52
    let second = (reduced.power &- half &- 1025) &<< 52
    return value * unsafeBitCast(first, to: Lanes.self) * unsafeBitCast(second, to: Lanes.self)
  }

  /// e^x - 1, without cancellation near 0.
  public static func expm1(_ x: SIMD8<Double>) -> SIMD8<Double> {
    // At -60 the result is -1 to the last bit.
    let y = clamped(x, from: -60, to: 710)
    let reduced = reduce(y)
    // Half of the result, since 2^1024 does not exist: s (e^r - 1) + (s - 1/2) with s = 2^(n-1).
    let s = unsafeBitCast((reduced.power &- (4096 - 1022)) &<< 52, to: Lanes.self)
    let shift = s - 0.5
    let lost = (s - shift) - 0.5
    let part = s * reduced.high
    let sum = shift + part
    let other = sum - shift
    let error = (shift - (sum - other)) + (part - other)
    return 2 * (sum + (error + (lost + s * reduced.low)))
  }

  /// (e^x - 1) / x, continued by 1 at 0: within 2 ulp.
  ///
  /// The share of a constant infusion that is still there after a time τ is this at -λτ.
  public static func exponentialMinusOneOver(_ x: SIMD8<Double>) -> SIMD8<Double> {
    (expm1(x) / x).replacing(with: 1, where: (x .< 0x1p-60) .& (x .> -0x1p-60))
  }

  private static func clamped(_ x: Lanes, from lower: Double, to upper: Double) -> Lanes {
    // A NaN passes: no comparison with it holds.
    let bounded = x.replacing(with: upper, where: x .> upper)
    return bounded.replacing(with: lower, where: bounded .< lower)
  }

  /// Reduction by a ln 2 in two parts (Cody and Waite 1980), then the Taylor series to degree 13,
  /// whose remainder is below 2^-57.
  private static func reduce(_ x: Lanes) -> Reduced {
    // Adding 1.5 · 2^52 rounds to a whole number and leaves it in the low bits.
    let magic = 0x1.8p52
    let shifted = x * 0x1.71547652b82fep0 + magic
    let n = shifted - magic
    let power =
      unsafeBitCast(shifted, to: SIMD8<UInt64>.self) &- (magic.bitPattern - 4096)
    // The upper part of ln 2 has 32 bits, so n times it is exact.
    let head = x - n * 0x1.62e42feep-1
    let tail = n * 0x1.a39ef35793c76p-33
    let r = head - tail
    let rest = (head - r) - tail

    // Even and odd powers apart: two short chains instead of a long one.
    let z = r * r
    var even = z * (1.0 / 479_001_600) + (1.0 / 3_628_800)
    var odd = z * (1.0 / 6_227_020_800) + (1.0 / 39_916_800)
    even = even * z + (1.0 / 40_320)
    odd = odd * z + (1.0 / 362_880)
    even = even * z + (1.0 / 720)
    odd = odd * z + (1.0 / 5_040)
    even = even * z + (1.0 / 24)
    odd = odd * z + (1.0 / 120)
    even *= z
    odd = odd * z + (1.0 / 6)
    // r²/2 apart from the rest, which is small: its rounding does not count.
    let curve = z * 0.5 + z * (even + odd * r)
    let high = r + curve
    // d/dr (e^r - 1) = e^r multiplies what the reduction left over.
    let low = ((r - high) + curve) + (rest + rest * high)
    return Reduced(power: power, high: high, low: low)
  }
}
