internal import BigInt

extension Rational {
  /// The nearest binary64 number, ties to even; infinite beyond its range.
  public var double: Double {
    if case .small(let top, let bottom) = form, top.magnitude <= 1 << 53, bottom <= 1 << 53 {
      return Double(top) / Double(bottom)
    }
    let (top, bottom) = parts
    // A quotient of 62 or 63 bits; below the normal numbers fewer, down to half of the smallest.
    let shift = min(62 - (top.magnitude.bitWidth - bottom.bitWidth), 1075)
    if shift < -1000 { return top.sign == .minus ? -.infinity : .infinity }
    let (whole, rest) = (top.magnitude << shift.clamped).quotientAndRemainder(
      dividingBy: bottom.magnitude << (-shift).clamped)
    let quotient = UInt64(whole)
    let dropped = max(quotient.bitWidth - quotient.leadingZeroBitCount - 53, shift - 1074)
    let kept = Rational.rounded(quotient, dropping: dropped, hasRest: !rest.isZero)
    let magnitude = Double(sign: .plus, exponent: dropped - shift, significand: Double(kept))
    return top.sign == .minus ? -magnitude : magnitude
  }

  /// The nearest whole number, halves away from zero; nothing when it needs more than 62 bits.
  public var nearest: Int64? {
    if case .small(let top, let bottom) = form, top.magnitude < 1 << 62 {
      let (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
      let isUp = rest.magnitude >= bottom.magnitude - rest.magnitude
      return quotient + (isUp ? top.signum() : 0)
    }
    let (top, bottom) = parts
    let (quotient, rest) = top.magnitude.quotientAndRemainder(dividingBy: bottom.magnitude)
    let isUp = rest << 1 >= bottom.magnitude
    guard let whole = Int64(exactly: quotient + (isUp ? 1 : 0)), whole < 1 << 62 else { return nil }
    return top.sign == .minus ? -whole : whole
  }

  /// A whole number without its last bits, to nearest, ties to even.
  private static func rounded(_ number: UInt64, dropping bits: Int, hasRest: Bool) -> UInt64 {
    guard bits > 0 else { return number }
    if bits > 64 { return 0 }
    let half: UInt64 = 1 << UInt64(bits - 1)
    let kept = bits == 64 ? 0 : number >> UInt64(bits)
    let low = bits == 64 ? number : number & (half << 1 &- 1)
    if low > half || low == half && (hasRest || kept & 1 == 1) { return kept + 1 }
    return kept
  }
}

extension Int {
  /// The number, or zero when it is negative.
  fileprivate var clamped: Int { Swift.max(0, self) }
}
