/// The numbers of Radau IIA collocation with a given number of stages.
///
/// The nodes are the zeros of `P_s - P_(s-1)` on (0, 1], the last of which is 1 (Hairer and Wanner
/// 1996, Solving Ordinary Differential Equations II, IV.5): the method is L-stable and of order
/// `2 s - 1` at the ends of its steps. Everything is worked out in twice the working precision and
/// rounded once, so that every machine has the same bits.
package struct RadauTableau: Sendable {
  /// The number of nodes in a step, and the degree of the polynomial.
  package let stages: Int
  /// Where in the step the nodes are, ascending; the last is 1.
  package let nodes: [Double]
  /// The weights of the quadrature over the step; positive, their sum is 1.
  package let weights: [Double]
  /// For each node, the integrals from 0 to it of the polynomials that are 1 at one node.
  let integrals: [Double]
  /// For each Bernstein coefficient of a polynomial of degree `stages`, the share of its value at
  /// each node over its value at 0.
  let bernstein: [Double]
  /// For each Bernstein coefficient of the integral of an interpolant, the share of its value at
  /// each node.
  let integralBernstein: [Double]
  /// The last two Legendre coefficients of a polynomial of degree `stages`, in the same way: what
  /// tells how fast they fall.
  let last: [Double]
  let lastButOne: [Double]
  /// The binomial coefficients of `stages`.
  let binomials: [Double]

  /// Works out a tableau.
  /// - Parameter stages: 2 or more; beyond 12 the Bernstein form loses digits.
  package init(stages: Int) {
    precondition((2...12).contains(stages), "Between 2 and 12 stages are of use.")
    self.stages = stages
    let nodes = Self.exactNodes(stages)
    self.nodes = nodes.map(\.high)
    let interpolants = nodes.indices.map { Self.interpolant($0, nodes) }
    let antiderivatives = interpolants.map { Self.antiderivative($0) }
    integrals = nodes.flatMap { node in antiderivatives.map { Self.value($0, node).high } }
    weights = antiderivatives.map { Self.value($0, DoubleDouble(1)).high }
    let binomials = (0...stages).map { Self.binomial(stages, $0) }
    self.binomials = binomials
    let withStart = [DoubleDouble(0)] + nodes
    let rising = withStart.indices.dropFirst().map { Self.interpolant($0, withStart) }
    bernstein = Self.rows(rising, binomials)
    integralBernstein = Self.rows(antiderivatives, binomials)
    let s = Double(stages)
    let top = DoubleDouble(Self.binomial(2 * stages, stages))
    let next = DoubleDouble(Self.binomial(2 * stages - 2, stages - 1))
    // The coefficient of x^(s-1) in the Legendre polynomial of degree s on [0, 1].
    let inTop = DoubleDouble(-s * Self.binomial(2 * stages - 1, stages - 1))
    last = rising.map { ($0[stages] / top).high }
    lastButOne = rising.map { (($0[stages - 1] - $0[stages] / top * inTop) / next).high }
  }

  /// Polynomials' Bernstein coefficients, coefficient after coefficient.
  private static func rows(_ polynomials: [[DoubleDouble]], _ binomials: [Double]) -> [Double] {
    binomials.indices.flatMap { k in
      polynomials.map { powers in
        var sum = DoubleDouble(0)
        for j in 0...k {
          sum = sum + powers[j] * DoubleDouble(binomial(k, j)) / DoubleDouble(binomials[j])
        }
        return sum.high
      }
    }
  }

  /// Exact up to where doubles hold it, far beyond the largest tableau.
  private static func binomial(_ n: Int, _ k: Int) -> Double {
    var result = 1.0
    for i in 0..<k { result = result * Double(n - i) / Double(i + 1) }
    return result
  }

  /// The polynomial that is 1 at one point and 0 at the others, by powers.
  private static func interpolant(_ index: Int, _ points: [DoubleDouble]) -> [DoubleDouble] {
    var powers = [DoubleDouble(1)]
    for (other, point) in points.enumerated() where other != index {
      let distance = points[index] - point
      var product = [DoubleDouble](repeating: DoubleDouble(0), count: powers.count + 1)
      for (k, power) in powers.enumerated() {
        product[k + 1] = product[k + 1] + power / distance
        product[k] = product[k] - power * point / distance
      }
      powers = product
    }
    return powers
  }

  private static func antiderivative(_ powers: [DoubleDouble]) -> [DoubleDouble] {
    [DoubleDouble(0)] + powers.enumerated().map { $1 / DoubleDouble(Double($0 + 1)) }
  }

  private static func value(_ powers: [DoubleDouble], _ x: DoubleDouble) -> DoubleDouble {
    powers.reversed().reduce(DoubleDouble(0)) { $0 * x + $1 }
  }
}

extension RadauTableau {
  /// The zeros of `P_s - P_(s-1)` on (0, 1], the last exactly 1.
  private static func exactNodes(_ stages: Int) -> [DoubleDouble] {
    var found: [DoubleDouble] = []
    // Neighbouring zeros are further apart than 1 / s²: no cell holds two.
    let cells = 16 * stages * stages
    var left = difference(stages, DoubleDouble(-1)).value.high
    for cell in 1..<cells {
      let x = 2 * Double(cell) / Double(cells) - 1
      let right = difference(stages, DoubleDouble(x)).value.high
      if (left < 0) != (right < 0) {
        var root = DoubleDouble(x - 1 / Double(cells))
        for _ in 0..<8 {
          let (value, slope) = difference(stages, root)
          root = root - value / slope
        }
        found.append((root + DoubleDouble(1)) * DoubleDouble(0.5))
      }
      left = right
    }
    precondition(found.count == stages - 1, "A Radau polynomial has s - 1 zeros inside.")
    return found + [DoubleDouble(1)]
  }

  /// `P_s - P_(s-1)` and its derivative at a point of [-1, 1).
  private static func difference(
    _ stages: Int, _ x: DoubleDouble
  ) -> (value: DoubleDouble, slope: DoubleDouble) {
    var (before, value) = (DoubleDouble(1), x)
    var (slopeBefore, slope) = (DoubleDouble(0), DoubleDouble(1))
    for n in 1..<stages {
      let (a, b, c) = (Double(2 * n + 1), Double(n), DoubleDouble(Double(n + 1)))
      let next = (DoubleDouble(a) * x * value - DoubleDouble(b) * before) / c
      let slopeNext =
        (DoubleDouble(a) * (value + x * slope) - DoubleDouble(b) * slopeBefore) / c
      (before, value, slopeBefore, slope) = (value, next, slope, slopeNext)
    }
    return (value - before, slope - slopeBefore)
  }
}
