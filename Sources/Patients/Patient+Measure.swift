public import Diagnostics
public import Quantities

extension Patient {
  /// A measure of a patient that a person states as a quantity.
  public enum Measure: Hashable, Sendable, CaseIterable {
    /// Actual weight; possible from 0.2 kg (the smallest newborns that lived) to 650 kg.
    case weight
    /// Age; possible from 0 to 130 y.
    case age
    /// Height or, for infants, length; possible from 20 cm to 275 cm.
    case height
    /// The weight stated for dosing; possible from 0.2 kg to 650 kg.
    case dosingWeight

    /// What the measure is called in messages.
    public var name: String {
      switch self {
      case .weight: "weight"
      case .age: "age"
      case .height: "height"
      case .dosingWeight: "dosing weight"
      }
    }

    /// The option that states it on the command line.
    public var option: String {
      self == .dosingWeight ? "--dosing-weight" : "--" + name
    }

    /// The key that states it in a patient file.
    public var key: String {
      self == .dosingWeight ? "dosing_weight" : name
    }

    /// What kind of quantity it is.
    public var kind: QuantityKind {
      switch self {
      case .weight, .dosingWeight: .weight
      case .age: .age
      case .height: .height
      }
    }

    /// The values that a human being can have, both ends included.
    ///
    /// Generous on purpose: these catch slips of a power of ten, not rare patients.
    public var bounds: (lower: Quantity, upper: Quantity) {
      func quantity(_ significand: Int64, _ exponent: Int, _ unit: Unit) -> Quantity {
        Quantity(DecimalNumber(significand: significand, exponent: exponent), unit)
      }
      return switch self {
      case .weight, .dosingWeight: (quantity(2, -1, .kilogram), quantity(650, 0, .kilogram))
      case .age: (quantity(0, 0, .year), quantity(130, 0, .year))
      case .height: (quantity(20, 0, .centimetre), quantity(275, 0, .centimetre))
      }
    }

    /// Reads the measure from a text and makes sure that a human being can have it.
    /// - Throws: The diagnostics of a quantity, and `T3103` for an impossible value.
    public func read(_ text: String, at location: SourceLocation) throws(Diagnostic) -> Quantity {
      let quantity = try Quantity(parsing: text, as: kind, at: location)
      let length = max(1, text.unicodeScalars.count)
      if let finding = impossibility(of: quantity, at: location.advanced(by: 0, length: length)) {
        throw finding
      }
      return quantity
    }

    /// The error of a value that no human being has, or that measures something else.
    public func impossibility(
      of value: Quantity, at location: SourceLocation?
    ) -> Diagnostic? {
      let (lower, upper) = bounds
      guard let isLow = value.isLess(than: lower), let isHigh = upper.isLess(than: value) else {
        return Diagnostic(
          .wrongDimension, at: location, "the \(name) `\(value)` does not measure \(kind.name)",
          expected: "\(kind.name) such as \(kind.examples)", remedy: "write \(kind.name)")
      }
      guard isLow || isHigh else { return nil }
      return Diagnostic(
        .impossibleMeasure, at: location,
        "a \(name) of `\(value)` is not possible for a human being".replacing(
          "a age", with: "an age"),
        expected: "\(lower) to \(upper)",
        remedy: correction(of: value).map { "did you mean `\($0)`?" }
          ?? "check the unit and the decimal point")
    }

    /// The same number in another unit, when only that one is ordinary for an adult.
    private func correction(of value: Quantity) -> Quantity? {
      guard self == .height else { return nil }
      return [Unit.centimetre, .metre, .inch]
        .map { Quantity(value.number, $0) }
        .first { (100...230).contains($0.canonical) }
    }
  }
}

extension Unit {
  /// Kilogram of body weight.
  package static let kilogram = Unit("kg", .body, 1, 1)
  static let pound = Unit("lb", .body, 45_359_237, 100_000_000)
  static let year = Unit("y", .time, 525_960, 1)
  static let centimetre = Unit("cm", .length, 1, 1)
  static let metre = Unit("m", .length, 100, 1)
  static let inch = Unit("in", .length, 254, 100)
}
