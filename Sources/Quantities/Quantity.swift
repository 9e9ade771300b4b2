/// A number with its unit, as a person wrote it; a per-kilogram quantity also says which weight.
public struct Quantity: Hashable, Sendable {
  /// The number, exactly as written.
  public let number: DecimalNumber
  /// The unit, as written.
  public let unit: Unit
  /// The weight meant by `/kg`; nothing when the unit is not per body mass.
  public let scalar: WeightScalar?

  /// Makes a quantity; a per-kilogram unit without a scalar means the actual weight.
  public init(_ number: DecimalNumber, _ unit: Unit, scalar: WeightScalar? = nil) {
    self.number = number
    self.unit = unit
    self.scalar = unit.dimension.bodyMass < 0 ? scalar ?? .actual : nil
  }

  /// What the quantity measures.
  public var dimension: Dimension { unit.dimension }

  /// The value in the canonical unit of its dimension (mg, umol, kg, L, min, cm), correctly
  /// rounded: the binary number nearest to the exact value.
  public var canonical: Double {
    ExactRatio(
      [number.significand, unit.numerator], over: [unit.denominator], tenTo: number.exponent
    ).double
  }

  /// The value in another unit of the same dimension, correctly rounded; nothing when the
  /// dimensions differ.
  public func value(in other: Unit) -> Double? {
    guard other.dimension == dimension else { return nil }
    return ratio(to: other).double
  }

  /// The value in a unit of mass where this quantity counts substance, or the other way round.
  ///
  /// 0.78 umol/L of a substance of 237.73 g/mol is 185.4294 ng/mL; the result is correctly rounded.
  /// - Parameters:
  ///   - other: The unit wanted; one of the same dimension needs no molar mass but accepts it.
  ///   - molarMass: The mass of a mole of exactly this substance; a salt and its base differ.
  /// - Returns: Nothing when the dimensions do not fit or the molar mass is not one.
  public func value(in other: Unit, molarMass: Quantity) -> Double? {
    guard molarMass.dimension == .molarMass, molarMass.number > .zero else { return nil }
    if other.dimension == dimension { return value(in: other) }
    let mass = molarMass.number
    let above = [number.significand, unit.numerator, other.denominator]
    let below = [unit.denominator, other.numerator]
    if other.dimension == dimension * .molarMass {
      return ExactRatio(
        above + [mass.significand, molarMass.unit.numerator],
        over: below + [molarMass.unit.denominator], tenTo: number.exponent + mass.exponent
      ).double
    }
    guard other.dimension == dimension / .molarMass else { return nil }
    return ExactRatio(
      above + [molarMass.unit.denominator],
      over: below + [mass.significand, molarMass.unit.numerator],
      tenTo: number.exponent - mass.exponent
    ).double
  }

  /// Whether this quantity is less than another, decided exactly; nothing when the two measure
  /// different things or refer to different weights.
  public func isLess(than other: Quantity) -> Bool? {
    guard dimension == other.dimension, scalar == other.scalar else { return nil }
    let (a, b) = (number, other.number)
    // Signs first: the ratio of two numbers orders them only when both have the same sign.
    if a.significand.signum() != b.significand.signum() || b.significand == 0 {
      return a.significand.signum() < b.significand.signum()
    }
    let sizes = ExactRatio(
      [a.significand, unit.numerator, other.unit.denominator],
      over: [unit.denominator, b.significand, other.unit.numerator],
      tenTo: a.exponent - b.exponent)
    return a.significand > 0 ? sizes.isBelowOne : sizes.isAboveOne
  }

  private func ratio(to other: Unit) -> ExactRatio {
    ExactRatio(
      [number.significand, unit.numerator, other.denominator],
      over: [unit.denominator, other.numerator], tenTo: number.exponent)
  }
}

extension Quantity: CustomStringConvertible {
  /// The quantity as it would be written; reading it back gives an equal quantity.
  ///
  /// Only a pure number, which no text can name, is printed without a unit.
  public var description: String {
    let suffix = scalar.map { $0 == .actual ? "" : " \($0.rawValue)" } ?? ""
    if unit.symbol.isEmpty { return number.description }
    return "\(number) \(unit.symbol)\(suffix)"
  }
}
