/// A ratio of whole numbers of any size, from which the nearest binary number, the nearest whole
/// number, or the order of two values is taken without an intermediate rounding.
struct ExactRatio {
  private var top: Natural
  private var bottom: Natural
  private let isNegative: Bool

  /// The product of `factors` times `10^power`, over the product of `divisors`.
  ///
  /// Divisors must not be zero; the sign is the product of all signs.
  init(_ factors: [Int64], over divisors: [Int64] = [], tenTo power: Int = 0) {
    top = Natural(1)
    bottom = Natural(1)
    for factor in factors { top.multiply(by: factor.magnitude) }
    for divisor in divisors { bottom.multiply(by: divisor.magnitude) }
    if power > 0 { top.multiply(byTenTo: power) } else { bottom.multiply(byTenTo: -power) }
    isNegative = (factors + divisors).count { $0 < 0 } % 2 == 1
  }

  /// The nearest binary64 number, ties to even; infinite beyond its range.
  var double: Double {
    if top.isZero { return 0 }
    let magnitude: Double
    if let above = top.exactDouble, let below = bottom.exactDouble {
      magnitude = above / below
    } else {
      // A quotient of 62 or 63 bits, its last bit set when anything follows: enough to round once.
      let shift = 62 - (top.bitWidth - bottom.bitWidth)
      let (quotient, isExact) = Natural.divide(
        top.shifted(by: max(0, shift)), by: bottom.shifted(by: max(0, -shift)))
      let rounded = Double(quotient | (isExact ? 0 : 1))
      magnitude = Double(sign: .plus, exponent: -shift, significand: rounded)
    }
    return isNegative ? -magnitude : magnitude
  }

  /// The nearest whole number, halves away from zero; nothing when it needs more than 62 bits.
  var nearest: Int64? {
    if top.bitWidth - bottom.bitWidth > 61 { return nil }
    let sum = top.shifted(by: 1).adding(bottom)
    let (quotient, _) = Natural.divide(sum, by: bottom.shifted(by: 1))
    return isNegative ? -Int64(quotient) : Int64(quotient)
  }

  /// Whether the ratio is less than one; negative ratios are.
  var isBelowOne: Bool { isNegative || top < bottom }
  /// Whether the ratio is more than one.
  var isAboveOne: Bool { !isNegative && bottom < top }
}

/// A whole number of any size, not negative, in words of 64 bits from the lowest up.
private struct Natural {
  private var words: [UInt64]

  init(_ value: UInt64) {
    words = value == 0 ? [] : [value]
  }

  var isZero: Bool { words.isEmpty }

  var bitWidth: Int {
    guard let last = words.last else { return 0 }
    return words.count * 64 - last.leadingZeroBitCount
  }

  /// The number as a binary64 number when that is exact without looking further.
  var exactDouble: Double? { bitWidth <= 53 ? Double(words.first ?? 0) : nil }

  mutating func multiply(by factor: UInt64) {
    if factor == 0 { words = [] }
    var carry: UInt64 = 0
    for index in words.indices {
      let (high, low) = words[index].multipliedFullWidth(by: factor)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      words[index] = sum
      carry = high + (overflow ? 1 : 0)
    }
    if carry > 0 { words.append(carry) }
  }

  mutating func multiply(byTenTo power: Int) {
    for _ in 0..<(power / 18) { multiply(by: 1_000_000_000_000_000_000) }
    for _ in 0..<(power % 18) { multiply(by: 10) }
  }

  func shifted(by count: Int) -> Natural {
    if isZero || count == 0 { return self }
    var result = self
    result.multiply(by: 1 << UInt64(count % 64))
    result.words.insert(contentsOf: Array(repeating: 0, count: count / 64), at: 0)
    return result
  }

  func adding(_ other: Natural) -> Natural {
    var result = self
    var carry: UInt64 = 0
    for index in 0..<max(words.count, other.words.count) {
      let a = index < words.count ? words[index] : 0
      let b = index < other.words.count ? other.words[index] : 0
      let (first, overflow1) = a.addingReportingOverflow(b)
      let (sum, overflow2) = first.addingReportingOverflow(carry)
      if index < words.count { result.words[index] = sum } else { result.words.append(sum) }
      carry = overflow1 || overflow2 ? 1 : 0
    }
    if carry > 0 { result.words.append(carry) }
    return result
  }

  /// Takes away a number that is not larger.
  mutating func subtract(_ other: Natural) {
    var borrow: UInt64 = 0
    for index in words.indices {
      let b = index < other.words.count ? other.words[index] : 0
      let (first, overflow1) = words[index].subtractingReportingOverflow(b)
      let (difference, overflow2) = first.subtractingReportingOverflow(borrow)
      words[index] = difference
      borrow = overflow1 || overflow2 ? 1 : 0
    }
    while words.last == 0 { words.removeLast() }
  }

  static func < (a: Natural, b: Natural) -> Bool {
    if a.words.count != b.words.count { return a.words.count < b.words.count }
    for (x, y) in zip(a.words, b.words).reversed() where x != y { return x < y }
    return false
  }

  /// The whole quotient, which must fit 63 bits, and whether nothing is left over.
  static func divide(_ top: Natural, by bottom: Natural) -> (quotient: UInt64, isExact: Bool) {
    let divisor = bottom.shifted(by: 63)
    var rest = top
    var quotient: UInt64 = 0
    for _ in 0..<64 {
      quotient <<= 1
      if !(rest < divisor) {
        rest.subtract(divisor)
        quotient |= 1
      }
      rest = rest.shifted(by: 1)
    }
    return (quotient, rest.isZero)
  }
}
