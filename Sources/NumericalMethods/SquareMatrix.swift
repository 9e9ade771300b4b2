internal import CLAPACK

/// A dense square matrix of doubles in row-major order.
package struct SquareMatrix: Sendable, Equatable {
  /// Number of rows, and of columns.
  package let size: Int

  /// The entries, row after row.
  package var elements: [Double]

  /// A matrix from its entries, row after row.
  /// - Precondition: `elements` holds `size`² numbers.
  package init(size: Int, elements: [Double]) {
    precondition(size >= 0 && elements.count == size * size, "A square matrix needs n² entries.")
    self.size = size
    self.elements = elements
  }

  /// A matrix from its rows.
  /// - Precondition: Every row is as long as there are rows.
  package init(rows: [[Double]]) {
    precondition(rows.allSatisfy { $0.count == rows.count }, "A square matrix needs square rows.")
    self.init(size: rows.count, elements: rows.flatMap { $0 })
  }

  /// The matrix of n × n zeros.
  package static func zero(_ n: Int) -> SquareMatrix {
    SquareMatrix(size: n, elements: [Double](repeating: 0, count: n * n))
  }

  /// The identity matrix of n rows.
  package static func identity(_ n: Int) -> SquareMatrix {
    var result = zero(n)
    for i in 0..<n { result[i, i] = 1 }
    return result
  }

  /// The entry in a row and column, both counted from 0.
  package subscript(row: Int, column: Int) -> Double {
    get { elements[row * size + column] }
    set { elements[row * size + column] = newValue }
  }

  /// The largest sum of absolute values in a column; NaN if an entry is.
  package var oneNorm: Double {
    var sums = [Double](repeating: 0, count: size)
    for i in 0..<size {
      for j in 0..<size { sums[j] += abs(self[i, j]) }
    }
    return sums.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, $1) }
  }

  /// Whether no entry is infinite or NaN.
  package var isFinite: Bool { elements.allSatisfy(\.isFinite) }

  /// The matrix with rows and columns exchanged.
  package var transposed: SquareMatrix {
    var result = self
    for i in 0..<size {
      for j in 0..<size { result[j, i] = self[i, j] }
    }
    return result
  }
}

extension SquareMatrix {
  /// Above this size the products are left to BLAS.
  ///
  /// Below it a loop of fixed order gives the same bits on every processor, which BLAS does not.
  private static let largestOwnProduct = 8

  /// The matrix product.
  ///
  /// Sums run over the inner index in ascending order up to size 8.
  package static func * (a: SquareMatrix, b: SquareMatrix) -> SquareMatrix {
    precondition(a.size == b.size, "Matrices of different sizes have no product.")
    let n = a.size
    var c = zero(n)
    if n > largestOwnProduct {
      LinearAlgebraLibrary.prepare()
      let order = clapack_int(n)
      cblas_dgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, order, order, order, 1, a.elements, order,
        b.elements, order, 0, &c.elements, order)
      return c
    }
    for i in 0..<n {
      for k in 0..<n {
        let factor = a.elements[i * n + k]
        for j in 0..<n { c.elements[i * n + j] += factor * b.elements[k * n + j] }
      }
    }
    return c
  }

  /// The product with a column vector.
  package static func * (a: SquareMatrix, x: [Double]) -> [Double] {
    precondition(a.size == x.count, "The vector must be as long as the matrix has columns.")
    return (0..<a.size).map { i in
      var sum = 0.0
      for j in 0..<a.size { sum += a[i, j] * x[j] }
      return sum
    }
  }

  /// The sum, entry by entry.
  package static func + (a: SquareMatrix, b: SquareMatrix) -> SquareMatrix {
    precondition(a.size == b.size, "Matrices of different sizes have no sum.")
    return SquareMatrix(size: a.size, elements: zip(a.elements, b.elements).map { $0 + $1 })
  }

  /// The difference, entry by entry.
  package static func - (a: SquareMatrix, b: SquareMatrix) -> SquareMatrix {
    precondition(a.size == b.size, "Matrices of different sizes have no difference.")
    return SquareMatrix(size: a.size, elements: zip(a.elements, b.elements).map { $0 - $1 })
  }

  /// The multiple by a number.
  package static func * (factor: Double, a: SquareMatrix) -> SquareMatrix {
    SquareMatrix(size: a.size, elements: a.elements.map { factor * $0 })
  }
}
