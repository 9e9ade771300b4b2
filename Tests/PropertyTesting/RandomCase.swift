import Foundation
package import Quantities
internal import Randomness

/// A source of random cases.
///
/// Case `n` of a seed does not depend on the others, so a failure is
/// repeated by its number alone.
package struct RandomCase: Sendable, CustomStringConvertible {
  package let number: Int
  private var random: SplitMix64

  package var description: String { "case \(number) of TITRATE_SEED=\(RandomCase.seed)" }

  package init(_ number: Int) {
    self.number = number
    var mixer = SplitMix64(seed: RandomCase.seed &+ UInt64(number) &* 0xD134_2543_DE82_EF95)
    random = SplitMix64(seed: mixer.next())
  }

  /// `TITRATE_SEED`, or a fixed number.
  package static let seed =
    ProcessInfo.processInfo.environment["TITRATE_SEED"].flatMap { UInt64($0) } ?? 20_261_121

  package static let isSlow = ProcessInfo.processInfo.environment["TITRATE_SLOW"] == "1"

  /// Whether besides the build is optimised, so that large systems take no minutes.
  package static let isThorough = isSlow && !_isDebugAssertConfiguration()

  /// Runs a property over many cases, some by default and many with `TITRATE_SLOW=1`, and prints
  /// the seed and the worst error that a case returned.
  ///
  /// `slow` is the number for an optimised build; one that is not takes a tenth of it.
  /// - Returns: The worst error; NaN counts as infinite.
  @discardableResult
  package static func worst(
    _ property: String, cases: Int = 100, slow: Int = 10_000,
    _ error: (inout RandomCase) throws -> Double
  ) rethrows -> Double {
    var worst = (error: 0.0, number: 0)
    let count = isSlow ? (_isDebugAssertConfiguration() ? slow / 10 : slow) : cases
    for number in 0..<count {
      var random = RandomCase(number)
      let found = try error(&random)
      if !(found <= worst.error) { worst = (found.isNaN ? .infinity : found, number) }
    }
    print(
      "property \(property): worst \(worst.error) in case \(worst.number) of \(count),",
      "TITRATE_SEED=\(seed)")
    return worst.error
  }

  package mutating func integer(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  package mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &random)
  }

  /// A number whose logarithm is uniform.
  package mutating func logarithmic(_ range: ClosedRange<Double>) -> Double {
    exp(uniform(log(range.lowerBound)...log(range.upperBound)))
  }

  package mutating func chance(_ probability: Double) -> Bool { uniform(0...1) < probability }

  package mutating func shuffled<T>(_ values: [T]) -> [T] { values.shuffled(using: &random) }

  /// A moment on a whole second, which is a whole number of ticks and not of binary fractions.
  package mutating func moment(upTo minutes: Int) -> Tick {
    Tick(flicks: Int64(integer(0...(60 * minutes))) * (Tick.perMinute / 60))
  }
}

/// The larger of two errors, of which NaN is the largest; `max` would pass over it.
package func worse(_ worst: Double, _ error: Double) -> Double {
  error <= worst ? worst : error.isNaN ? .infinity : error
}

/// The largest relative difference between two lists of numbers; differences of numbers too small
/// for full precision do not count.
package func relativeDifference(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { worst, pair in
    let scale = max(abs(pair.0), abs(pair.1))
    if scale.isNaN || pair.0.isNaN { return .infinity }
    return scale < 1e-290 ? worst : max(worst, abs(pair.0 - pair.1) / scale)
  }
}

/// The largest difference between two lists of numbers relative to the largest number in them.
package func normwiseDifference(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count, (a + b).allSatisfy(\.isFinite) else { return .infinity }
  let scale = (a + b).reduce(0) { max($0, abs($1)) }
  return scale == 0 ? 0 : zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
}
