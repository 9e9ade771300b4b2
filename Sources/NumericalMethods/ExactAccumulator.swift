/// A sum of doubles without rounding error, in a fixed number of integer digits.
///
/// Unlike `ExactSum` it has one form for one sum, whatever the order of its terms: two shards that
/// saw the same terms hold the same digits, and merging is exact, associative and commutative. Terms
/// are finite; up to 2^31 of them can be added between two normalizations, which `add` makes itself.
public struct ExactAccumulator: Sendable, Hashable {
  /// Digits to base 2^32, the first in units of 2^-1074; all but the last within 0..<2^32 once
  /// normalized.
  private var digits = [Int64](repeating: 0, count: Self.count)
  private var pending: Int32 = 0

  /// 2^-1074 to 2^1024 are 2098 bits, and 2^64 terms take 64 more.
  private static let count = 68

  /// An empty sum.
  public init() {}

  /// Adds a finite number.
  public mutating func add(_ term: Double) {
    precondition(term.isFinite, "An exact sum takes finite terms.")
    guard term != 0 else { return }
    let biased = Int(term.exponentBitPattern)
    let significand = term.significandBitPattern | (biased == 0 ? 0 : 1 << 52)
    let position = max(biased, 1) - 1
    let (digit, shift) = (position / 32, position % 32)
    let low = significand << UInt64(shift)
    let high = shift > 11 ? significand >> UInt64(64 - shift) : 0
    let sign: Int64 = term < 0 ? -1 : 1
    digits[digit] += sign * Int64(low & 0xffff_ffff)
    digits[digit + 1] += sign * Int64(low >> 32)
    digits[digit + 2] += sign * Int64(high)
    pending += 1
    if pending == 1 << 30 { normalize() }
  }

  /// Adds the terms of another sum.
  public mutating func add(_ other: ExactAccumulator) {
    normalize()
    var other = other
    other.normalize()
    for index in digits.indices { digits[index] += other.digits[index] }
    normalize()
  }

  /// The sum in its one form: digits to base 2^32 from 2^-1074 up, the last one signed.
  public var canonicalDigits: [Int64] {
    var copy = self
    copy.normalize()
    return copy.digits
  }

  /// Whether two sums are equal.
  public static func == (a: ExactAccumulator, b: ExactAccumulator) -> Bool {
    a.canonicalDigits == b.canonicalDigits
  }

  /// Hashes the value.
  public func hash(into hasher: inout Hasher) { hasher.combine(canonicalDigits) }

  /// The sum rounded once to the nearest double; infinite when it is beyond the largest.
  public var value: Double {
    var digits = canonicalDigits
    guard digits[digits.count - 1] >= 0 else { return -negated.value }
    // Digits beyond the largest double would overflow one by one.
    if digits[66] > 0 || digits[67] > 0 { return .infinity }
    digits.removeLast(2)
    var sum = ExactSum()
    for (index, digit) in digits.enumerated() where digit != 0 {
      sum.add(Double(sign: .plus, exponent: 32 * index - 1074, significand: Double(digit)))
    }
    return sum.value
  }

  private var negated: ExactAccumulator {
    var result = self
    for index in digits.indices { result.digits[index] = -digits[index] }
    result.normalize()
    return result
  }

  private mutating func normalize() {
    var carry: Int64 = 0
    for index in 0..<digits.count - 1 {
      let total = digits[index] + carry
      digits[index] = total & 0xffff_ffff
      carry = total >> 32
    }
    digits[digits.count - 1] += carry
    pending = 0
  }
}
