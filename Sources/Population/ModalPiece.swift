internal import NumericalMethods

/// One subject's concentration over one piece as a sum of modes that are fed by an infusion only.
///
/// The state of each mode tends from where it is to where the infusion holds it; so each is monotone,
/// and between start and end the concentration lies between the sums of the smaller and of the larger
/// of each mode's two ends. Only where the modes do not all go the same way can there be a turn inside.
struct ModalPiece {
  typealias Lanes = SIMD8<Double>

  /// How many modes there are, at most eight: one per lane.
  let count: Int
  /// Decay rates, 1/min.
  let rates: Lanes
  /// Amounts at the start.
  let start: Lanes
  /// What flows into each, per min.
  let inflow: Lanes
  /// min.
  let duration: Double
  /// 1 / volume.
  let perVolume: Double

  /// The concentration after a time.
  func concentration(_ time: Double) -> Double {
    let amounts =
      start * DividedDifferences.decay(rates, time)
      + inflow * DividedDifferences.first(rates, time)
    var sum = 0.0
    for mode in 0..<count { sum += amounts[mode] }
    return sum * perVolume
  }

  /// The moments inside at which the concentration turns, in order.
  ///
  /// The slope is a sum of decaying exponentials. Dividing by the slowest that is left and taking the
  /// derivative removes it, and by Rolle's theorem the zeros before lie between the zeros after, one at
  /// most in each gap (the argument of `CriticalPoints` in Simulation).
  func turns() -> [Double] {
    let slopes = inflow - rates * start
    let order = (0..<count).sorted { (rates[$0], $0) < (rates[$1], $1) }
    let ascending = order.map { rates[$0] }
    var levels = [order.map { slopes[$0] }]
    for level in 1..<max(count, 1) {
      levels.append(
        (0..<count).map { mode in
          mode < level ? 0 : levels[level - 1][mode] * (ascending[mode] - ascending[level - 1])
        })
    }
    var zeros: [Double] = []
    for level in stride(from: count - 2, through: 0, by: -1) {
      // Every level differs from the derivative of the one before in sign only.
      let factors = levels[level]
      func slope(_ time: Double) -> Double {
        Self.sum(factors, ascending, from: level, count, time)
      }
      var found: [Double] = []
      var (left, atLeft) = (0.0, slope(0))
      for right in zeros + [duration] where right > left {
        let atRight = slope(right)
        if atLeft != 0, atRight != 0, (atLeft < 0) != (atRight < 0) {
          found.append(
            RootFinder.root(in: left, right, fLower: atLeft, fUpper: atRight) { slope($0) })
        } else if atRight == 0, right < duration {
          found.append(right)
        }
        (left, atLeft) = (right, atRight)
      }
      zeros = found
    }
    return zeros
  }

  /// For how long the concentration is above a threshold, min.
  func timeAbove(_ threshold: Double, turns: [Double]) -> Double {
    var total = 0.0
    var (left, atLeft) = (0.0, concentration(0) - threshold)
    for right in turns + [duration] where right > left {
      let atRight = concentration(right) - threshold
      if (atLeft > 0) == (atRight > 0) {
        if atRight > 0 { total += right - left }
      } else {
        let crossing = RootFinder.root(in: left, right, fLower: atLeft, fUpper: atRight) {
          concentration($0) - threshold
        }
        total += atLeft > 0 ? crossing - left : right - crossing
      }
      (left, atLeft) = (right, atRight)
    }
    return total
  }

  private static func sum(
    _ factors: [Double], _ rates: [Double], from level: Int, _ count: Int, _ time: Double
  ) -> Double {
    var exponents = Lanes(repeating: 0)
    for mode in level..<count { exponents[mode] = -(rates[mode] - rates[level]) * time }
    let decays = Portable.exp(exponents)
    var sum = 0.0
    for mode in level..<count { sum += factors[mode] * decays[mode] }
    return sum
  }
}
