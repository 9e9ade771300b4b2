/// Counts of concentrations on a logarithmic scale, for percentiles over time.
///
/// Each power of two is divided into 512 bins of equal width, and a bin answers with the harmonic mean
/// of its edges: a percentile is off by less than 1/1024, 0.098 %. The bins are fixed and counts are
/// integers, so merging is exact, and no order, thread or shard changes a result. Zero has a bin of its
/// own, and so have concentrations below 2^-64 mg/L (less than one molecule of ketamine in a litre) and
/// from 2^63 mg/L on. Measurements below zero have the same bins, with keys below zero. What is not a
/// number is counted apart and is no part of any percentile.
public struct QuantileBins: Sendable, Equatable {
  /// The largest relative error of a percentile: 1/1024.
  public static let relativeError = 1.0 / 1024
  /// The smallest concentration that is resolved, 2^-64 mg/L.
  public static let smallest = 0x1p-64
  /// The concentration from which on nothing is resolved, 2^63 mg/L.
  public static let beyond = 0x1p63

  /// What a percentile turned out to be.
  public enum Estimate: Hashable, Sendable {
    /// mg/L, within ``relativeError``.
    case value(Double)
    /// Above zero and below ``smallest``.
    case belowResolution
    /// At or above ``beyond``.
    case aboveResolution
  }

  /// A bin and how many concentrations it holds.
  public struct Bin: Hashable, Sendable {
    /// 0 for zero, 1 for below resolution, then the bins from 2^-64 mg/L up, then above resolution;
    /// the same below zero for measurements below zero.
    public var key: Int
    /// How many.
    public var count: UInt64

    /// Makes a bin.
    public init(key: Int, count: UInt64) {
      self.key = key
      self.count = count
    }
  }

  /// The bins that hold anything, ascending.
  public private(set) var bins: [Bin]
  /// How many were not a number.
  public private(set) var undefined: UInt64

  /// Makes a set of counts; bins of equal key add up.
  public init(bins: [Bin] = [], undefined: UInt64 = 0) {
    self.bins = []
    self.undefined = undefined
    self.bins = Self.merged(bins.sorted { $0.key < $1.key })
  }

  /// How many concentrations there are.
  public var count: UInt64 { bins.reduce(0) { $0 + $1.count } }

  /// Adds the counts of others.
  public mutating func add(_ other: QuantileBins) {
    bins = Self.merged((bins + other.bins).sorted { $0.key < $1.key })
    undefined += other.undefined
  }

  /// The smallest concentration that at least the share p of all does not exceed (the inverse of the
  /// empirical distribution); nothing when there is none.
  public func quantile(_ p: Double) -> Estimate? {
    let total = count
    guard total > 0 else { return nil }
    let rank = max(1, min(Double(total), (p * Double(total)).rounded(.up)))
    var below: UInt64 = 0
    for bin in bins {
      below += bin.count
      if Double(below) >= rank { return Self.estimate(bin.key) }
    }
    return nil
  }

  // MARK: - Keys

  /// The number of keys.
  static let keys = 2 + 127 * 512 + 1
  /// The key of the first bin above ``smallest``.
  static let firstKey = 2
  /// What is not a number; no key of a bin.
  static let undefinedKey = 65_535
  /// The upper bits of ``smallest``: sign, exponent and nine of the significand.
  static let firstBits = (0x1p-64).bitPattern >> 43

  /// The key of a concentration.
  static func key(_ concentration: Double) -> Int {
    if concentration.isNaN { return undefinedKey }
    if concentration <= 0 { return 0 }
    if concentration < smallest { return 1 }
    if concentration >= beyond { return keys - 1 }
    return firstKey + Int((concentration.bitPattern >> 43) - firstBits)
  }

  /// What a bin stands for.
  static func estimate(_ key: Int) -> Estimate {
    if key < 0 {
      let opposite = estimate(-key)
      guard case .value(let value) = opposite else { return opposite }
      return .value(-value)
    }
    if key == 0 { return .value(0) }
    if key == 1 { return .belowResolution }
    if key >= keys - 1 { return .aboveResolution }
    let lower = Double(bitPattern: (UInt64(key - firstKey) + firstBits) << 43)
    let upper = Double(bitPattern: (UInt64(key - firstKey + 1) + firstBits) << 43)
    return .value(2 * lower / (lower + upper) * upper)
  }

  private static func merged(_ sorted: [Bin]) -> [Bin] {
    var result: [Bin] = []
    for bin in sorted where bin.count > 0 {
      if let last = result.last, last.key == bin.key {
        result[result.count - 1].count += bin.count
      } else {
        result.append(bin)
      }
    }
    return result
  }
}
