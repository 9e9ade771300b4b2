internal import Quantities

/// A value in the unit in which it is usually read: volumes in L, clearances in L/h, concentrations
/// in ng/mL.
enum ReadableValue {
  /// A value given in the canonical unit of its dimension.
  static func text(_ value: Double, _ dimension: Dimension) -> String {
    switch dimension {
    case .none: NumberFormat.plain(value)
    case .clearance: "\(NumberFormat.plain(value * Scale.perHour)) L/h"
    case .clearance / .body: "\(NumberFormat.plain(value * 1000)) mL/min/kg"
    case .drug / .time: "\(NumberFormat.plain(value * Scale.perHour)) mg/h"
    case .concentration:
      "\(NumberFormat.plain(value * Scale.nanogramsPerMilliliter)) ng/mL"
    case .time: time(minutes: value)
    case .body: "\(NumberFormat.plain(value)) kg"
    default: "\(NumberFormat.plain(value)) \(symbol(of: dimension))"
    }
  }

  /// A length of time with three digits: seconds, minutes, hours or days by its size.
  static func time(minutes: Double) -> String {
    guard minutes.isFinite else { return "infinite" }
    func shown(_ value: Double, _ unit: String) -> String {
      "\(NumberFormat.plain(value, digits: 3)) \(unit)"
    }
    if minutes == 0 { return "0 min" }
    if minutes < 1 { return shown(minutes * 60, "s") }
    if minutes < 120 { return shown(minutes, "min") }
    return minutes < 3 * 1440 ? shown(minutes / 60, "h") : shown(minutes / 1440, "d")
  }

  /// The canonical unit, such as `L/kg` or `1/min`.
  static func symbol(of dimension: Dimension) -> String {
    let parts: [(String, Int8)] = [
      ("mg", dimension.drugMass), ("umol", dimension.substance), ("L", dimension.volume),
      ("cm", dimension.length), ("kg", dimension.bodyMass), ("min", dimension.time),
    ]
    func power(_ name: String, _ exponent: Int8) -> String {
      exponent == 1 ? name : "\(name)^\(exponent)"
    }
    let above = parts.filter { $0.1 > 0 }.map { power($0.0, $0.1) }.joined(separator: "*")
    let below = parts.filter { $0.1 < 0 }.map { "/" + power($0.0, -$0.1) }.joined()
    return (above.isEmpty ? "1" : above) + below
  }
}
