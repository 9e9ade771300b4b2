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

  /// Makes `significand × 10^exponent`.
  public init(significand: Int64, exponent: Int) {
    var digits = significand
    var power = digits == 0 ? 0 : exponent
    while digits != 0, digits % 10 == 0 {
      digits /= 10
      power += 1
    }
    self.significand = digits
    self.exponent = power
  }

  /// Makes a whole number.
  public init(_ whole: Int) {
    self.init(significand: Int64(whole), exponent: 0)
  }

  /// The nearest binary64 number.
  public var double: Double {
    // The text form goes through the correctly rounding parser of the standard library.
    Double("\(significand)e\(exponent)") ?? .nan
  }

  /// The exact sum, or nothing when it needs more than 18 digits.
  public func adding(_ other: DecimalNumber) -> DecimalNumber? {
    let low = min(exponent, other.exponent)
    guard let a = scaled(to: low), let b = other.scaled(to: low) else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : DecimalNumber(significand: sum, exponent: low)
  }

  /// The exact difference, or nothing when it needs more than 18 digits.
  public func subtracting(_ other: DecimalNumber) -> DecimalNumber? {
    adding(DecimalNumber(significand: -other.significand, exponent: other.exponent))
  }

  /// The exact product, or nothing when it needs more than 18 digits.
  public func multiplied(by other: DecimalNumber) -> DecimalNumber? {
    let (product, overflow) = significand.multipliedReportingOverflow(by: other.significand)
    return overflow
      ? nil : DecimalNumber(significand: product, exponent: exponent + other.exponent)
  }

  private func scaled(to power: Int) -> Int64? {
    var digits = significand
    for _ in 0..<min(exponent - power, 40) {
      let (next, overflow) = digits.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      digits = next
    }
    return exponent - power > 40 && digits != 0 ? nil : digits
  }
}

extension DecimalNumber: Comparable {
  /// Compares exactly; numbers too far apart to be brought to one power of ten differ in size.
  public static func < (a: DecimalNumber, b: DecimalNumber) -> Bool {
    let low = min(a.exponent, b.exponent)
    if let x = a.scaled(to: low), let y = b.scaled(to: low) { return x < y }
    return a.double < b.double
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// The number in plain notation where that is short, with a power of ten otherwise.
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

extension DecimalNumber {
  /// Reads a number by the strict grammar `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
  ///
  /// Everything else is refused: no leading zeros or bare points, no `_`, no comma, no
  /// hexadecimal, no `inf` or `nan`, ASCII digits only, at most 18 significant digits.
  public init?(_ text: some StringProtocol) {
    var rest = Substring(text)
    let negative = rest.first == "-"
    if negative { rest.removeFirst() }
    let whole = rest.prefix(while: \.isASCIIDigit)
    rest.removeFirst(whole.count)
    var fraction: Substring = ""
    if rest.first == "." {
      rest.removeFirst()
      fraction = rest.prefix(while: \.isASCIIDigit)
      rest.removeFirst(fraction.count)
      if fraction.isEmpty { return nil }
    }
    var power = 0
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      if rest.first == "+" { rest.removeFirst() }
      guard rest.count <= 4, !rest.hasPrefix("+"), let value = Int(rest) else { return nil }
      power = value
      rest = ""
    }
    guard rest.isEmpty, !whole.isEmpty, whole.count == 1 || whole.first != "0" else { return nil }
    let digits = (whole + fraction).drop { $0 == "0" }
    guard digits.count <= 18, abs(power) <= 300, fraction.count <= 300,
      let magnitude = digits.isEmpty ? 0 : Int64(digits)
    else { return nil }
    self.init(significand: negative ? -magnitude : magnitude, exponent: power - fraction.count)
  }
}

extension Character {
  /// Whether the character is one of `0` to `9`; digits of other scripts are not numbers here.
  package var isASCIIDigit: Bool { isASCII && isNumber }
}
