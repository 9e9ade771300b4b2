/// The first 128 bits of a power of ten, rounded up: 10^k ≤ g · 2^(⌊log2(10^k)⌋ - 127).
struct PowerOfTen: Sendable {
  let high: UInt64
  let low: UInt64

  /// The upper 64 bits of the 192-bit product with a number, whose last bit is also set when
  /// anything but rounding was cut off.
  @inline(__always)
  func roundedToOdd(_ factor: UInt64) -> UInt64 {
    let carry = low.multipliedFullWidth(by: factor).high
    let upper = high.multipliedFullWidth(by: factor)
    let (sum, overflow) = upper.low.addingReportingOverflow(carry)
    return (upper.high &+ (overflow ? 1 : 0)) | (sum > 1 ? 1 : 0)
  }

  /// All powers that scale a double.
  static let table = Table()

  /// The powers from 10^-292 to 10^324, worked out exactly once.
  struct Table: Sendable {
    private static let lowest = -292
    private static let highest = 324
    private let powers: [PowerOfTen]

    init() {
      var powers: [PowerOfTen] = []
      // 2^1151 divided by ten again and again: the quotient of a quotient is the quotient.
      var quotient = [UInt64](repeating: 0, count: 18)
      quotient[17] = 1 << 63
      for _ in 0..<(-Self.lowest) {
        var rest: UInt64 = 0
        for index in quotient.indices.reversed() {
          (quotient[index], rest) = UInt64(10).dividingFullWidth((rest, quotient[index]))
        }
        powers.append(PowerOfTen(leading: quotient, isExact: false))
      }
      powers.reverse()
      var product = [UInt64](repeating: 0, count: 18)
      product[0] = 1
      for _ in 0...Self.highest {
        powers.append(PowerOfTen(leading: product, isExact: true))
        var carry: UInt64 = 0
        for index in product.indices {
          let (high, low) = product[index].multipliedFullWidth(by: 10)
          let (sum, overflow) = low.addingReportingOverflow(carry)
          product[index] = sum
          carry = high + (overflow ? 1 : 0)
        }
      }
      self.powers = powers
    }

    @inline(__always)
    subscript(exponent: Int) -> PowerOfTen { powers[exponent - Self.lowest] }
  }
}

extension PowerOfTen {
  /// The first 128 bits of a whole number of many words, rounded up.
  /// - Parameters:
  ///   - words: The number, lowest word first.
  ///   - isExact: Whether nothing follows the words.
  fileprivate init(leading words: [UInt64], isExact: Bool) {
    let top = words.lastIndex { $0 != 0 } ?? 0
    let shift = UInt64(words[top].leadingZeroBitCount)
    func word(_ index: Int) -> UInt64 { index >= 0 ? words[index] : 0 }
    func shifted(_ index: Int) -> UInt64 {
      shift == 0 ? word(index) : word(index) << shift | word(index - 1) >> (64 - shift)
    }
    let rest = shifted(top - 2) | (0..<max(0, top - 2)).reduce(0) { $0 | words[$1] }
    let (low, carry) = shifted(top - 1).addingReportingOverflow(isExact && rest == 0 ? 0 : 1)
    self.init(high: shifted(top) + (carry ? 1 : 0), low: low)
  }
}
