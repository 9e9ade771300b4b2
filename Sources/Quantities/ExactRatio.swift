/// A ratio of whole numbers of any size, from which the nearest binary number, the nearest whole
/// number, or the order of two values is taken without an intermediate rounding.
struct ExactRatio {
  /// Numbers that people write fit 126 bits, which leaves room to double and to add; others do not.
  private enum Terms {
    case small(top: UInt128, bottom: UInt128)
    case large(top: Natural, bottom: Natural)
  }

  private let terms: Terms
  private let isNegative: Bool

  /// The product of `factors` times `10^power`, over the product of `divisors`.
  ///
  /// Divisors must not be zero; the sign is the product of all signs.
  init(_ factors: [Int64], over divisors: [Int64] = [], tenTo power: Int = 0) {
    var isNegative = false
    for factor in factors where factor < 0 { isNegative.toggle() }
    for divisor in divisors where divisor < 0 { isNegative.toggle() }
    self.isNegative = isNegative && !factors.contains(0)
    if let top = ExactRatio.product(factors, tenTo: power),
      let bottom = ExactRatio.product(divisors, tenTo: -power)
    {
      terms = .small(top: top, bottom: bottom)
      return
    }
    var (top, bottom) = (Natural(UInt64(1)), Natural(UInt64(1)))
    for factor in factors { top.multiply(by: factor.magnitude) }
    for divisor in divisors { bottom.multiply(by: divisor.magnitude) }
    if power > 0 { top.multiply(byTenTo: power) } else { bottom.multiply(byTenTo: -power) }
    terms = .large(top: top, bottom: bottom)
  }

  /// The product of the sizes, times a power of ten above one; nothing beyond 126 bits.
  private static func product(_ factors: [Int64], tenTo power: Int) -> UInt128? {
    var product: UInt128 = 1
    func multiply(by factor: UInt128) -> Bool {
      let (next, overflow) = product.multipliedReportingOverflow(by: factor)
      product = next
      return !overflow
    }
    for factor in factors {
      guard multiply(by: UInt128(factor.magnitude)) else { return nil }
    }
    // A power of ten that fits has at most 38 of them; zero would fit any number.
    guard power <= 38 else { return nil }
    for _ in 0..<max(0, power) {
      guard multiply(by: 10) else { return nil }
    }
    return product >> 126 == 0 ? product : nil
  }

  /// The nearest binary64 number, ties to even; infinite beyond its range.
  var double: Double {
    let magnitude =
      switch terms {
      case .small(let top, let bottom): ExactRatio.double(top, over: bottom)
      case .large(let top, let bottom): ExactRatio.double(top, over: bottom)
      }
    return isNegative ? -magnitude : magnitude
  }

  private static func double(_ top: UInt128, over bottom: UInt128) -> Double {
    if top == 0 { return 0 }
    if (top | bottom) >> 53 == 0 { return Double(UInt64(top)) / Double(UInt64(bottom)) }
    let (above, below) = (128 - top.leadingZeroBitCount, 128 - bottom.leadingZeroBitCount)
    let shift = 62 - (above - below)
    guard above + max(0, shift) <= 128, below + max(0, -shift) <= 128 else {
      return double(Natural(top), over: Natural(bottom))
    }
    let (quotient, rest) = (top << UInt128(max(0, shift))).quotientAndRemainder(
      dividingBy: bottom << UInt128(max(0, -shift)))
    return rounded(UInt64(quotient), isExact: rest == 0, shift)
  }

  private static func double(_ top: Natural, over bottom: Natural) -> Double {
    if top.isZero { return 0 }
    if let above = top.exactDouble, let below = bottom.exactDouble { return above / below }
    let shift = 62 - (top.bitWidth - bottom.bitWidth)
    let (quotient, isExact) = Natural.divide(
      top.shifted(by: max(0, shift)), by: bottom.shifted(by: max(0, -shift)))
    return rounded(quotient, isExact: isExact, shift)
  }

  /// A quotient of 62 or 63 bits, its last bit set when anything follows: enough to round once.
  private static func rounded(_ quotient: UInt64, isExact: Bool, _ shift: Int) -> Double {
    Double(sign: .plus, exponent: -shift, significand: Double(quotient | (isExact ? 0 : 1)))
  }

  /// The nearest whole number, halves away from zero; nothing when it needs more than 62 bits.
  var nearest: Int64? {
    let quotient: UInt64
    switch terms {
    case .small(let top, let bottom):
      if bottom.leadingZeroBitCount - top.leadingZeroBitCount > 61 { return nil }
      let (sum, double) = (top * 2 + bottom, bottom * 2)
      // Both mostly fit one word, whose division is many times faster.
      quotient =
        (sum | double) >> 64 == 0 ? UInt64(sum) / UInt64(double) : UInt64(sum / double)
    case .large(let top, let bottom):
      if top.bitWidth - bottom.bitWidth > 61 { return nil }
      let sum = top.shifted(by: 1).adding(bottom)
      (quotient, _) = Natural.divide(sum, by: bottom.shifted(by: 1))
    }
    return isNegative ? -Int64(quotient) : Int64(quotient)
  }

  /// Whether the ratio is less than one; negative ratios are.
  var isBelowOne: Bool {
    switch terms {
    case .small(let top, let bottom): isNegative || top < bottom
    case .large(let top, let bottom): isNegative || top < bottom
    }
  }

  /// Whether the ratio is more than one.
  var isAboveOne: Bool {
    switch terms {
    case .small(let top, let bottom): !isNegative && bottom < top
    case .large(let top, let bottom): !isNegative && bottom < top
    }
  }
}
