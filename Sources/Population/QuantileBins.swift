/// Counts of concentrations on a logarithmic scale, for percentiles over time.
///
/// Each power of two is divided into 512 bins of equal width, so a bin is 1/1024 of its values to
/// either side of its middle: a percentile is off by at most 0.098 %. The bins are fixed and counts
/// are integers, so merging is exact, and no order, thread or shard changes a result. Zero has a bin
/// of its own, and so have concentrations below 2^-64 mg/L (less than one molecule of ketamine in a
/// litre) and above 2^64 mg/L.
public struct QuantileBins: Sendable, Equatable {
  /// The largest relative error of a percentile: 1/1024.
  public static let relativeError = 1.0 / 1024
  /// The smallest concentration that is resolved, 2^-64 mg/L.
  public static let smallest = 0x1p-64
  /// The concentration from which on nothing is resolved, 2^64 mg/L.
  public static let beyond = 0x1p64

  /// What a percentile turned out to be.
  public enum Estimate: Hashable, Sendable {
    /// mg/L, within ``relativeError``.
    case value(Double)
    /// Above zero and below ``smallest``.
    case belowResolution
    /// At or above ``beyond``.
    case aboveResolution
  }
}
