internal import CLAPACK

/// The even powers of a matrix that the Padé approximants share.
struct EvenPowers {
  var second: SquareMatrix
  var fourth: SquareMatrix
  var sixth: SquareMatrix
  var eighth: SquareMatrix

  init(_ a: SquareMatrix) {
    second = a * a
    fourth = second * second
    sixth = second * fourth
    eighth = fourth * fourth
  }

  /// Whether none of them overflowed.
  var isFinite: Bool { [second, fourth, sixth, eighth].allSatisfy(\.isFinite) }

  /// The powers of a multiple of the matrix.
  func scaled(by factor: Double) -> EvenPowers {
    var result = self
    let square = factor * factor
    result.second = square * second
    result.fourth = (square * square) * fourth
    result.sixth = (square * square * square) * sixth
    result.eighth = (square * square * square * square) * eighth
    return result
  }
}

/// The diagonal Padé approximant r(x) = p(x) / p(-x) of e^x.
struct PadeApproximant {
  /// Coefficients of p in ascending order, divided by the last one; all are integers.
  private let coefficients: [Double]

  init(degree m: Int) {
    // b[m] = 1 and b[j] = b[j+1] (2m - j) (j + 1) / (m - j), each step exact.
    var b = [Double](repeating: 1, count: m + 1)
    for j in stride(from: m - 1, through: 0, by: -1) {
      b[j] = b[j + 1] * Double((2 * m - j) * (j + 1)) / Double(m - j)
    }
    coefficients = b
  }

  /// r(a), with the even powers of a at hand.
  func value(
    at a: SquareMatrix, _ powers: EvenPowers
  ) throws(NumericalFailure) -> SquareMatrix {
    let odd = a * polynomial(from: 1, powers)
    let even = polynomial(from: 0, powers)
    return try quotient(even - odd, even + odd)
  }

  /// Σ b[start + 2 i] a^(2 i).
  private func polynomial(from start: Int, _ powers: EvenPowers) -> SquareMatrix {
    let b = coefficients
    var low = b[start] * SquareMatrix.identity(powers.second.size)
    let known = [powers.second, powers.fourth, powers.sixth, powers.eighth]
    let isLong = b.count > 10
    for i in 1...(isLong ? 3 : 4) where start + 2 * i < b.count {
      low = low + b[start + 2 * i] * known[i - 1]
    }
    guard isLong else { return low }
    // Degree 13: the upper half has a factor a⁶.
    let high =
      b[start + 8] * powers.second + b[start + 10] * powers.fourth + b[start + 12] * powers.sixth
    return low + powers.sixth * high
  }

  /// denominator^-1 · numerator.
  private func quotient(
    _ denominator: SquareMatrix, _ numerator: SquareMatrix
  ) throws(NumericalFailure) -> SquareMatrix {
    var factors = denominator.elements
    var result = numerator
    let order = clapack_int(numerator.size)
    var pivots = [clapack_int](repeating: 0, count: numerator.size)
    let info = LAPACKE_dgesv(
      LAPACK_ROW_MAJOR, order, order, &factors, order, &pivots, &result.elements, order)
    guard info == 0 else { throw NumericalFailure(.singular, in: "Matrix exponential") }
    return result
  }
}
