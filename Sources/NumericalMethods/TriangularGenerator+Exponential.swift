extension TriangularGenerator {
  private typealias Lanes = SIMD4<Double>

  /// Writes the matrix exp(T t), row-major, into `result`, which is resized if need be.
  ///
  /// Nothing is allocated on the heap if `result` already holds `count`² numbers.
  /// - Parameters:
  ///   - t: Time, finite and >= 0, in the reciprocal of the rates' unit.
  ///   - result: Receives the entries; what it held before does not matter.
  /// - Complexity: O(s · n³) with s = log2(fastest rate · t) + 4 squarings.
  package func exponential(_ t: Double, into result: inout [Double]) {
    if result.count != count * count { result = [Double](repeating: 0, count: count * count) }
    let scaling = Scaling(rate: largestRate, time: t, longestPath: longestPath)
    let isFinite = result.withUnsafeMutableBufferPointer { result in
      withExponential(scaling, t, rows: allRows) { copy($0, to: result) }
    }
    // An overflow turns into NaN where infinity meets an underflowed zero: once more, with care.
    if !isFinite { result = saturatingExponential(scaling) }
  }

  /// Replaces the states of some rows by those after the time `t`.
  func advance(_ z: UnsafeMutableBufferPointer<Double>, by t: Double, rows: [Int]) {
    let width = (count + 3) / 4
    let scaling = Scaling(rate: largestRate, time: t, longestPath: longestPath)
    let isFinite = withExponential(scaling, t, rows: rows) { matrix in
      var check = Lanes(repeating: 0)
      for lanes in matrix { check += lanes * 0 }
      guard check == Lanes(repeating: 0) else { return false }
      // From the last state up: state i needs only the old values of states below it and its own.
      for i in rows {
        var sum = 0.0
        for j in 0...i { sum += matrix[i * width + j / 4][j % 4] * z[j] }
        z[i] = sum
      }
      return true
    }
    guard !isFinite else { return }
    let matrix = saturatingExponential(scaling)
    for i in rows {
      z[i] = (0...i).reduce(0) { $0 + matrix[i * count + $1] * z[$1] }
    }
  }

  /// Computes rows of exp(T t) on the stack, four columns to a lane, and hands them to `body`; the
  /// others are zero but for their diagonal.
  private func withExponential(
    _ scaling: Scaling, _ t: Double, rows: [Int],
    _ body: (UnsafeMutableBufferPointer<Lanes>) -> Bool
  ) -> Bool {
    precondition(t >= 0 && t.isFinite, "A network advances by a finite time that is not negative.")
    let n = count
    let width = (n + 3) / 4
    return withUnsafeTemporaryAllocation(of: Lanes.self, capacity: (2 * n + 1) * width) { buffer in
      withUnsafeTemporaryAllocation(of: DecayLadder.self, capacity: n) { ladders in
        buffer.initialize(repeating: Lanes(repeating: 0))
        for i in 0..<n {
          ladders.initializeElement(at: i, to: DecayLadder(rate: rates[i], step: scaling.step))
        }
        let sum = buffer.extracting(0..<n * width)
        taylor(scaling, rows, sum, term: buffer.extracting(n * width..<2 * n * width))
        renewDiagonal(sum, ladders, factor: 1)
        let row = buffer.extracting(2 * n * width..<(2 * n + 1) * width)
        var factor = 1.0
        for _ in 0..<scaling.squarings {
          factor *= 2
          square(sum, rows, row: row)
          // Squaring would double the diagonal's error each time; all else inherits from it.
          renewDiagonal(sum, ladders, factor: factor)
        }
        return body(sum)
      }
    }
  }

  /// exp(T h) by its Taylor series about the fastest rate, in which every term is >= 0.
  private func taylor(
    _ scaling: Scaling, _ rows: [Int], _ sum: UnsafeMutableBufferPointer<Lanes>,
    term: UnsafeMutableBufferPointer<Lanes>
  ) {
    let width = (count + 3) / 4
    for i in rows {
      sum[i * width + i / 4][i % 4] = 1
      term[i * width + i / 4][i % 4] = 1
    }
    for k in stride(from: 1, through: scaling.terms, by: 1) {
      let factor = scaling.step / Double(k)
      // From the last row up, so that the rows still to be read are the old ones.
      for i in rows {
        let own = largestRate - rates[i]
        for lane in 0...i / 4 {
          var value = term[i * width + lane] * own
          for index in firstCoupling[i]..<firstCoupling[i + 1] {
            let coupling = couplings[index]
            value += term[coupling.from * width + lane] * coupling.weight
          }
          value *= factor
          term[i * width + lane] = value
          sum[i * width + lane] += value
        }
      }
    }
    let shift = Portable.exp(-largestRate * scaling.step)
    for index in sum.indices { sum[index] *= shift }
  }

  /// Replaces a lower triangular matrix by its square.
  private func square(
    _ matrix: UnsafeMutableBufferPointer<Lanes>, _ rows: [Int],
    row: UnsafeMutableBufferPointer<Lanes>
  ) {
    let width = (count + 3) / 4
    // In place from the last row up: row i of the square needs rows 0...i only.
    for i in rows {
      for lane in 0...i / 4 {
        var value = Lanes(repeating: 0)
        for k in 4 * lane...i {
          let factor: Double = matrix[i * width + k / 4][k % 4]
          let source: Lanes = matrix[k * width + lane]
          value += source * factor
        }
        row[lane] = value
      }
      for lane in 0...i / 4 { matrix[i * width + lane] = row[lane] }
    }
  }

  private func renewDiagonal(
    _ matrix: UnsafeMutableBufferPointer<Lanes>,
    _ ladders: UnsafeMutableBufferPointer<DecayLadder>, factor: Double
  ) {
    let width = (count + 3) / 4
    for i in 0..<count {
      // Equal rates are common (both parts of a peripheral, sources, accumulators): one exp each.
      let first = firstOfSameRate[i]
      matrix[i * width + i / 4][i % 4] =
        first < i
        ? matrix[first * width + first / 4][first % 4]
        : rates[i] == 0 ? 1 : ladders[i].value(factor)
    }
  }

  /// Copies the triangle; false if an entry is infinite or NaN.
  private func copy(
    _ matrix: UnsafeMutableBufferPointer<Lanes>, to result: UnsafeMutableBufferPointer<Double>
  ) -> Bool {
    let width = (count + 3) / 4
    var check = 0.0
    for i in 0..<count {
      for j in 0..<count {
        let entry = matrix[i * width + j / 4][j % 4]
        result[i * count + j] = entry
        check += entry * 0
      }
    }
    return check == 0
  }
}
