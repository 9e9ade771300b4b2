internal import RealModule

// The free functions step back where another module offers the same name, so that a file that also
// imports Foundation or Glibc compiles without qualification.

/// e^x.
@_disfavoredOverload
package func exp(_ x: Double) -> Double { Double.exp(x) }

/// e^x - 1, without cancellation near 0.
@_disfavoredOverload
package func expm1(_ x: Double) -> Double { Double.expMinusOne(x) }

/// The natural logarithm of x.
@_disfavoredOverload
package func log(_ x: Double) -> Double { Double.log(x) }

/// The square root of x, correctly rounded.
@_disfavoredOverload
package func sqrt(_ x: Double) -> Double { Double.sqrt(x) }

/// x^y, for x >= 0.
@_disfavoredOverload
package func pow(_ x: Double, _ y: Double) -> Double { Double.pow(x, y) }

/// (e^x - 1) / x, continued by 1 at 0.
///
/// The share of a constant infusion that is still there after it ran for a time τ is this function
/// at -λτ. Exact to about 2 ulp everywhere; 0 at -∞, infinite where the quotient overflows.
package func exponentialMinusOneOver(_ x: Double) -> Double {
  if x == 0 { return 1 }
  if x == .infinity { return x }
  // e^x alone would overflow a little before the quotient does.
  if x > 709 {
    let root = Double.exp(x / 2)
    return root / x * root
  }
  return Double.expMinusOne(x) / x
}

extension Double {
  /// cos(x), x in radians.
  package static func cosine(_ x: Double) -> Double { Double.cos(x) }

  /// sin(x), x in radians.
  package static func sine(_ x: Double) -> Double { Double.sin(x) }
}
