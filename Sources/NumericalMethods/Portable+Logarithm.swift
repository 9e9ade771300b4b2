extension Portable {
  /// The natural logarithm; -infinity at 0, NaN below.
  ///
  /// x = 2^k (1 + f) with 1 + f between √½ and √2, and log(1 + f) from the series of the inverse
  /// hyperbolic tangent of f / (2 + f), arranged so that only f itself and k ln 2 are large.
  public static func log(_ x: SIMD8<Double>) -> SIMD8<Double> {
    // Subnormals are scaled up first.
    let isSmall = x .< 0x1p-1022
    let y = x.replacing(with: x * 0x1p54, where: isSmall)
    let root: UInt64 = 0x3fe6_a09e_667f_3bcd
    let bits = unsafeBitCast(y, to: SIMD8<UInt64>.self) &+ (0x3ff0_0000_0000_0000 - root)
    let m = unsafeBitCast((bits & 0x000f_ffff_ffff_ffff) &+ root, to: Lanes.self)
    let magic = 0x1.8p52
    let biased = unsafeBitCast((bits &>> 52) | magic.bitPattern, to: Lanes.self) - magic
    let k = biased - Lanes(repeating: 1023).replacing(with: 1077, where: isSmall)

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
    let result = k * 0x1.62e42feep-1 - ((square - small) - f)

    var checked = result.replacing(with: .nan, where: x .< 0)
    checked.replace(with: -.infinity, where: x .== 0)
    checked.replace(with: .infinity, where: x .== .infinity)
    return checked.replacing(with: .nan, where: x .!= x)
  }
}
