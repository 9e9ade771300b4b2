/// Roots of eight functions at once, each inside a bracket of its own: ``RootFinder`` in SIMD.
///
/// Every lane is solved by itself: its bits do not depend on its neighbours, and once it is done it
/// stays as it is while the others go on.
package enum LaneRootFinder {
  package typealias Lanes = SIMD8<Double>
  package typealias Mask = SIMDMask<SIMD8<Int64>>

  /// Evaluations spent on interpolation before plain bisection takes over, and in all.
  private static let interpolationLimit = 60
  private static let limit = 130

  /// Points where each `f` changes sign, by Chandrupatla's method as in ``RootFinder``.
  /// - Parameters:
  ///   - lower: Lower ends of the brackets.
  ///   - upper: Upper ends of the brackets.
  ///   - fLower: f(lower). Zero means that `lower` is returned.
  ///   - fUpper: f(upper), of the other sign. Zero means that `upper` is returned.
  ///   - scale: The smallest distance from zero at which `f` can be expected to bend, above zero:
  ///     where a bracket spans a larger share of it than four, it is halved in logarithm.
  ///   - wanted: The lanes that are searched; `f` of the others is never used.
  ///   - f: The functions; in the lanes searched called only inside the brackets, in the others at
  ///     `lower`.
  /// - Returns: The end of the last bracket with the smaller |f|, or a point where f is exactly 0. The
  ///   bracket ends two units in the last place wide, or after 130 evaluations: next to zero, where
  ///   doubles are dense, it has been halved seventy times by then.
  package static func roots(
    in lower: Lanes, _ upper: Lanes, fLower: Lanes, fUpper: Lanes, scale: Lanes,
    where wanted: Mask, _ f: (Lanes) -> Lanes
  ) -> Lanes {
    // a is the newest point, b the other end of the bracket, c the point before.
    var (a, fa, b, fb) = (upper, fUpper, lower, fLower)
    var (c, fc) = (a, fa)
    var (fraction, interpolates) = (Lanes(repeating: 0.5), Mask(repeating: false))
    var open = wanted .& (fLower .!= 0) .& (fUpper .!= 0)
    var best = lower.replacing(with: upper, where: magnitude(fUpper) .< magnitude(fLower))
    for evaluation in 0..<limit {
      let isA = magnitude(fa) .<= magnitude(fb)
      best.replace(with: b.replacing(with: a, where: isA), where: open)
      let width = magnitude(b - a)
      open = open .& (width .> best * Double.ulpOfOne)
      var x = a + fraction * (b - a)
      let (least, most) = (a.replacing(with: b, where: b .< a), a.replacing(with: b, where: b .> a))
      if evaluation >= interpolationLimit { interpolates = Mask(repeating: false) }
      let isInside = (x .> least) .& (x .< most)
      if any(open .& .!(interpolates .& isInside)) {
        let from = least.replacing(with: scale, where: least .< scale)
        let isWide = (most .> 4 * from) .& Mask(repeating: evaluation < interpolationLimit)
        let middle = (a + 0.5 * (b - a)).replacing(with: (from * most).squareRoot(), where: isWide)
        x.replace(with: middle, where: .!(interpolates .& isInside))
      }
      open = open .& (x .> least) .& (x .< most)
      guard any(open) else { break }
      let fx = f(lower.replacing(with: x, where: open))
      let isSame = .!((fx .< 0) .^ (fa .< 0))
      let isZero = fx .== 0
      c.replace(with: b.replacing(with: a, where: isSame), where: open)
      fc.replace(with: fb.replacing(with: fa, where: isSame), where: open)
      b.replace(with: a.replacing(with: b, where: isSame), where: open)
      fb.replace(with: fa.replacing(with: fb, where: isSame), where: open)
      a.replace(with: x, where: open)
      fa.replace(with: fx, where: open)
      b.replace(with: a, where: open .& isZero)
      (fraction, interpolates) = interpolation(a, fa, b, fb, c, fc)
    }
    return best
  }

  /// Where between a and b to look next by inverse quadratic interpolation, and whether that is
  /// monotone.
  private static func interpolation(
    _ a: Lanes, _ fa: Lanes, _ b: Lanes, _ fb: Lanes, _ c: Lanes, _ fc: Lanes
  ) -> (fraction: Lanes, isGood: Mask) {
    let xi = (a - b) / (c - b)
    let phi = (fa - fb) / (fc - fb)
    let rest = 1 - phi
    let first = fa / (fb - fa) * (fc / (fb - fc))
    let second = (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb))
    let found = first + second
    // Near convergence a step must not be smaller than the resolution.
    var least = a * Double.ulpOfOne / magnitude(b - a)
    least.replace(with: 0.5, where: .!(least .< 0.5))
    var fraction = found.replacing(with: least, where: found .< least)
    let most = 1 - least
    fraction.replace(with: most, where: fraction .> most)
    let isGood =
      (phi * phi .< xi) .& (rest * rest .< 1 - xi) .& (magnitude(found) .< .infinity)
    return (fraction, isGood)
  }

  private static func magnitude(_ x: Lanes) -> Lanes { x.replacing(with: -x, where: x .< 0) }
}
