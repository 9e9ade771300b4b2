/// The functions of one number: the same operations in the same order as in a lane, hence the same
/// bits (a test holds them to it), at a fraction of the cost of eight.
extension Portable {
  /// e^x; 0 below -745.2, infinite above 709.8, subnormal in between as far as they exist.
  public static func exp(_ x: Double) -> Double { exp(x, tail: 0) }

  /// e^(x + tail) with one rounding, for a tail of less than about 2^-40: the lower part of an
  /// exponent that is known to more digits than a double holds.
  static func exp(_ x: Double, tail: Double) -> Double {
    let reduced = reduce(clamped(x, from: -760, to: 720), tail)
    let value = 1 + (reduced.high + reduced.low)
    let half = reduced.power &>> 1
    let first = (half &- 1025) &<< 52
    let second = (reduced.power &- half &- 1025) &<< 52
    return value * Double(bitPattern: first) * Double(bitPattern: second)
  }

  /// e^x - 1, without cancellation near 0.
  public static func expm1(_ x: Double) -> Double {
    let reduced = reduce(clamped(x, from: -60, to: 710), 0)
    let s = Double(bitPattern: (reduced.power &- (4096 - 1022)) &<< 52)
    let shift = s - 0.5
    let lost = (s - shift) - 0.5
    let part = s * reduced.high
    let sum = shift + part
    let other = sum - shift
    let error = (shift - (sum - other)) + (part - other)
    return 2 * (sum + (error + (lost + s * reduced.low)))
  }

  /// The natural logarithm; -infinity at 0, NaN below.
  public static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    let isSmall = x < 0x1p-1022
    let y = isSmall ? x * 0x1p54 : x
    let root: UInt64 = 0x3fe6_a09e_667f_3bcd
    let bits = y.bitPattern &+ (0x3ff0_0000_0000_0000 - root)
    let m = Double(bitPattern: (bits & 0x000f_ffff_ffff_ffff) &+ root)
    let k = Double(Int(bits &>> 52) - (isSmall ? 1077 : 1023))

    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    var series = z * (2.0 / 23) + (2.0 / 21)
    series = series * z + (2.0 / 19)
    series = series * z + (2.0 / 17)
    series = series * z + (2.0 / 15)
    series = series * z + (2.0 / 13)
    series = series * z + (2.0 / 11)
    series = series * z + (2.0 / 9)
    series = series * z + (2.0 / 7)
    series = series * z + (2.0 / 5)
    series = series * z + (2.0 / 3)
    series *= z
    let square = f * f * 0.5
    let small = s * (square + series) + k * 0x1.a39ef35793c76p-33
    return k * 0x1.62e42feep-1 - ((square - small) - f)
  }

  private static func clamped(_ x: Double, from lower: Double, to upper: Double) -> Double {
    // A NaN passes: no comparison with it holds.
    x > upper ? upper : x < lower ? lower : x
  }

  /// As for lanes: x + tail = n ln 2 + r, and e^r - 1 = high + low; n + 4096 as an integer.
  private static func reduce(
    _ x: Double, _ tail: Double
  ) -> (power: UInt64, high: Double, low: Double) {
    let magic = 0x1.8p52
    let shifted = x * 0x1.71547652b82fep0 + magic
    let n = shifted - magic
    let power = shifted.bitPattern &- (magic.bitPattern - 4096)
    let head = x - n * 0x1.62e42feep-1
    let correction = n * 0x1.a39ef35793c76p-33
    let r = head - correction
    let rest = ((head - r) - correction) + tail

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
    let curve = z * 0.5 + z * (even + odd * r)
    let high = r + curve
    let low = ((r - high) + curve) + (rest + rest * high)
    return (power, high, low)
  }
}

extension Portable {
  /// x^y for x > 0, within 1 ulp for exponents up to 2 in size, and a tenth of an ulp more for each
  /// one beyond.
  ///
  /// e^(y log x) with the logarithm to 57 bits behind the point: the error of its double is what is
  /// left of x e^-l - 1.
  public static func power(_ base: Double, _ exponent: Double) -> Double {
    let l = log(base)
    guard l.isFinite, exponent.isFinite else { return exp(exponent * l) }
    // base = m 2^k, and m e^-l 2^k is near one.
    let reduced = reduce(-l, 0)
    let shift = Int(reduced.power) - 4096 + Int(base.exponent)
    let m = Double(sign: .plus, exponent: shift, significand: base.significand)
    let product = DoubleDouble.product(m, reduced.high)
    let missing = ((m - 1) + product.high) + (product.low + m * reduced.low)
    let whole = DoubleDouble.product(exponent, l)
    guard abs(whole.high) < 800 else { return exp(whole.high) }
    return exp(whole.high, tail: whole.low + exponent * missing)
  }
}
