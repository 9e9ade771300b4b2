/// A whole number of any size, not negative, in words of 64 bits from the lowest up.
struct Natural {
  private var words: [UInt64]

  init(_ value: UInt64) {
    words = value == 0 ? [] : [value]
  }

  init(_ value: UInt128) {
    words = [UInt64(truncatingIfNeeded: value), UInt64(truncatingIfNeeded: value >> 64)]
    while words.last == 0 { words.removeLast() }
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
