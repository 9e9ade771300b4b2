/// The lower triangular factor L of a covariance matrix: L Lᵀ = Ω.
///
/// The order of operations is fixed and nothing is fused, so the bits are the same on every machine.
public struct CholeskyFactor: Sendable, Equatable {
  /// Rows and columns.
  public let count: Int
  /// The factor, row after row, zeros above the diagonal.
  public let entries: [Double]

  /// Factors a matrix.
  ///
  /// A variance of zero is allowed when its whole row is zero: that deviate is then always zero.
  /// - Parameter rows: The lower triangle is read: row i has at least i + 1 numbers.
  /// - Throws: ``NumericalFailure`` of kind `singular` when the matrix is not positive semidefinite
  ///   in this sense, `notFinite` for a number that is infinite or NaN.
  package init(_ rows: [[Double]]) throws(NumericalFailure) {
    let n = rows.count
    var factor = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      guard rows[i].count > i else {
        throw NumericalFailure(.sizeMismatch(expected: i + 1, found: rows[i].count), in: Self.name)
      }
      for j in 0...i {
        var sum = rows[i][j]
        guard sum.isFinite else { throw NumericalFailure(.notFinite, in: Self.name) }
        for k in 0..<j { sum -= factor[i * n + k] * factor[j * n + k] }
        if i == j {
          guard sum > 0 || (sum == 0 && rows[i].prefix(i).allSatisfy { $0 == 0 }) else {
            throw NumericalFailure(.singular, in: Self.name)
          }
          factor[i * n + i] = sum.squareRoot()
        } else if factor[j * n + j] == 0 {
          guard sum == 0 else { throw NumericalFailure(.singular, in: Self.name) }
        } else {
          factor[i * n + j] = sum / factor[j * n + j]
        }
      }
    }
    count = n
    entries = factor
  }

  private static let name = "Cholesky factor of a covariance"

  /// Turns independent deviates into correlated ones: entry i of L z.
  /// - Parameters:
  ///   - row: Which of the correlated deviates, 0 or more and less than ``count``.
  ///   - deviate: The independent deviate of an index; asked for indices up to `row`, in order.
  public func apply(_ row: Int, _ deviate: (Int) -> SIMD8<Double>) -> SIMD8<Double> {
    var sum = SIMD8<Double>(repeating: 0)
    for j in 0...row where entries[row * count + j] != 0 {
      sum += deviate(j) * entries[row * count + j]
    }
    return sum
  }
}
