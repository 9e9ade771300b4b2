internal import Quantities

extension Tick {
  /// The clock of a moment that was worked out rather than ordered: to the second in the first
  /// hour, to the minute later.
  static func roundedClock(minutes: Double) -> String {
    let step = minutes < 60 ? perMinute / 60 : perMinute
    return rounded(minutes, to: step)?.clock ?? "beyond 100 years"
  }

  /// A length of time that was worked out: to the second below ten minutes, to the minute above.
  static func roundedDuration(minutes: Double) -> String {
    let step = minutes < 10 ? perMinute / 60 : perMinute
    return rounded(minutes, to: step)?.words ?? "more than 100 years"
  }

  private static func rounded(_ minutes: Double, to step: Int64) -> Tick? {
    guard let exact = Tick(minutes: minutes) else { return nil }
    return Tick(flicks: (exact.flicks + step / 2) / step * step)
  }
}
