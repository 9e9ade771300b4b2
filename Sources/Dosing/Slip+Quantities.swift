internal import Diagnostics
internal import Quantities

extension Quantity {
  /// A whole number of times the quantity; nothing when its digits do not fit.
  func times(_ factor: Int) -> Quantity? {
    number.multiplied(by: DecimalNumber(factor)).map { Quantity($0, unit, scalar: scalar) }
  }

  /// The digits without their point, as `0.35` without its point is `35`; nothing where there is
  /// no point to lose.
  var withoutDecimalPoint: Quantity? {
    guard number.exponent < 0 else { return nil }
    return Quantity(
      DecimalNumber(significand: number.significand, exponent: 0), unit, scalar: scalar)
  }

  /// The same number in a unit of another time; nothing when the unit has no such part.
  func inUnit(replacing part: String, by other: String) -> Quantity? {
    guard unit.symbol.hasSuffix(part) else { return nil }
    let symbol = unit.symbol.dropLast(part.count) + other
    let place = SourceLocation(file: "<slip>", line: 1, column: 1)
    guard let unit = try? Quantity(parsing: "1 \(symbol)", at: place).unit else { return nil }
    return Quantity(number, unit, scalar: scalar)
  }

  /// The quantity multiplied by the number of mg/mL of a strength.
  func multiplied(byMilligramsPerMillilitre strength: Quantity) -> Quantity? {
    strength.milligramsPerMillilitre.flatMap { number.multiplied(by: $0) }
      .map { Quantity($0, unit, scalar: scalar) }
  }

  /// The quantity divided by the number of mg/mL of a strength; nothing when the quotient has no
  /// end in decimals.
  func divided(byMilligramsPerMillilitre strength: Quantity) -> Quantity? {
    strength.milligramsPerMillilitre.flatMap(\.reciprocal).flatMap { number.multiplied(by: $0) }
      .map { Quantity($0, unit, scalar: scalar) }
  }

  private var milligramsPerMillilitre: DecimalNumber? {
    guard dimension == .concentration else { return nil }
    // The canonical mg/L are a thousandth of mg/mL; both ratios of the units in use are decimal.
    return DecimalNumber(Int(unit.numerator)).multiplied(by: number).flatMap { scaled in
      DecimalNumber(Int(unit.denominator)).reciprocal.flatMap { scaled.multiplied(by: $0) }
    }.flatMap { $0.multiplied(by: DecimalNumber(significand: 1, exponent: -3)) }
  }
}

extension DecimalNumber {
  /// One over the number; nothing when that has no end in decimals.
  fileprivate var reciprocal: DecimalNumber? {
    guard significand > 0 else { return nil }
    var power: Int64 = 1
    for digits in 0..<18 {
      if power % significand == 0 {
        return DecimalNumber(significand: power / significand, exponent: -digits - exponent)
      }
      power *= 10
    }
    return nil
  }
}
