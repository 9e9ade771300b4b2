public import Quantities

/// Percentiles of one output of a study over time, as its table holds them.
public struct PercentileCurves: Hashable, Sendable {
  /// The output as columns call it, such as `ketamine_plasma`.
  public var output: String
  /// The moments observed, since the start of the course, min.
  public var minutes: [Double]
  /// Which percentiles, such as 5, 50 and 95, the lowest first.
  public var percentiles: [DecimalNumber]
  /// Concentrations by percentile, then by moment, ng/mL.
  public var values: [[Double]]

  /// Makes percentiles; each has a value for every moment.
  public init(
    output: String, minutes: [Double], percentiles: [DecimalNumber], values: [[Double]]
  ) {
    self.output = output
    self.minutes = minutes
    self.percentiles = percentiles
    self.values = values
  }

  /// The percentiles that lie as far below the median as others above it, the outermost first, by
  /// their places in ``percentiles``.
  public var pairs: [(lower: Int, upper: Int)] {
    percentiles.indices.compactMap { lower in
      guard let mirror = Self.hundred.subtracting(percentiles[lower]),
        let upper = percentiles.firstIndex(of: mirror), lower < upper
      else { return nil }
      return (lower, upper)
    }
  }

  /// The place of the median; nothing when it was not asked for.
  public var median: Int? { percentiles.firstIndex(of: DecimalNumber(50)) }

  /// The places of percentiles that are neither the median nor one of a pair.
  public var unpaired: [Int] {
    let paired = pairs.flatMap { [$0.lower, $0.upper] }
    return percentiles.indices.filter { $0 != median && !paired.contains($0) }
  }

  private static let hundred = DecimalNumber(100)
}
