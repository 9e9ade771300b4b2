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
    default: "\(NumberFormat.plain(value)) \(dimension.canonicalSymbol)"
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
}
