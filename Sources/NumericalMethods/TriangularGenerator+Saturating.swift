extension TriangularGenerator {
  /// exp(T t) with 0 · ∞ read as 0: entries too large for a double become infinite, none is NaN.
  ///
  /// The same steps as the fast path, one number at a time; only run after that one overflowed.
  func saturatingExponential(_ scaling: Scaling) -> [Double] {
    let n = count
    var sum = [Double](repeating: 0, count: n * n)
    for i in 0..<n { sum[i * n + i] = 1 }
    var term = sum
    for k in stride(from: 1, through: scaling.terms, by: 1) {
      let factor = scaling.step / Double(k)
      for i in stride(from: n - 1, through: 0, by: -1) {
        for j in 0...i {
          var value = Self.product(largestRate - rates[i], term[i * n + j])
          for coupling in couplings[firstCoupling[i]..<firstCoupling[i + 1]] {
            value += Self.product(coupling.weight, term[coupling.from * n + j])
          }
          term[i * n + j] = Self.product(value, factor)
          sum[i * n + j] += term[i * n + j]
        }
      }
    }
    let shift = Portable.exp(-largestRate * scaling.step)
    sum = sum.map { Self.product($0, shift) }
    var factor = 1.0
    for squaring in 0...scaling.squarings {
      if squaring > 0 {
        factor *= 2
        sum = squared(sum)
      }
      for i in 0..<n {
        sum[i * n + i] = DecayLadder(rate: rates[i], step: scaling.step).value(factor)
      }
    }
    return sum
  }

  private func squared(_ matrix: [Double]) -> [Double] {
    let n = count
    var square = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in 0...i {
        for k in j...i {
          square[i * n + j] += Self.product(matrix[i * n + k], matrix[k * n + j])
        }
      }
    }
    return square
  }

  private static func product(_ a: Double, _ b: Double) -> Double {
    a == 0 || b == 0 ? 0 : a * b
  }
}
