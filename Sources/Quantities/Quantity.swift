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
  public var canonical: Double { Rational(self).double }

  /// The value in another unit of the same dimension, correctly rounded; nothing when the
  /// dimensions differ.
  public func value(in other: Unit) -> Double? {
    guard other.dimension == dimension else { return nil }
    return (Rational(self) / other.ratio).double
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
    let here = Rational(self) / other.ratio
    if other.dimension == dimension * .molarMass { return (here * Rational(molarMass)).double }
    if other.dimension == dimension / .molarMass { return (here / Rational(molarMass)).double }
    return nil
  }

  /// Whether this quantity is less than another, decided exactly; nothing when the two measure
  /// different things or refer to different weights.
  public func isLess(than other: Quantity) -> Bool? {
    guard dimension == other.dimension, scalar == other.scalar else { return nil }
    return Rational(self) < Rational(other)
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
