extension DecimalNumber {
  /// The shortest decimal number that reads back as a binary one.
  /// - Precondition: The number is finite.
  package init(nearest number: Double) {
    precondition(number.isFinite, "Only a finite number is a decimal one.")
    // The shortest text has at most 17 digits, which fit a significand.
    var digits: Int64 = 0
    var power = 0
    var isFraction = false
    let text = number.magnitude.description
    let parts = text.split(separator: "e")
    for character in parts.first ?? "" {
      if let digit = character.wholeNumberValue {
        if digits == 0, digit == 0 {
          if isFraction { power -= 1 }
          continue
        }
        if digits > 99_999_999_999_999_999 {
          power += isFraction ? 0 : 1
          continue
        }
        digits = digits * 10 + Int64(digit)
        if isFraction { power -= 1 }
      } else {
        isFraction = true
      }
    }
    if parts.count > 1 { power += Int(parts[1]) ?? 0 }
    self.init(significand: number.sign == .minus ? -digits : digits, exponent: power)
  }

  /// The number rounded to some significant digits, a half away from zero.
  package func rounded(to digits: Int) -> DecimalNumber {
    let excess = String(significand.magnitude).count - max(1, digits)
    guard excess > 0 else { return self }
    // Nineteen digits leave at most eighteen, and ten to that fits.
    let unit = (0..<excess).reduce(UInt64(1)) { power, _ in power * 10 }
    let (kept, rest) = significand.magnitude.quotientAndRemainder(dividingBy: unit)
    let whole = Int64(kept) + (rest >= unit - rest ? 1 : 0)
    return DecimalNumber(
      significand: significand < 0 ? -whole : whole, exponent: exponent + excess)
  }
}
