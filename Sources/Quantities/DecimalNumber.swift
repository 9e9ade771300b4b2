/// A decimal number exactly as a person wrote it: a whole significand times a power of ten.
///
/// `0.1` stays one tenth. Sums and whole multiples are exact, so a dose total that equals a limit
/// on paper equals it here; the nearest binary number is taken once, at the end.
public struct DecimalNumber: Hashable, Sendable {
  /// The digits, with trailing zeros moved into the exponent.
  public let significand: Int64
  /// The power of ten.
  public let exponent: Int

  /// The number zero.
  public static let zero = DecimalNumber(significand: 0, exponent: 0)
  /// The number one.
  public static let one = DecimalNumber(significand: 1, exponent: 0)

  /// Exponents are kept within this range, far outside that of any measurable quantity, so that
  /// arithmetic on them cannot overflow.
  static let exponents = -9999...9999

  /// Makes `significand × 10^exponent`; an exponent beyond ±9999 counts as ±9999.
  public init(significand: Int64, exponent: Int) {
    var digits = significand
    var power = min(max(exponent, Self.exponents.lowerBound), Self.exponents.upperBound)
    while digits != 0, digits % 10 == 0, power < Self.exponents.upperBound {
      digits /= 10
      power += 1
    }
    self.significand = digits
    self.exponent = digits == 0 ? 0 : power
  }

  /// Makes a whole number.
  public init(_ whole: Int) {
    self.init(significand: Int64(whole), exponent: 0)
  }

  /// The nearest binary64 number.
  public var double: Double {
    // Nineteen digits cannot bring such an exponent back into the range of binary numbers.
    if exponent > 308, significand != 0 { return significand < 0 ? -.infinity : .infinity }
    if exponent < -344 { return significand < 0 ? -0.0 : 0 }
    return Rational(self).double
  }

  /// The exact sum, or nothing when its digits do not fit (18 digits always do).
  public func adding(_ other: DecimalNumber) -> DecimalNumber? {
    combined(with: other) { $0.addingReportingOverflow($1) }
  }

  /// The exact difference, or nothing when its digits do not fit (18 digits always do).
  public func subtracting(_ other: DecimalNumber) -> DecimalNumber? {
    combined(with: other) { $0.subtractingReportingOverflow($1) }
  }

  /// The exact product, or nothing when its digits do not fit (18 digits always do).
  public func multiplied(by other: DecimalNumber) -> DecimalNumber? {
    let (product, overflow) = significand.multipliedReportingOverflow(by: other.significand)
    let power = exponent + other.exponent
    guard !overflow, Self.exponents.contains(power) else { return nil }
    return DecimalNumber(significand: product, exponent: power)
  }

  private func combined(
    with other: DecimalNumber, _ operation: (Int64, Int64) -> (Int64, overflow: Bool)
  ) -> DecimalNumber? {
    // Zero has no digits to line up, and so no say in where the digits stand.
    if other.significand == 0 { return self }
    let low = significand == 0 ? other.exponent : min(exponent, other.exponent)
    guard let a = scaled(to: low), let b = other.scaled(to: low) else { return nil }
    let (result, overflow) = operation(a, b)
    return overflow ? nil : DecimalNumber(significand: result, exponent: low)
  }

  private func scaled(to power: Int) -> Int64? {
    if significand == 0 { return 0 }
    var digits = significand
    // Twenty factors of ten are beyond every Int64.
    for _ in 0..<min(exponent - power, 20) {
      let (next, overflow) = digits.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      digits = next
    }
    return digits
  }
}

extension DecimalNumber: Comparable {
  /// Compares exactly.
  public static func < (a: DecimalNumber, b: DecimalNumber) -> Bool {
    let low = min(a.exponent, b.exponent)
    // A number that does not fit at the other one's power of ten is the larger in size.
    guard let x = a.scaled(to: low) else { return a.significand < 0 }
    guard let y = b.scaled(to: low) else { return b.significand > 0 }
    return x < y
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// The number in plain notation where that is short, with a power of ten otherwise; reading it
  /// gives the same number.
  public var description: String {
    let sign = significand < 0 ? "-" : ""
    let digits = String(significand.magnitude)
    if exponent >= 0, digits.count + exponent <= 15 {
      return sign + digits + String(repeating: "0", count: exponent)
    }
    if exponent < 0, -exponent <= 12 {
      let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
      return "\(sign)\(padded.dropLast(-exponent)).\(padded.suffix(-exponent))"
    }
    return "\(sign)\(digits)e\(exponent)"
  }
}
