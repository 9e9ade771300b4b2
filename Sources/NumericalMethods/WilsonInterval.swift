/// Between which shares the true one lies, given how many of some independent trials succeeded.
///
/// The score interval of Wilson EB, J Am Stat Assoc 1927;22:209-212: the shares p for which
/// |k/n - p| ≤ z √(p(1-p)/n). It is never empty, never leaves 0...1, and keeps its level also for
/// shares near the ends (Newcombe RG, Stat Med 1998;17:857-872).
public struct WilsonInterval: Hashable, Sendable {
  /// The 97.5th percentile of the standard normal distribution.
  static let z = 1.959963984540054

  /// The smallest share, 0 when nothing succeeded.
  public let low: Double
  /// The largest share, 1 when everything succeeded.
  public let high: Double

  /// The interval of 95 %.
  /// - Parameters:
  ///   - successes: How many succeeded.
  ///   - trials: Of how many.
  /// - Returns: Nothing without trials, or for more successes than trials.
  public init?(_ successes: Int, of trials: Int) {
    guard trials > 0, (0...trials).contains(successes) else { return nil }
    let (k, n) = (Double(successes), Double(trials))
    let square = Self.z * Self.z
    // The roots of (n + z²) p² - (2k + z²) p + k²/n = 0; the smaller one by their product, because
    // as a difference it would lose its digits.
    let root = Self.z * (k * (n - k) / n + square / 4).squareRoot()
    let sum = k + square / 2 + root
    low = k * k / n / sum
    high = successes == trials ? 1 : sum / (n + square)
  }
}
