/// How a network's exponential is cut into a short Taylor series and repeated squarings.
struct Scaling {
  /// The fastest rate times the base step never exceeds 2^-`baseBits`.
  static let baseBits = 3

  /// Number of squarings s.
  var squarings: Int

  /// The base step t / 2^s.
  var step: Double

  /// Terms of the Taylor series beyond the identity.
  ///
  /// A path of m couplings first shows at order m, where its term is h^m / m!, and what is cut off
  /// q orders later is at most (rate · h)^q / q! of that: the same for every path, however large
  /// the couplings. The longest path thus sets the number of terms.
  var terms: Int

  init(rate: Double, time: Double, longestPath: Int) {
    squarings = 0
    if rate > 0 && time > 0 {
      // By exponents, because the product itself may overflow.
      let exponent = Int((rate.significand * time.significand).exponent)
      squarings = max(0, exponent + Int(rate.exponent) + Int(time.exponent) + 1 + Self.baseBits)
    }
    step = Double(sign: .plus, exponent: -squarings, significand: time)
    let y = rate * step
    var remainder = 1.0
    var extra = 0
    while remainder > 0x1p-57 {
      extra += 1
      remainder *= y / Double(extra)
    }
    terms = longestPath + extra - 1
  }
}

/// exp(-rate · time) at one state for the doubled steps of a squaring.
struct DecayLadder {
  /// rate · step and the rounding error of that product.
  private let product: DoubleDouble

  init(rate: Double, step: Double) {
    product = DoubleDouble.product(rate, step)
  }

  /// exp(-rate · step · factor) to about one ulp; `factor` is a power of two.
  ///
  /// The rounding of the product alone would cost up to 700 ulp where the result is small.
  func value(_ factor: Double) -> Double {
    // Without decay the factor must not matter: it may have overflowed.
    if product.high == 0 { return 1 }
    let x = product.high * factor
    guard x < 746 else { return 0 }
    return Portable.exp(-x, tail: -product.low * factor)
  }
}
