internal import CLAPACK

/// The exponential of a general square matrix.
///
/// Use this for networks with cycles. For a star use ``MammillarySpectrum`` and for a network
/// without cycles ``TriangularGenerator``: both are faster and accurate entry by entry, while the
/// error here is relative to the norm of the result.
package enum MatrixExponential {
  /// e^a by scaling, a Padé approximant and squaring.
  ///
  /// Al-Mohy & Higham 2009, Algorithm 5.1 (doi:10.1137/09074721X): the degree (3, 5, 7, 9 or 13) and
  /// the scaling follow from the norms of powers of the matrix, computed exactly, so that a large
  /// nilpotent part does not cause overscaling. The matrix is balanced before by powers of two.
  /// The truncation is equivalent to a change of the matrix by 2^-53 · ‖a‖. With rounding, the error
  /// in the 1-norm was below 2^-53 · (10 + ‖a‖) · ‖e^a‖ in all tests, about the condition of the
  /// problem itself.
  /// - Parameter a: The matrix; without unit (rates times time).
  /// - Returns: e^a.
  /// - Throws: ``NumericalFailure`` of kind `notFinite` if an entry of the matrix is infinite or NaN
  ///   or the result overflows.
  package static func exponential(
    of a: SquareMatrix
  ) throws(NumericalFailure) -> SquareMatrix {
    guard a.isFinite else { throw NumericalFailure(.notFinite, in: "Matrix exponential") }
    guard a.size > 0 else { return a }
    LinearAlgebraLibrary.prepare()
    let (balanced, scale) = balanced(a)
    var result = try unbalancedExponential(of: balanced)
    for i in 0..<a.size {
      for j in 0..<a.size where i != j { result[i, j] *= scale[i] / scale[j] }
    }
    guard result.isFinite else { throw NumericalFailure(.notFinite, in: "Matrix exponential") }
    return result
  }

  /// D^-1 a D with a diagonal D of powers of two, and D.
  private static func balanced(_ a: SquareMatrix) -> (SquareMatrix, scale: [Double]) {
    var result = a
    var scale = [Double](repeating: 1, count: a.size)
    var low: clapack_int = 0
    var high: clapack_int = 0
    let order = clapack_int(a.size)
    let scaleOnly = CChar(0x53)
    LAPACKE_dgebal(
      LAPACK_ROW_MAJOR, scaleOnly, order, &result.elements, order, &low, &high, &scale)
    return result.oneNorm < a.oneNorm
      ? (result, scale) : (a, [Double](repeating: 1, count: a.size))
  }

  private static func unbalancedExponential(
    of a: SquareMatrix
  ) throws(NumericalFailure) -> SquareMatrix {
    let powers = EvenPowers(a)
    guard powers.isFinite else { throw NumericalFailure(.notFinite, in: "Matrix exponential") }
    let d4 = root(powers.fourth.oneNorm, 4)
    let d6 = root(powers.sixth.oneNorm, 6)
    for (degree, bound) in [(3, 1.495585217958292e-2), (5, 2.539398330063230e-1)]
    where max(d4, d6) <= bound && extraSquarings(a, degree: degree) == 0 {
      return try PadeApproximant(degree: degree).value(at: a, powers)
    }
    let d8 = root(powers.eighth.oneNorm, 8)
    for (degree, bound) in [(7, 9.504178996162932e-1), (9, 2.097847961257068)]
    where max(d6, d8) <= bound && extraSquarings(a, degree: degree) == 0 {
      return try PadeApproximant(degree: degree).value(at: a, powers)
    }
    let d10 = root((powers.fourth * powers.sixth).oneNorm, 10)
    let eta = min(max(d6, d8), max(d8, d10))
    var squarings = eta > 4.25 ? Int(log2(eta / 4.25).rounded(.up)) : 0
    squarings += extraSquarings(powerOfTwo(-squarings) * a, degree: 13)
    let scale = powerOfTwo(-squarings)
    var result = try PadeApproximant(degree: 13).value(at: scale * a, powers.scaled(by: scale))
    for _ in 0..<squarings { result = result * result }
    return result
  }

  private static func powerOfTwo(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// The logarithm to base 2; whole for a power of two.
  private static func log2(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return Portable.log(x) }
    return Double(x.exponent) + Portable.log(x.significand) / 0x1.62e42fefa39efp-1
  }

  private static func root(_ x: Double, _ degree: Double) -> Double {
    Portable.exp(Portable.log(x) / degree)
  }

  /// Squarings that the backward error bound in terms of |a|^(2m+1) asks for in addition.
  private static func extraSquarings(_ a: SquareMatrix, degree m: Int) -> Int {
    let reciprocalCoefficient: [Int: Double] = [
      3: 100_800, 5: 10_059_033_600, 7: 4_487_938_430_976_000, 9: 5.914_384_781_877_411_8e21,
      13: 1.132_507_756_060_211_1e35,
    ]
    guard let c = reciprocalCoefficient[m] else { return 0 }
    let norm = a.oneNorm
    guard norm > 0 else { return 0 }
    // For a nonnegative matrix the 1-norm of a power is the largest entry of (1 ... 1) |a|^k.
    let magnitudes = SquareMatrix(size: a.size, elements: a.elements.map { abs($0) / norm })
      .transposed
    var sums = [Double](repeating: 1, count: a.size)
    for _ in 0..<(2 * m + 1) { sums = magnitudes * sums }
    let largest = sums.max() ?? 0
    guard largest > 0 else { return 0 }
    // log2 of c |‖a|^(2m+1)‖ / ‖a‖ / 2^-53, the powers of the norm taken out against overflow.
    let bits = log2(largest) + Double(2 * m) * log2(norm) - log2(c) + 53
    return max(0, Int((bits / Double(2 * m)).rounded(.up)))
  }
}
