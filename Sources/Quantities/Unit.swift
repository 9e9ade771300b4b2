/// A unit of measure: how it is written, what it measures, and its exact ratio to the canonical
/// unit of its dimension (mg, umol, kg, L, min, cm and their products).
public struct Unit: Hashable, Sendable {
  /// The unit as it is printed; reading it gives the same unit.
  public let symbol: String
  /// What it measures.
  public let dimension: Dimension
  /// Canonical units per this unit are `numerator / denominator`, exactly.
  public let numerator: Int64
  /// See ``numerator``.
  public let denominator: Int64

  /// The ratio to the canonical unit as the nearest binary number.
  public var scale: Double { Double(numerator) / Double(denominator) }

  /// Makes a unit whose ratio is reduced to lowest terms.
  package init(_ symbol: String, _ dimension: Dimension, _ numerator: Int64, _ denominator: Int64) {
    var (a, b) = (numerator, denominator)
    while b != 0 { (a, b) = (b, a % b) }
    self.symbol = symbol
    self.dimension = dimension
    self.numerator = numerator / max(1, a)
    self.denominator = denominator / max(1, a)
  }

  /// A pure number.
  public static let one = Unit("", .none, 1, 1)
  /// One hundredth.
  public static let percent = Unit("%", .none, 1, 100)

  /// The product or quotient of two units, or nothing when its ratio is beyond reach.
  package func combined(with other: Unit, dividing: Bool) -> Unit? {
    let separator = dividing ? "/" : "*"
    let (top, bottom) =
      dividing
      ? (other.denominator, other.numerator) : (other.numerator, other.denominator)
    let (n, overflowN) = numerator.multipliedReportingOverflow(by: top)
    let (d, overflowD) = denominator.multipliedReportingOverflow(by: bottom)
    guard !overflowN, !overflowD else { return nil }
    let left = symbol.isEmpty ? "1" : symbol
    let joined = symbol.isEmpty && !dividing ? other.symbol : left + separator + other.symbol
    return Unit(
      joined, dividing ? dimension / other.dimension : dimension * other.dimension, n, d)
  }
}

extension Unit {
  /// The spellings of one unit; the first is the one printed.
  struct Entry: Sendable {
    let spellings: [String]
    let unit: Unit

    init(_ spellings: [String], _ dimension: Dimension, _ numerator: Int64, _ denominator: Int64 = 1)
    {
      self.spellings = spellings
      unit = Unit(spellings[0], dimension, numerator, denominator)
    }
  }

  /// Every simple unit known. The pound and the inch are the international ones of 1959
  /// (0.45359237 kg, 2.54 cm exactly); a year is the Julian year of 365.25 days.
  static let entries: [Entry] = [
    Entry(["pg"], .drug, 1, 1_000_000_000),
    Entry(["ng"], .drug, 1, 1_000_000),
    Entry(["mcg", "ug", "\u{B5}g", "\u{3BC}g"], .drug, 1, 1000),
    Entry(["mg"], .drug, 1),
    Entry(["g"], .drug, 1000),
    Entry(["nmol"], .substance, 1, 1000),
    Entry(["umol", "\u{B5}mol", "\u{3BC}mol"], .substance, 1),
    Entry(["mmol"], .substance, 1000),
    Entry(["mol"], .substance, 1_000_000),
    Entry(["kg"], .body, 1),
    Entry(["lb", "lbs"], .body, 45_359_237, 100_000_000),
    Entry(["uL", "\u{B5}L", "\u{3BC}L"], .volume, 1, 1_000_000),
    Entry(["mL", "ml"], .volume, 1, 1000),
    Entry(["dL", "dl"], .volume, 1, 10),
    Entry(["L", "l"], .volume, 1),
    Entry(["s", "sec", "second", "seconds"], .time, 1, 60),
    Entry(["min", "minute", "minutes"], .time, 1),
    Entry(["h", "hr", "hour", "hours"], .time, 60),
    Entry(["d", "day", "days"], .time, 1440),
    Entry(["wk", "week", "weeks"], .time, 10080),
    Entry(["mo", "month", "months"], .time, 43830),
    Entry(["y", "yr", "year", "years"], .time, 525_960),
    Entry(["mm"], .length, 1, 10),
    Entry(["cm"], .length, 1),
    Entry(["m"], .length, 100),
    Entry(["in", "inch", "inches"], .length, 254, 100),
    Entry(["ft"], .length, 3048, 100),
    Entry(["%"], .none, 1, 100),
  ]

  /// Looks up a simple unit by any of its spellings; case matters.
  static func named(_ spelling: String) -> Unit? {
    entries.first { $0.spellings.contains(spelling) }?.unit
  }
}
