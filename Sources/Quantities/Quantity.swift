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

  /// The value in the canonical unit of its dimension (mg, umol, kg, L, min, cm), rounded once
  /// where the exact ratio allows and at most twice otherwise.
  public var canonical: Double {
    let top = Int128(number.significand).multipliedReportingOverflow(by: Int128(unit.numerator))
    guard !top.overflow else { return number.double * unit.scale }
    return Quantity.ratio(top.partialValue, number.exponent, unit.denominator)
  }

  /// `top × 10^power / bottom` with a single rounding whenever numerator and denominator are exact
  /// in binary64.
  private static func ratio(_ top: Int128, _ power: Int, _ bottom: Int64) -> Double {
    let exact = Int128(1) << 53
    var (above, below) = (top, Int128(bottom))
    for _ in 0..<abs(power) where abs(above) <= exact && below <= exact {
      if power > 0 { above *= 10 } else { below *= 10 }
    }
    guard abs(above) <= exact, below <= exact else {
      let value = DecimalNumber(significand: Int64(clamping: top), exponent: power).double
      return value / Double(bottom)
    }
    return Double(above) / Double(below)
  }

  /// The value in another unit of the same dimension; nothing when the dimensions differ.
  public func value(in other: Unit) -> Double? {
    guard other.dimension == dimension else { return nil }
    if other.numerator == unit.numerator, other.denominator == unit.denominator {
      return number.double
    }
    return canonical / other.scale
  }
}

extension Quantity: CustomStringConvertible {
  /// The quantity as it would be written; reading it back gives the same quantity.
  public var description: String {
    let suffix = scalar.map { $0 == .actual ? "" : " \($0.rawValue)" } ?? ""
    if unit.symbol.isEmpty { return number.description }
    return unit.symbol == "%"
      ? "\(number) %" : "\(number) \(unit.symbol)\(suffix)"
  }
}
