extension DecimalNumber {
  /// Why a text is not a number that can be used.
  enum Fault: Error {
    /// It does not follow the grammar.
    case malformed
    /// It has more digits than can be kept exactly.
    case tooManyDigits
    /// It is not zero and not between 1e-100 and 1e100 in size.
    case outOfRange
  }

  /// Reads a number by the strict grammar `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
  ///
  /// Everything else is refused: no leading zeros or bare points, no `_`, no comma, no
  /// hexadecimal, no `inf` or `nan`, ASCII digits only. Zeros at the ends aside, at least 18
  /// digits are kept exactly and more are refused, as are sizes of 1e100 and above, and below
  /// 1e-100.
  public init?(_ text: some StringProtocol) {
    guard let number = try? DecimalNumber(reading: text) else { return nil }
    self = number
  }

  /// Reads a number as ``init(_:)`` does and says why it refuses.
  init(reading text: some StringProtocol) throws(Fault) {
    // By bytes: nothing but ASCII is accepted, and characters are many times slower.
    var rest = Array(text.utf8)[...]
    let isNegative = rest.removePrefix("-")
    let whole = rest.removeDigits()
    guard let first = whole.first, whole.count == 1 || first != UInt8(ascii: "0") else {
      throw .malformed
    }
    var fraction: ArraySlice<UInt8> = []
    if rest.removePrefix(".") {
      fraction = rest.removeDigits()
      if fraction.isEmpty { throw .malformed }
    }
    var power = 0
    if rest.removePrefix("e") || rest.removePrefix("E") {
      let isReciprocal = rest.removePrefix("-")
      if !isReciprocal { _ = rest.removePrefix("+") }
      let digits = rest.removeDigits()
      if digits.isEmpty { throw .malformed }
      // Six digits are far out of range already, whatever follows.
      let size = digits.drop { $0 == UInt8(ascii: "0") }.prefix(6).reduce(0) {
        $0 * 10 + Int($1 - UInt8(ascii: "0"))
      }
      power = isReciprocal ? -size : size
    }
    guard rest.isEmpty else { throw .malformed }
    self = try DecimalNumber(
      digits: Array(whole + fraction), pointAt: whole.count, power: power, isNegative: isNegative)
  }

  private init(
    digits bytes: [UInt8], pointAt point: Int, power: Int, isNegative: Bool
  ) throws(Fault) {
    let zero = UInt8(ascii: "0")
    guard let first = bytes.firstIndex(where: { $0 != zero }),
      let last = bytes.lastIndex(where: { $0 != zero })
    else {
      self = .zero
      return
    }
    let order = point - 1 - first + power
    guard (-100...99).contains(order) else { throw .outOfRange }
    var significand: Int64 = 0
    for byte in bytes[first...last] {
      let digit = Int64(byte - zero)
      let (shifted, overflow1) = significand.multipliedReportingOverflow(by: 10)
      let (next, overflow2) = shifted.addingReportingOverflow(isNegative ? -digit : digit)
      if overflow1 || overflow2 { throw .tooManyDigits }
      significand = next
    }
    self.init(significand: significand, exponent: power + point - 1 - last)
  }
}

extension ArraySlice<UInt8> {
  /// Removes a character from the front, when it is there.
  fileprivate mutating func removePrefix(_ character: Unicode.Scalar) -> Bool {
    guard first == UInt8(ascii: character) else { return false }
    removeFirst()
    return true
  }

  /// Removes and returns the digits at the front.
  fileprivate mutating func removeDigits() -> ArraySlice<UInt8> {
    let digits = prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    self = self[digits.endIndex...]
    return digits
  }
}

extension Character {
  /// Whether the character is one of `0` to `9`; digits of other scripts are not numbers here.
  package var isASCIIDigit: Bool { isASCII && isNumber }
}
