/// A small dense matrix split into triangular factors, in memory of the caller.
///
/// Own loops in a fixed order, because the last bits of LAPACK depend on the processor.
struct PivotedFactors {
  let size: Int
  /// The matrix, column after column; its factors once ``factor()`` has run.
  let entries: UnsafeMutablePointer<Double>
  /// The row that was exchanged with each one.
  let pivots: UnsafeMutablePointer<Int>

  /// Splits the matrix, rows exchanged for the largest pivot.
  /// - Returns: Whether all pivots are finite and not zero.
  func factor() -> Bool {
    var step = 0
    while step < size {
      let column = entries + step * size
      var (best, largest) = (step, abs(column[step]))
      var row = step + 1
      while row < size {
        if abs(column[row]) > largest { (best, largest) = (row, abs(column[row])) }
        row += 1
      }
      guard largest > 0, largest.isFinite else { return false }
      pivots[step] = best
      if best != step {
        for other in 0..<size {
          let column = entries + other * size
          (column[step], column[best]) = (column[best], column[step])
        }
      }
      let inverse = 1 / column[step]
      row = step + 1
      while row < size {
        column[row] *= inverse
        row += 1
      }
      var next = step + 1
      while next < size {
        subtract(column, times: entries[next * size + step], from: entries + next * size, step + 1)
        next += 1
      }
      step += 1
    }
    return true
  }

  /// Replaces a right-hand side by the solution.
  func solve(_ x: UnsafeMutablePointer<Double>) {
    for row in 0..<size {
      let other = pivots[row]
      if other != row { (x[row], x[other]) = (x[other], x[row]) }
    }
    for column in 0..<size {
      subtract(entries + column * size, times: x[column], from: x, column + 1)
    }
    var column = size - 1
    while column >= 0 {
      let own = entries + column * size
      let value = x[column] / own[column]
      x[column] = value
      for row in 0..<column { x[row] -= value * own[row] }
      column -= 1
    }
  }

  /// Subtracts a multiple of one column from another, from a row on.
  @inline(__always)
  private func subtract(
    _ column: UnsafeMutablePointer<Double>, times factor: Double,
    from target: UnsafeMutablePointer<Double>, _ first: Int
  ) {
    guard factor != 0 else { return }
    var row = first
    // Two at a time, which every processor does in one operation.
    while row + 1 < size {
      let own = SIMD2(column[row], column[row + 1])
      let left = SIMD2(target[row], target[row + 1]) - factor * own
      (target[row], target[row + 1]) = (left[0], left[1])
      row += 2
    }
    if row < size { target[row] -= factor * column[row] }
  }
}
