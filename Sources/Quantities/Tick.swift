/// A moment or a duration as a whole number of flicks, 1/705,600,000 s.
///
/// Seconds, minutes, and n-ths of an hour for every n up to 10 are whole numbers of flicks, and so
/// are hours and minutes with up to four decimals; any other duration is rounded to the nearest
/// flick (1.4 ns), once, where it enters. Repeats are products, never sums of rounded steps.
///
/// Arithmetic stops at the ends of `Int64`, four times ``longest``, instead of overflowing: what
/// does not fit is later than any accepted moment, and says so when compared.
public struct Tick: Hashable, Sendable, Comparable {
  /// Flicks since the start of the schedule.
  public let flicks: Int64

  /// Flicks in a minute.
  public static let perMinute: Int64 = 42_336_000_000
  /// The start.
  public static let zero = Tick(flicks: 0)
  /// The longest schedule that is accepted: 100 Julian years.
  public static let longest = Tick(flicks: 525_960 * 100 * perMinute)

  /// Makes a moment.
  public init(flicks: Int64) {
    self.flicks = flicks
  }

  /// The moment nearest to a time in minutes; nothing when it is negative, not finite, or beyond
  /// ``longest``.
  public init?(minutes: Double) {
    let flicks = (minutes * Double(Tick.perMinute)).rounded()
    guard flicks >= 0, flicks <= Double(Tick.longest.flicks) else { return nil }
    self.init(flicks: Int64(flicks))
  }

  /// The moment nearest to a quantity of time, worked out exactly before it is rounded.
  public init?(_ quantity: Quantity) {
    guard quantity.dimension == .time, !(quantity.number < .zero) else { return nil }
    let exact = Rational(quantity) * Rational(Tick.perMinute)
    guard let flicks = exact.nearest, flicks <= Tick.longest.flicks else { return nil }
    self.init(flicks: flicks)
  }

  /// The time in minutes, correctly rounded.
  public var minutes: Double {
    // Up to 2^53 flicks, 147 days, both numbers are exact and the division rounds once.
    flicks.magnitude <= 1 << 53
      ? Double(flicks) / Double(Tick.perMinute)
      : Rational(minutes: self).double
  }

  /// Whether this moment is earlier.
  public static func < (a: Tick, b: Tick) -> Bool { a.flicks < b.flicks }
  /// A later moment.
  public static func + (a: Tick, b: Tick) -> Tick {
    let (sum, overflow) = a.flicks.addingReportingOverflow(b.flicks)
    return Tick(flicks: overflow ? (b.flicks < 0 ? .min : .max) : sum)
  }

  /// The time between two moments.
  public static func - (a: Tick, b: Tick) -> Tick {
    let (difference, overflow) = a.flicks.subtractingReportingOverflow(b.flicks)
    return Tick(flicks: overflow ? (b.flicks < 0 ? .max : .min) : difference)
  }

  /// A whole number of times a duration.
  public static func * (count: Int, a: Tick) -> Tick {
    let (product, overflow) = Int64(count).multipliedReportingOverflow(by: a.flicks)
    return Tick(flicks: overflow ? ((count < 0) == (a.flicks < 0) ? .max : .min) : product)
  }
}
