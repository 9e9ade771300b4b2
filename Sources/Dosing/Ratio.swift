internal import Quantities

/// A quotient kept as two numbers, so that a product of exact factors is rounded once.
///
/// Whole factors below 2^53 multiply exactly; `0.35 mg/kg/h` for 60 kg and 4 h is then 84 mg and
/// not 83.99999999999999 mg.
struct Ratio: Hashable, Sendable {
  /// The number above the line.
  var top: Double
  /// The number below the line.
  var bottom: Double

  /// The number one.
  static let one = Ratio(top: 1, bottom: 1)

  /// The nearest binary number.
  var value: Double { top / bottom }

  /// Makes a quotient.
  init(top: Double, bottom: Double) {
    self.top = top
    self.bottom = bottom
  }

  /// A decimal number as a quotient of whole numbers where it is one.
  init(_ number: DecimalNumber) {
    let digits = Double(number.significand)
    let power = DecimalNumber(significand: 1, exponent: abs(number.exponent)).double
    self.init(
      top: number.exponent > 0 ? digits * power : digits,
      bottom: number.exponent < 0 ? power : 1)
  }

  /// A quantity in the canonical unit of its dimension.
  init(_ quantity: Quantity) {
    let number = Ratio(quantity.number)
    self.init(
      top: number.top * Double(quantity.unit.numerator),
      bottom: number.bottom * Double(quantity.unit.denominator))
  }

  /// The product.
  static func * (a: Ratio, b: Ratio) -> Ratio {
    Ratio(top: a.top * b.top, bottom: a.bottom * b.bottom)
  }

  /// The quotient.
  static func / (a: Ratio, b: Ratio) -> Ratio {
    Ratio(top: a.top * b.bottom, bottom: a.bottom * b.top)
  }
}
