/// A polynomial through a function's values at Chebyshev points, which finds where it changes sign.
///
/// Between neighbours of the points it oscillates as little as a polynomial can, so for a function
/// without kinks the coefficients fall geometrically, and how far they have fallen tells how good
/// the polynomial is (Trefethen 2013, Approximation Theory and Approximation Practice, ch. 3, 8).
package struct ChebyshevInterpolant: Sendable {
  private let lower: Double
  private let upper: Double
  private let coefficients: [Double]

  /// The degree: high enough for smooth functions over a factor of two in the variable.
  package static let degree = 16

  /// The points of an interval, ascending, its ends included.
  package static func points(_ lower: Double, _ upper: Double) -> [Double] {
    (0...degree).map { index in
      if index == 0 { return lower }
      if index == degree { return upper }
      let x = -cosine(sixteenths: index)
      return lower + (upper - lower) * (1 + x) / 2
    }
  }

  /// cos(π k / 16) for k = 0...8.
  private static let quarter = [
    1, 0.980785280403230449126, 0.923879532511286756128, 0.831469612302545237079,
    0.707106781186547524401, 0.555570233019602224743, 0.382683432365089771728,
    0.195090322016128267848, 0,
  ]

  /// cos(π k / 16), k not negative.
  private static func cosine(sixteenths k: Int) -> Double {
    let turn = k % 32
    let half = turn > 16 ? 32 - turn : turn
    return half > 8 ? -quarter[16 - half] : quarter[half]
  }

  /// The polynomial through values at ``points(_:_:)``.
  package init(_ lower: Double, _ upper: Double, values: [Double]) {
    precondition(values.count == Self.degree + 1, "One value is needed for each point.")
    self.lower = lower
    self.upper = upper
    let n = Self.degree
    coefficients = (0...n).map { k in
      var sum = 0.0
      for j in 0...n {
        // The points ascend, so x_j = -cos(pi j / n) = cos(pi (n - j) / n).
        let term = values[j] * Self.cosine(sixteenths: k * (n - j))
        sum += j == 0 || j == n ? term / 2 : term
      }
      return (k == 0 || k == n ? 1 : 2) * sum / Double(n)
    }
  }

  /// The size of the last coefficients against the largest: about the relative error.
  package var tail: Double {
    let largest = coefficients.map { abs($0) }.max() ?? 0
    let last = coefficients.suffix(3).map { abs($0) }.max() ?? 0
    return largest == 0 ? 0 : last / largest
  }

  /// The value at a point, by Clenshaw's recurrence.
  package func value(at point: Double) -> Double {
    let x = (2 * point - lower - upper) / (upper - lower)
    var (a, b) = (0.0, 0.0)
    for coefficient in coefficients.dropFirst().reversed() {
      (a, b) = (2 * x * a - b + coefficient, a)
    }
    return x * a - b + coefficients[0]
  }

  /// Brackets of every sign change of the polynomial, in order; each holds one.
  ///
  /// A part without a zero and a part in which the polynomial is monotone are told by their
  /// coefficients, not by samples; what is neither is halved.
  package func signChanges() -> [ClosedRange<Double>] {
    var found: [ClosedRange<Double>] = []
    // Below this a part is rounding error of the whole; its ends alone decide.
    let noise = 1e-14 * (coefficients.map { abs($0) }.max() ?? 0)
    var stack = [(lower, upper, 0)]
    while let (from, to, depth) = stack.popLast() {
      let points = Self.points(from, to)
      let part = ChebyshevInterpolant(from, to, values: points.map { value(at: $0) })
      let rest = part.coefficients.dropFirst().reduce(0) { $0 + abs($1) }
      if abs(part.coefficients[0]) > rest { continue }
      if part.isMonotone || abs(part.coefficients[0]) + rest <= noise || depth >= 40 {
        if (value(at: from) < 0) != (value(at: to) < 0) { found.append(from...to) }
        continue
      }
      let middle = from + (to - from) / 2
      stack.append((middle, to, depth + 1))
      stack.append((from, middle, depth + 1))
    }
    return found
  }

  /// Whether the derivative's coefficients prove that it has no zero.
  private var isMonotone: Bool {
    var derivative = [Double](repeating: 0, count: coefficients.count + 1)
    for k in stride(from: coefficients.count - 2, through: 0, by: -1) {
      derivative[k] = derivative[k + 2] + 2 * Double(k + 1) * coefficients[k + 1]
    }
    derivative[0] /= 2
    return abs(derivative[0]) > derivative.dropFirst().reduce(0) { $0 + abs($1) }
  }
}
