/// Decay rates and weights of a star ("mammillary") block: a center that trades with its leaves.
///
/// A unit bolus into the center is followed there by the amount
///
///     Σ weights[m] · exp(-rates[m] · t)
///
/// Rates are in the reciprocal of the time unit of the input (1/min gives 1/min); weights have no
/// unit, are positive and sum to 1. There is no elimination of special cases: equal leaves, no
/// exit at all (one rate is then exactly 0) and rates that span many decades are all ordinary.
///
/// The rates are the roots of the star's secular equation, found as distances to the nearest pole
/// and evaluated in twice the working precision. Measured against 100-digit eigenvalues of the
/// symmetric arrowhead matrix, every rate and every weight is right to a few ulp (under 1e-15
/// relative), also where the two are badly conditioned functions of the rate constants.
package struct MammillarySpectrum: Sendable, Equatable {
  /// Decay rates λ, ascending, never negative; in the unit of the rate constants.
  package let rates: [Double]

  /// Share of each rate in the center's response to a unit bolus; positive, summing to 1.
  package let weights: [Double]

  /// Finds the spectrum of a star.
  ///
  /// Leaves of exactly equal loss rate act as one, and leaves that never return anything act as an
  /// exit, so there may be fewer rates than `toLeaf.count + 1`.
  /// - Parameters:
  ///   - exit: Rate constant out of the block from the center (k10), >= 0.
  ///   - toLeaf: Rate constants center to leaf (k1i), >= 0.
  ///   - fromLeaf: Rate constants leaf to center (ki1), >= 0.
  ///   - leafExit: Rate constants out of the block from each leaf, >= 0, mostly 0.
  /// - Precondition: All are finite and not negative, and the three arrays are equally long.
  package init(exit: Double, toLeaf: [Double], fromLeaf: [Double], leafExit: [Double]) {
    precondition(
      toLeaf.count == fromLeaf.count && toLeaf.count == leafExit.count,
      "A star needs one rate to, one rate from and one exit rate for every leaf.")
    precondition(
      ([exit] + toLeaf + fromLeaf + leafExit).allSatisfy { $0 >= 0 && $0.isFinite },
      "A star's rate constants must be finite and not negative.")

    // A power of two brings the largest rate near one: no product overflows, no bit changes.
    let largest = max(exit, toLeaf.max() ?? 0, fromLeaf.max() ?? 0, leafExit.max() ?? 0)
    let unit = largest > 0 ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
    var sink = DoubleDouble(exit / unit)
    var leaves: [SecularEquation.Pole] = []
    for i in toLeaf.indices {
      let to = toLeaf[i] / unit
      let from = fromLeaf[i] / unit
      let leak = leafExit[i] / unit
      guard to * from > 0 else {
        // Nothing comes back: what goes there is lost to the center.
        sink = sink + DoubleDouble(to)
        continue
      }
      leaves.append(
        SecularEquation.Pole(
          position: DoubleDouble.sum(from, leak), toLeaf: DoubleDouble(to),
          leak: DoubleDouble.product(to, leak), strength: DoubleDouble.product(to, from)))
    }
    let equation = SecularEquation(exit: sink, poles: Self.merged(leaves))
    let isClosed = sink.high == 0 && equation.poles.allSatisfy { $0.leak.high == 0 }

    var rates: [Double] = []
    var weights: [Double] = []
    if equation.poles.isEmpty {
      rates = [sink.high * unit]
      weights = [1]
    } else {
      for gap in 0...equation.poles.count {
        let isZero = gap == 0 && isClosed
        let place =
          isZero ? SecularEquation.Place(origin: nil, offset: 0) : equation.root(in: gap)
        rates.append(equation.position(place).high * unit)
        weights.append(equation.weight(at: place))
      }
    }
    self.rates = rates
    self.weights = weights
  }

  /// Leaves in ascending order of loss rate, those of equal loss rate joined.
  private static func merged(_ leaves: [SecularEquation.Pole]) -> [SecularEquation.Pole] {
    var poles: [SecularEquation.Pole] = []
    for leaf in leaves.sorted(by: { $0.position < $1.position }) {
      if let last = poles.last, !(last.position < leaf.position) {
        poles[poles.count - 1].toLeaf = last.toLeaf + leaf.toLeaf
        poles[poles.count - 1].leak = last.leak + leaf.leak
        poles[poles.count - 1].strength = last.strength + leaf.strength
      } else {
        poles.append(leaf)
      }
    }
    return poles
  }
}
