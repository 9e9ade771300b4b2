public import Diagnostics

/// Two quantities of one kind and everything between them, both ends included.
public struct QuantityRange: Hashable, Sendable {
  /// The smallest value.
  public let lower: Quantity
  /// The largest value.
  public let upper: Quantity

  /// Makes a range; nothing when the ends measure different things or are not in order.
  public init?(_ lower: Quantity, _ upper: Quantity) {
    guard lower.isLess(than: upper) == true else { return nil }
    self.lower = lower
    self.upper = upper
  }

  /// Reads a range such as `18..80 y`, `45..120 kg` or `8 mo .. 2 y`.
  ///
  /// A unit written once, at the end, counts for both ends. The lower end may be zero.
  /// - Parameters:
  ///   - text: The two ends with `..` between them.
  ///   - kind: What the ends must measure.
  ///   - location: Where the text starts.
  /// - Throws: The diagnostics of a quantity for either end, `T3001` when it is not a range, and
  ///   `T3007` when the lower end is not below the upper one.
  public init(
    parsing text: String, as kind: QuantityKind, at location: SourceLocation
  ) throws(Diagnostic) {
    let scalars = Array(text.unicodeScalars)
    let place = location.advanced(by: 0, length: scalars.count)
    let point = scalars.indices.dropLast().first { scalars[$0] == "." && scalars[$0 + 1] == "." }
    guard let point, !scalars[(point + 2)...].starts(with: ["."]) else {
      throw Diagnostic(
        .badNumber, at: place, "`\(text.trimmed.shortened())` is not a range",
        expected: "two values with `..` between them, such as `18..80 y`",
        remedy: "write the lower end, two points and the upper end with its unit")
    }
    let last = String(String.UnicodeScalarView(scalars[(point + 2)...]))
    let high = try Quantity(parsing: last, as: kind, at: location.advanced(by: point + 2))
    let first = String(String.UnicodeScalarView(scalars[..<point]))
    let reader = NumberReader(first, at: location)
    let (number, rest) = try reader.number()
    let isBare = rest.allSatisfy { $0 == " " || $0 == "\t" }
    let low =
      isBare
      ? Quantity(number, high.unit, scalar: high.scalar)
      : try Quantity(parsing: first, at: location)
    try low.check(kind.withZero, written: first, at: location)
    guard low.scalar == high.scalar, let range = QuantityRange(low, high) else {
      throw Diagnostic(
        .valueOutOfRange, at: place,
        low.scalar == high.scalar && low.dimension == high.dimension
          ? "the range starts at \(low) and ends at \(high), which is not above it"
          : "the two ends of `\(text.trimmed.shortened())` measure different things",
        expected: "a lower end, then a higher one of the same kind",
        remedy: "write the smaller value first")
    }
    self = range
  }

  /// Whether a value is within the range, decided exactly; nothing when it measures something else.
  public func contains(_ value: Quantity) -> Bool? {
    guard let below = value.isLess(than: lower), let above = upper.isLess(than: value) else {
      return nil
    }
    return !below && !above
  }
}

extension QuantityRange: CustomStringConvertible {
  /// The range as it would be written.
  public var description: String {
    lower.unit == upper.unit ? "\(lower.number)..\(upper)" : "\(lower) .. \(upper)"
  }
}

extension QuantityKind {
  /// The same kind with zero allowed, for the lower end of a range.
  fileprivate var withZero: QuantityKind {
    QuantityKind(name, dimensions, examples: examples, allowsZero: true)
  }
}
