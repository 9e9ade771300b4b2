/// Roots of functions of one variable inside a bracket.
package enum RootFinder {
  /// Evaluations spent on interpolation before plain bisection takes over.
  private static let interpolationLimit = 60

  /// A point where `f` changes sign.
  ///
  /// Chandrupatla's method (1997, doi:10.1016/S0965-9978(96)00051-8): inverse quadratic
  /// interpolation where that is safe, bisection elsewhere. After 60 evaluations the bracket is
  /// halved in the ordering of the floating-point numbers instead, which ends within 64 more. The
  /// result depends on nothing but the arguments.
  /// - Parameters:
  ///   - lower: Lower end of the bracket.
  ///   - upper: Upper end of the bracket.
  ///   - fLower: f(lower). Zero means that `lower` is returned.
  ///   - fUpper: f(upper), of the other sign. Zero means that `upper` is returned.
  ///   - tolerance: Largest distance from a sign change, in the unit of the variable; at 0 the
  ///     bracket shrinks to two neighbouring doubles.
  ///   - f: The function; called only inside the bracket. A NaN counts as having the sign of fUpper.
  /// - Returns: The end of the last bracket with the smaller |f|, or a point where f is exactly 0.
  /// - Precondition: The bracket is finite and ordered, and f changes its sign in it.
  package static func root<E: Error>(
    in lower: Double, _ upper: Double, fLower: Double, fUpper: Double, tolerance: Double = 0,
    _ f: (Double) throws(E) -> Double
  ) throws(E) -> Double {
    precondition(lower <= upper && lower.isFinite && upper.isFinite, "A bracket must be ordered.")
    if fLower == 0 { return lower }
    if fUpper == 0 { return upper }
    precondition((fLower < 0) != (fUpper < 0), "f must change its sign in the bracket.")

    // a is the newest point, b the other end of the bracket, c the point before.
    var (a, fa, b, fb) = (upper, fUpper, lower, fLower)
    var (c, fc) = (a, fa)
    var fraction = 0.5
    var evaluations = 0
    while true {
      let best = abs(fa) <= abs(fb) ? a : b
      let smallest = max(tolerance, best.ulp)
      if abs(b - a) <= smallest || (tolerance > 0 && abs(b - a) <= 2 * tolerance) { return best }
      var x = a + fraction * (b - a)
      if evaluations >= interpolationLimit { x = Self.middle(a, b) }
      if !(min(a, b) < x && x < max(a, b)) { x = Self.middle(a, b) }
      if x == a || x == b { return best }
      var fx = try f(x)
      evaluations += 1
      if fx == 0 { return x }
      if fx.isNaN { fx = fUpper }
      if (fx < 0) == (fa < 0) {
        (c, fc) = (a, fa)
      } else {
        (c, fc, b, fb) = (b, fb, a, fa)
      }
      (a, fa) = (x, fx)
      fraction = Self.fraction((a, fa), (b, fb), (c, fc))
      // Near convergence a step must not be smaller than the resolution.
      let least = min(0.5, max(tolerance, a.ulp) / abs(b - a))
      fraction = min(max(fraction, least), 1 - least)
    }
  }

  /// Where between a and b to look next: inverse quadratic interpolation if it is monotone.
  private static func fraction(
    _ a: (x: Double, f: Double), _ b: (x: Double, f: Double), _ c: (x: Double, f: Double)
  ) -> Double {
    let xi = (a.x - b.x) / (c.x - b.x)
    let phi = (a.f - b.f) / (c.f - b.f)
    let square = phi * phi
    let complement = (1 - phi) * (1 - phi)
    guard square < xi && complement < 1 - xi else { return 0.5 }
    let first = a.f / (b.f - a.f) * (c.f / (b.f - c.f))
    let second = (c.x - a.x) / (b.x - a.x) * (a.f / (c.f - a.f)) * (b.f / (c.f - b.f))
    let result = first + second
    return result.isFinite ? result : 0.5
  }

  /// The double half-way between two, counted in representable numbers.
  private static func middle(_ a: Double, _ b: Double) -> Double {
    let (i, j) = (ordinal(a), ordinal(b))
    let half = (i & j) + ((i ^ j) >> 1)
    return half >= 0
      ? Double(bitPattern: UInt64(half)) : -Double(bitPattern: UInt64(-(half + 1)))
  }

  /// Position in the order of all doubles: -0 is -1, +0 is 0.
  private static func ordinal(_ x: Double) -> Int64 {
    let magnitude = Int64(x.magnitude.bitPattern)
    return x.sign == .minus ? -magnitude - 1 : magnitude
  }
}
