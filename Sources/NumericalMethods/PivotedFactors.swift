/// A small dense matrix split into triangular factors, in memory of the caller.
///
/// Own loops in a fixed order, because the last bits of LAPACK depend on the processor.
struct PivotedFactors {
  let size: Int
  /// The matrix, row after row; its factors once ``factor()`` has run.
  let entries: UnsafeMutablePointer<Double>
  /// The row that was exchanged with each one.
  let pivots: UnsafeMutablePointer<Int>

  /// Splits the matrix, rows exchanged for the largest pivot.
  /// - Returns: Whether all pivots are finite and not zero.
  func factor() -> Bool {
    for column in 0..<size {
      let row = entries + column * size
      var best = column
      var largest = abs(row[column])
      for candidate in column + 1..<max(size, column + 1) {
        let value = abs(entries[candidate * size + column])
        if value > largest { (best, largest) = (candidate, value) }
      }
      guard largest > 0, largest.isFinite else { return false }
      pivots[column] = best
      if best != column {
        let other = entries + best * size
        for k in 0..<size { (row[k], other[k]) = (other[k], row[k]) }
      }
      let inverse = 1 / row[column]
      for below in column + 1..<max(size, column + 1) {
        let target = entries + below * size
        guard target[column] != 0 else { continue }
        let factor = target[column] * inverse
        target[column] = factor
        for k in column + 1..<max(size, column + 1) { target[k] -= factor * row[k] }
      }
    }
    return true
  }

  /// Replaces a right-hand side by the solution.
  func solve(_ x: UnsafeMutablePointer<Double>) {
    for row in 0..<size {
      let other = pivots[row]
      if other != row { (x[row], x[other]) = (x[other], x[row]) }
    }
    for row in 0..<size {
      let line = entries + row * size
      var sum = x[row]
      for k in 0..<row { sum -= line[k] * x[k] }
      x[row] = sum
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      let line = entries + row * size
      var sum = x[row]
      for k in row + 1..<max(size, row + 1) { sum -= line[k] * x[k] }
      x[row] = sum / line[row]
    }
  }
}
