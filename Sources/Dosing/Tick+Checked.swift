internal import Diagnostics
internal import Quantities

extension Tick {
  /// The sum, or nothing when it is beyond ``Tick/longest``.
  func adding(_ other: Tick) -> Tick? {
    let (sum, overflow) = flicks.addingReportingOverflow(other.flicks)
    return overflow || sum > Tick.longest.flicks || sum < 0 ? nil : Tick(flicks: sum)
  }

  /// A whole number of times this duration, or nothing when it is beyond ``Tick/longest``.
  func multiplied(by count: Int) -> Tick? {
    let (product, overflow) = flicks.multipliedReportingOverflow(by: Int64(count))
    return overflow || product > Tick.longest.flicks || product < 0
      ? nil : Tick(flicks: product)
  }
}

extension Diagnostic {
  /// The finding for a time beyond ``Tick/longest``.
  static func tooLong(at location: SourceLocation?, _ what: String) -> Diagnostic {
    Diagnostic(
      .tooLong, at: location, "\(what) lies beyond the longest schedule",
      expected: "at most 100 years in all", remedy: "shorten the times or lower the counts")
  }

  /// The finding for more deliveries than a schedule may hold.
  static func tooMany(at location: SourceLocation?) -> Diagnostic {
    Diagnostic(
      .tooManyDeliveries, at: location,
      "the schedule would have more than \(PlanTimeline.mostDeliveries) deliveries",
      remedy: "lower the number of repeats or of sessions")
  }
}
