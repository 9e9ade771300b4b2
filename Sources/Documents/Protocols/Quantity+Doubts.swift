internal import Diagnostics
internal import Quantities

extension Quantity {
  /// A warning about a number such as `1.000` or `2.500`, a thousandth of what is meant where a
  /// point marks thousands; nothing for any other, and nothing for a time.
  ///
  /// One to three digits, a point and three digits are the only form that such a number can have.
  /// Those that end with a zero are warned of: nobody needs it behind a decimal point.
  /// - Parameters:
  ///   - text: The quantity as it is written.
  ///   - location: Where it is written.
  func doubt(about text: String, at location: SourceLocation) -> Diagnostic? {
    let number = text.trimmed.prefix { $0.isASCIIDigit || $0 == "." }
    guard dimension != .time, let parts = number.wholeMatch(of: /([1-9]\d{0,2})\.(\d\d0)/),
      let thousands = DecimalNumber(parts.1 + parts.2)
    else { return nil }
    let grouped = Quantity(thousands, unit, scalar: scalar)
    return Diagnostic(
      .pointOfThousands, .warning,
      at: location.advanced(by: 0, length: text.unicodeScalars.count),
      "`\(text.trimmed.shortened())` is read as \(self)",
      expected: "no zero at the end of a decimal number, and no mark between thousands",
      remedy: "write `\(self)`, or `\(grouped)` if the point marks thousands")
  }
}
