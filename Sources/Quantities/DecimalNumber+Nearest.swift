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
}
