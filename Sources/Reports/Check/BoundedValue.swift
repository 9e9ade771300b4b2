internal import Limits
internal import Quantities

/// A measured value beside its bound, both in the unit in which the rule states the bound.
struct BoundedValue {
  let value: Double
  let limit: Double
  let bound: Quantity
  let severity: LimitSeverity
  let side: Measurement.Side

  init(_ measurement: Measurement) {
    value = measurement.value
    limit = measurement.limit
    bound = measurement.bound
    severity = measurement.severity
    side = measurement.side
  }

  init(_ nearest: KeptPass.Nearest, bound: Quantity) {
    value = nearest.value
    limit = nearest.limit
    self.bound = bound
    severity = nearest.severity
    side = nearest.side
  }

  /// The value in the unit of the bound; per kilogram, by the weight that the limit was worked
  /// out with.
  var inUnitOfBound: Double {
    let own = bound.number.double
    let exact = limit == 0 ? value / bound.unit.scale : value * (own / limit)
    let short = NumberFormat.shortest(near: exact)
    if value == limit || short != own { return short }
    // A value beyond its bound never reads as the bound itself.
    if exact != own { return exact }
    return value > limit ? own.nextUp : own.nextDown
  }

  /// The value as people read it, with as many digits as it takes to differ from the bound.
  var valueText: String {
    unitSymbol.isEmpty ? numberText : "\(numberText) \(unitSymbol)"
  }

  /// The same without its unit.
  var numberText: String {
    Self.text(inUnitOfBound, besides: bound.number.double, digits: digits)
  }

  /// What is left up to the bound, in its unit and without it: negative beyond it; nothing for what
  /// exceeds every bound.
  var remainderText: String? {
    guard value.isFinite else { return nil }
    let rest = bound.number.double - inUnitOfBound
    return NumberFormat.plain(side == .upper ? rest : -rest, digits: digits)
  }

  private var digits: Int { bound.dimension == .concentration ? 3 : 4 }

  /// Such as `allowed at most 0.3 mg/kg/h`.
  var boundText: String {
    (side == .upper ? "allowed" : "required") + " \(side.words) \(bound)"
  }

  /// Which of several bounds binds this patient, in words; nothing when there is only one.
  func bindingText(among thresholds: Thresholds?) -> String? {
    guard let bounds = severity == .soft ? thresholds?.soft : thresholds?.hard else { return nil }
    let others = bounds.filter { $0 != bound }
    guard !others.isEmpty else { return nil }
    let kind = bound.scalar == nil ? "the absolute bound" : "the bound per kg"
    return "\(kind) binds here, not \(others.map(\.description).joined(separator: " or "))"
  }

  /// The value and the limit for this patient without the kilogram, where the bound is per kg.
  var absoluteText: String? {
    guard bound.scalar != nil else { return nil }
    let scale: Double
    let unit: String
    switch bound.dimension {
    case .drug / .body: (scale, unit) = (1, "mg")
    case .drug / .body / .time: (scale, unit) = (Scale.perHour, "mg/h")
    case .clearance / .body: (scale, unit) = (Scale.perHour * 1000, "mL/h")
    default: return nil
    }
    let limit = NumberFormat.plain(self.limit * scale)
    let value = Self.text(self.value * scale, besides: self.limit * scale, digits: 4)
    return "\(value) \(unit) where \(limit) \(unit) is the bound"
  }

  /// How far it lies beyond its bound, such as `40 % above`.
  var excessText: String? {
    guard limit != 0 else { return nil }
    let share = (value - limit) / limit * 100
    let size = NumberFormat.plain(share.magnitude, digits: 3)
    let text = share.magnitude < 0.001 ? "less than 0.001" : size
    return "\(text) % \(value > limit ? "above" : "below")"
  }

  /// How much is left up to the bound, such as `12 % left`.
  var marginText: String? {
    guard let margin else { return nil }
    return margin == 0
      ? "exactly at the bound" : "\(NumberFormat.plain(margin * 100, digits: 3)) % left"
  }

  /// What is left as a share of the bound; nothing for a bound of zero.
  var margin: Double? {
    guard limit != 0 else { return nil }
    return (side == .upper ? limit - value : value - limit) / limit
  }

  /// A number with as many digits as it takes to differ from another.
  private static func text(_ value: Double, besides other: Double, digits: Int) -> String {
    var digits = digits
    while value != other, digits < 17,
      NumberFormat.plain(value, digits: digits) == NumberFormat.plain(other, digits: digits)
    {
      digits += 1
    }
    return NumberFormat.plain(value, digits: digits)
  }

  /// The unit of the bound, with the weight that a kilogram means unless it is the actual one.
  var unitSymbol: String {
    bound.unit.symbol + (bound.scalar.map { $0 == .actual ? "" : " \($0.rawValue)" } ?? "")
  }

  /// The unit of ``value`` and ``limit``: kilograms of the patient are multiplied out.
  var canonicalSymbol: String {
    var dimension = bound.dimension
    if bound.scalar != nil { dimension = dimension * .body }
    return dimension == .none ? "1" : dimension.canonicalSymbol
  }
}

extension Measurement.Side {
  /// How a bound on this side is said.
  var words: String { self == .upper ? "at most" : "at least" }
}
