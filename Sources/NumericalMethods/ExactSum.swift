/// A running sum without rounding error.
///
/// The sum is kept as a list of doubles of which none overlaps the next (Shewchuk 1997,
/// doi:10.1007/PL00009321), so it does not depend on the order of the terms and `value` is the
/// double nearest to the true sum (ties to even). Ten doses of 0.1 mg sum to 1 mg exactly where the
/// sum of the ten *doubles* rounds to 1; the decimals themselves are not represented.
///
/// Infinite and NaN terms propagate as in IEEE 754. If a partial sum exceeds the largest double, the
/// value is infinite.
package struct ExactSum: Sendable {
  /// Nonoverlapping, ascending in magnitude, no zeros.
  private var parts: [Double] = []

  /// Sum of the terms that are not finite, and of overflows.
  private var beyond = 0.0

  /// An empty sum, of value 0.
  package init() {}

  /// The sum of a sequence.
  package init(_ terms: some Sequence<Double>) {
    for term in terms { add(term) }
  }

  /// Adds a term.
  package mutating func add(_ term: Double) {
    guard term.isFinite else {
      beyond += term
      return
    }
    var carry = term
    var kept = 0
    for part in parts {
      let sum = DoubleDouble.sum(carry, part)
      if sum.low != 0 {
        parts[kept] = sum.low
        kept += 1
      }
      carry = sum.high
      guard carry.isFinite else {
        beyond += carry
        parts = []
        return
      }
    }
    parts.removeLast(parts.count - kept)
    if carry != 0 { parts.append(carry) }
  }

  /// The sum, rounded once.
  package var value: Double {
    if beyond != 0 { return beyond }
    guard var high = parts.last else { return 0 }
    var index = parts.count - 1
    var low = 0.0
    while index > 0 && low == 0 {
      index -= 1
      let sum = DoubleDouble.sum(high, parts[index])
      (high, low) = (sum.high, sum.low)
    }
    // At a tie the parts further down decide the direction.
    if index > 0 && low != 0 && (low < 0) == (parts[index - 1] < 0) {
      let twice = 2 * low
      let rounded = high + twice
      if rounded - high == twice { high = rounded }
    }
    return high
  }
}
