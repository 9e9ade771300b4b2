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

  /// The ratio to the canonical unit, exactly.
  var ratio: Rational { Rational(top: numerator, bottom: denominator) }

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
    let (above, below) =
      dividing ? (other.denominator, other.numerator) : (other.numerator, other.denominator)
    let (small, overflow1) = numerator.multipliedReportingOverflow(by: above)
    let (smallBelow, overflow2) = denominator.multipliedReportingOverflow(by: below)
    let measures = dividing ? dimension / other.dimension : dimension * other.dimension
    let symbol = joinedSymbol(with: other.symbol, dividing: dividing)
    if !overflow1, !overflow2 { return Unit(symbol, measures, small, smallBelow) }
    // Neither product can overflow: each is one of two numbers of 63 bits.
    let top = Int128(numerator) * Int128(above)
    let bottom = Int128(denominator) * Int128(below)
    var (a, b) = (top, bottom)
    while b != 0 { (a, b) = (b, a % b) }
    guard let n = Int64(exactly: top / max(1, a)), let d = Int64(exactly: bottom / max(1, a))
    else { return nil }
    return Unit(symbol, measures, n, d)
  }

  /// The symbol of a product or quotient; symbols are read from left to right, so dividing by
  /// `kg/h` is dividing by `kg` and multiplying by `h`.
  private func joinedSymbol(with other: String, dividing: Bool) -> String {
    if other.isEmpty { return symbol }
    if symbol.isEmpty, !dividing { return other }
    let isJoined = other.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "*") }
    let swapped =
      dividing && isJoined ? String(other.map { $0 == "/" ? "*" : $0 == "*" ? "/" : $0 }) : other
    let left = symbol.isEmpty ? "1" : symbol
    // `1/h` brings its own sign once its `1` is left out.
    if other.hasPrefix("1/") { return left + swapped.dropFirst() }
    return left + (dividing ? "/" : "*") + swapped
  }
}
