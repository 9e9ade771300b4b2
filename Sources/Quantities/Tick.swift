/// A moment or a duration as a whole number of flicks, 1/705,600,000 s.
///
/// Seconds, minutes, and n-ths of an hour for every n up to 10 are whole numbers of flicks, and so
/// are hours and minutes with up to four decimals; any other duration is rounded to the nearest
/// flick (1.4 ns), once, where it enters. Repeats are products, never sums of rounded steps.
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
    guard quantity.dimension == .time else { return nil }
    let unit = Int128(quantity.unit.numerator) * Int128(Tick.perMinute)
    var top = Int128(quantity.number.significand)
    var bottom = Int128(quantity.unit.denominator)
    let power = quantity.number.exponent
    guard abs(power) <= 18 else {
      self.init(minutes: quantity.canonical)
      return
    }
    for _ in 0..<abs(power) {
      if power > 0 { top *= 10 } else { bottom *= 10 }
    }
    let product = top.multipliedReportingOverflow(by: unit)
    guard !product.overflow, top >= 0 else { return nil }
    let nearest = (product.partialValue + bottom / 2) / bottom
    guard nearest <= Int128(Tick.longest.flicks) else { return nil }
    self.init(flicks: Int64(nearest))
  }

  /// The time in minutes, rounded once.
  public var minutes: Double { Double(flicks) / Double(Tick.perMinute) }

  /// Whether this moment is earlier.
  public static func < (a: Tick, b: Tick) -> Bool { a.flicks < b.flicks }
  /// A later moment.
  public static func + (a: Tick, b: Tick) -> Tick { Tick(flicks: a.flicks + b.flicks) }
  /// The time between two moments.
  public static func - (a: Tick, b: Tick) -> Tick { Tick(flicks: a.flicks - b.flicks) }
  /// A whole number of times a duration.
  public static func * (count: Int, a: Tick) -> Tick { Tick(flicks: Int64(count) * a.flicks) }
}
