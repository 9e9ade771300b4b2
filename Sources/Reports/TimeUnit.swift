public import Quantities

/// The unit of a table's time column.
public enum TimeUnit: String, Hashable, Sendable, CaseIterable {
  /// Minutes.
  case minutes = "min"
  /// Hours.
  case hours = "h"
  /// Days of 24 hours.
  case days = "d"

  /// The name of a column of times, such as `time_min`.
  public var columnName: String { "time_\(rawValue)" }

  /// A moment in this unit.
  public func value(of moment: Tick) -> Double {
    let flicks: Int64 =
      switch self {
      case .minutes: Tick.perMinute
      case .hours: 60 * Tick.perMinute
      case .days: 1440 * Tick.perMinute
      }
    return Double(moment.flicks) / Double(flicks)
  }
}
