internal import CLAPACK

/// Systems of linear equations and eigenvalues by LAPACK.
package enum LinearSolver {
  /// Solves a x = rhs.
  ///
  /// Rows and columns are first scaled by powers of two, then the LU solution (`dgesv`) is improved
  /// by one step of iterative refinement whose residual is formed in twice the working precision.
  /// The relative error is a small multiple of 2^-53 unless the scaled matrix is nearly singular.
  /// - Parameters:
  ///   - a: The matrix.
  ///   - rhs: The right-hand side, one value per row.
  /// - Returns: The solution x.
  /// - Throws: ``NumericalFailure`` of kind `singular` (exactly, or with a reciprocal condition
  ///   number below 2^-53), `notFinite` or `sizeMismatch`.
  package static func solve(
    _ a: SquareMatrix, _ rhs: [Double]
  ) throws(NumericalFailure) -> [Double] {
    let operation = "Solution of linear equations"
    let n = a.size
    guard rhs.count == n else {
      throw NumericalFailure(.sizeMismatch(expected: n, found: rhs.count), in: operation)
    }
    guard a.isFinite, rhs.allSatisfy(\.isFinite) else {
      throw NumericalFailure(.notFinite, in: operation)
    }
    guard n > 0 else { return [] }
    LinearAlgebraLibrary.prepare()

    let (scaled, rows, columns) = equilibrated(a)
    let b = zip(rhs, rows).map { $0 * $1 }
    var factors = scaled.elements
    var pivots = [clapack_int](repeating: 0, count: n)
    var x = b
    let order = clapack_int(n)
    guard LAPACKE_dgesv(LAPACK_ROW_MAJOR, order, 1, &factors, order, &pivots, &x, 1) == 0 else {
      throw NumericalFailure(.singular, in: operation)
    }
    var reciprocalCondition = 0.0
    LAPACKE_dgecon(
      LAPACK_ROW_MAJOR, 0x31, order, factors, order, scaled.oneNorm, &reciprocalCondition)
    guard reciprocalCondition >= 0x1p-53 else {
      throw NumericalFailure(.singular, in: operation)
    }
    var correction = residual(scaled, x, b)
    LAPACKE_dgetrs(LAPACK_ROW_MAJOR, 0x4E, order, 1, factors, order, pivots, &correction, 1)
    for i in 0..<n { x[i] = (x[i] + correction[i]) * columns[i] }
    guard x.allSatisfy(\.isFinite) else { throw NumericalFailure(.notFinite, in: operation) }
    return x
  }

  /// The eigenvalues of a matrix, by `dgeev`.
  ///
  /// Absolute errors are of the order 2^-53 · ‖a‖ times the condition of each eigenvalue; small
  /// eigenvalues of a stiff matrix are therefore *not* relatively accurate. Use
  /// ``MammillarySpectrum`` for a star.
  /// - Parameter a: The matrix.
  /// - Returns: All eigenvalues in ascending order of real part, then imaginary part.
  /// - Throws: ``NumericalFailure`` of kind `notFinite` or `noConvergence`.
  package static func eigenvalues(
    _ a: SquareMatrix
  ) throws(NumericalFailure) -> [(real: Double, imaginary: Double)] {
    let operation = "Eigenvalues"
    guard a.isFinite else { throw NumericalFailure(.notFinite, in: operation) }
    let n = a.size
    guard n > 0 else { return [] }
    LinearAlgebraLibrary.prepare()
    var elements = a.elements
    var real = [Double](repeating: 0, count: n)
    var imaginary = [Double](repeating: 0, count: n)
    let order = clapack_int(n)
    let noVectors = CChar(0x4E)
    let info = LAPACKE_dgeev(
      LAPACK_ROW_MAJOR, noVectors, noVectors, order, &elements, order, &real, &imaginary, nil,
      order, nil, order)
    // LAPACK allows 30 iterations per eigenvalue before it gives up.
    guard info == 0 else {
      throw NumericalFailure(.noConvergence(iterations: 30 * n), in: operation)
    }
    return zip(real, imaginary).map { (real: $0, imaginary: $1) }.sorted { $0 < $1 }
  }

  /// The matrix with rows, then columns, scaled by powers of two to a largest entry in [1, 2).
  private static func equilibrated(
    _ a: SquareMatrix
  ) -> (SquareMatrix, rows: [Double], columns: [Double]) {
    var scaled = a
    var rows = [Double](repeating: 1, count: a.size)
    var columns = rows
    for i in 0..<a.size {
      rows[i] = scale(for: (0..<a.size).map { scaled[i, $0] })
      for j in 0..<a.size { scaled[i, j] *= rows[i] }
    }
    for j in 0..<a.size {
      columns[j] = scale(for: (0..<a.size).map { scaled[$0, j] })
      for i in 0..<a.size { scaled[i, j] *= columns[j] }
    }
    return (scaled, rows, columns)
  }

  private static func scale(for values: [Double]) -> Double {
    let largest = values.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return 1 }
    // 2^-1022 bounds the exponent so that the factor itself is a normal number.
    return Double(sign: .plus, exponent: -max(largest.exponent, -1022), significand: 1)
  }

  /// b - a x, every component rounded once.
  private static func residual(_ a: SquareMatrix, _ x: [Double], _ b: [Double]) -> [Double] {
    (0..<a.size).map { i in
      var sum = DoubleDouble(b[i])
      for j in 0..<a.size { sum = sum - DoubleDouble.product(a[i, j], x[j]) }
      return sum.high
    }
  }
}
