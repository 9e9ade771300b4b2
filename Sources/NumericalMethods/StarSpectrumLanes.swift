/// Decay rates and weights of eight stars of one shape at once: ``MammillarySpectrum`` in SIMD.
///
/// The same equation and the same unknown, the distance to the nearest pole; found in plain double
/// and corrected by one step whose residual is formed in twice the precision. Every lane is solved
/// by itself: neither its bits nor whether it succeeds depend on its neighbours.
package struct StarSpectrumLanes {
  package typealias Lanes = SIMD8<Double>
  typealias Mask = SIMDMask<SIMD8<Int64>>

  /// A leaf, or several at one place on the axis of rates.
  struct Pole {
    /// Loss rate of the leaf.
    var position: Lanes
    /// What the sum of back and exit rate lost to rounding.
    var positionLow: Lanes
    /// Rate from the center.
    var toLeaf: Lanes
    /// toLeaf · its own exit.
    var leak: WideLanes
    /// toLeaf · rate back, the residue.
    var strength: WideLanes
  }

  /// Roots of one gap: `base` is the pole (or zero) next to them, `offset` the distance from it.
  struct Place {
    var base: WideLanes
    var offset: Lanes
  }

  let exit: Lanes
  private(set) var poles: UnsafeMutableBufferPointer<Pole>

  /// Finds rates and weights of eight stars.
  /// - Parameters:
  ///   - exit: Rate constants out of the block from the centers.
  ///   - leaves: How many leaves every star has, at most 15.
  ///   - leaf: The rate to a leaf, back from it, and out of the block from it.
  ///   - rates: Receives `leaves` + 1 rates, ascending in every lane.
  ///   - weights: Receives the weight of each.
  /// - Returns: The lanes that were solved. Those with a rate that is negative, zero between center
  ///   and leaf, or not finite, with two equal leaves, or with numbers outside 1e-100...1e100 are
  ///   left to ``MammillarySpectrum``.
  package static func solve(
    exit: Lanes, leaves: Int, leaf: (Int) -> (to: Lanes, from: Lanes, exit: Lanes),
    rates: UnsafeMutablePointer<Lanes>, weights: UnsafeMutablePointer<Lanes>
  ) -> SIMDMask<SIMD8<Int64>> {
    var good = (exit .>= 0) .& (exit .< 1e100)
    guard leaves > 0 else {
      rates[0] = exit
      weights[0] = Lanes(repeating: 1)
      return good
    }
    return withUnsafeTemporaryAllocation(of: Pole.self, capacity: leaves) { poles in
      for index in 0..<leaves {
        let (to, from, leak) = leaf(index)
        good = good .& (to .> 1e-100) .& (to .< 1e100) .& (from .> 1e-100) .& (from .< 1e100)
        good = good .& (leak .>= 0) .& (leak .< 1e100)
        let position = WideLanes.sum(from, leak)
        poles.initializeElement(
          at: index,
          to: Pole(
            position: position.high, positionLow: position.low, toLeaf: to,
            leak: WideLanes.product(to, leak), strength: WideLanes.product(to, from)))
      }
      sort(poles)
      for index in 1..<max(leaves, 1) {
        good = good .& (poles[index - 1].position .< poles[index].position)
      }
      let star = StarSpectrumLanes(exit: exit, poles: poles)
      switch leaves {
      case 1:
        star.solveTwo(good, rates, weights)
        return good
      case 2:
        star.solveThree(good, rates, weights)
        return good
      default: break
      }
      for gap in 0...leaves {
        var place = star.root(in: gap, wanted: good)
        if gap == 0 {
          // What nothing leaves has a rate of exactly zero.
          let isClosed = poles.reduce(exit .== 0) { $0 .& ($1.leak.high .== 0) }
          place = star.merged(place, star.place(0, Lanes(repeating: 0)), where: isClosed)
        }
        (rates[gap], weights[gap]) = star.refined(place)
      }
      return good
    }
  }

  /// Sorts the poles of every lane by position, exchanging neighbours: the same steps for all.
  private static func sort(_ poles: UnsafeMutableBufferPointer<Pole>) {
    for last in stride(from: poles.count - 1, to: 0, by: -1) {
      for i in 0..<last {
        let (a, b) = (poles[i], poles[i + 1])
        let wrong = b.position .< a.position
        guard any(wrong) else { continue }
        poles[i] = merged(a, b, where: wrong)
        poles[i + 1] = merged(b, a, where: wrong)
      }
    }
  }

  private static func merged(_ a: Pole, _ b: Pole, where mask: Mask) -> Pole {
    Pole(
      position: a.position.replacing(with: b.position, where: mask),
      positionLow: a.positionLow.replacing(with: b.positionLow, where: mask),
      toLeaf: a.toLeaf.replacing(with: b.toLeaf, where: mask),
      leak: a.leak.replacing(with: b.leak, where: mask),
      strength: a.strength.replacing(with: b.strength, where: mask))
  }
}
