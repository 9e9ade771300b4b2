/// Functions of one variable that are a polynomial each on adjoining intervals from zero on, in
/// Bernstein form: what a ``CollocationIntegrator`` finds.
///
/// Coefficients that are not negative make a value a sum of terms that are not negative, so it is
/// not negative to the last bit, at a knot and between knots.
package struct PiecewisePolynomial: Sendable {
  /// The degree of each polynomial.
  package let degree: Int
  /// The number of functions.
  package let components: Int
  /// Where the intervals end, the start of the first before them.
  package private(set) var knots: [Double] = [0]
  /// Interval after interval, function after function: Bernstein coefficients times binomials.
  private var coefficients: [Double] = []
  /// At every knot, the integral of every function from zero.
  private var integrals: [Double]
  private let binomials: [Double]
  private let nodes: [Double]
  private let weights: [Double]

  /// Functions on no interval yet.
  init(_ tableau: RadauTableau, components: Int) {
    degree = tableau.stages
    self.components = components
    binomials = tableau.binomials
    nodes = tableau.nodes
    weights = tableau.weights
    integrals = Array(repeating: 0, count: components)
    // A dozen intervals are what a course between two doses takes.
    coefficients.reserveCapacity(12 * components * (degree + 1))
  }

  /// The number of intervals.
  package var count: Int { knots.count - 1 }
  /// Where the last interval ends.
  package var end: Double { knots[knots.count - 1] }

  /// Appends an interval that ends at a point.
  /// - Parameter bernstein: Coefficients, function after function.
  mutating func append(to end: Double, _ bernstein: UnsafePointer<Double>) {
    let width = end - self.end
    let before = integrals.count - components
    knots.append(end)
    for component in 0..<components {
      let own = bernstein + component * (degree + 1)
      var sum = 0.0
      for k in 0...degree {
        sum += own[k]
        coefficients.append(own[k] * binomials[k])
      }
      integrals.append(integrals[before + component] + width * (sum / Double(degree + 1)))
    }
  }

  /// The interval that holds a point; a knot belongs to the later one.
  private func interval(_ point: Double) -> Int {
    var (low, high) = (0, count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if knots[middle] <= point { low = middle } else { high = middle }
    }
    return low
  }

  private func share(_ point: Double, of interval: Int) -> Double {
    let start = knots[interval]
    return min(max((point - start) / (knots[interval + 1] - start), 0), 1)
  }

  /// The value of one function; points outside count as the nearest inside.
  package func value(_ component: Int, at point: Double) -> Double {
    let interval = interval(point)
    return value(component, in: interval, at: share(point, of: interval))
  }

  private func value(_ component: Int, in interval: Int, at share: Double) -> Double {
    let first = (interval * components + component) * (degree + 1)
    return coefficients.withUnsafeBufferPointer {
      Self.value($0.baseAddress.unsafelyUnwrapped + first, degree, share)
    }
  }

  /// Horner's scheme for coefficients times binomials: only additions and multiplications of what
  /// is there, from the side that is nearer.
  private static func value(_ c: UnsafePointer<Double>, _ degree: Int, _ share: Double) -> Double {
    let rest = 1 - share
    if share <= 0.5 {
      let ratio = share / rest
      var (sum, power) = (c[degree], 1.0)
      for k in 1...degree {
        sum = sum * ratio + c[degree - k]
        power *= rest
      }
      return sum * power
    }
    let ratio = rest / share
    var (sum, power) = (c[0], 1.0)
    for k in 1...degree {
      sum = sum * ratio + c[k]
      power *= share
    }
    return sum * power
  }

  /// The rate of change of one function; at a knot that of the later interval.
  package func slope(_ component: Int, at point: Double) -> Double {
    let interval = interval(point)
    return slope(component, in: interval, at: share(point, of: interval))
  }

  private func slope(_ component: Int, in interval: Int, at share: Double) -> Double {
    let difference = differences(component, in: interval)
    let width = knots[interval + 1] - knots[interval]
    return difference.withUnsafeBufferPointer {
      Self.value($0.baseAddress.unsafelyUnwrapped, degree - 1, share)
    } / width
  }

  /// The derivative's Bernstein coefficients times its binomials, for a variable from 0 to 1.
  private func differences(_ component: Int, in interval: Int) -> [Double] {
    let first = (interval * components + component) * (degree + 1)
    return (0..<degree).map { k in
      Double(k + 1) * coefficients[first + k + 1] - Double(degree - k) * coefficients[first + k]
    }
  }

  /// The integral of one function between two points, nothing subtracted.
  package func integral(_ component: Int, from lower: Double, to upper: Double) -> Double {
    let (first, last) = (interval(lower), interval(upper))
    if lower == 0 { return integral(component, to: upper, in: last) }
    guard first < last else { return part(component, in: first, lower, upper) }
    var sum = part(component, in: first, lower, knots[first + 1])
    for interval in first + 1..<last {
      sum += part(component, in: interval, knots[interval], knots[interval + 1])
    }
    return sum + part(component, in: last, knots[last], upper)
  }

  private func integral(_ component: Int, to upper: Double, in interval: Int) -> Double {
    integrals[interval * components + component]
      + part(component, in: interval, knots[interval], upper)
  }

  /// The integral over a part of an interval, by a quadrature that is exact for its degree and
  /// whose weights are positive.
  private func part(
    _ component: Int, in interval: Int, _ lower: Double, _ upper: Double
  ) -> Double {
    let (start, width) = (knots[interval], knots[interval + 1] - knots[interval])
    let from = (lower - start) / width
    let to = min((upper - start) / width, 1)
    guard to > from else { return 0 }
    var sum = 0.0
    for (node, weight) in zip(nodes, weights) {
      let share = min(from + (to - from) * node, 1)
      sum += weight * value(component, in: interval, at: share)
    }
    return sum * (to - from) * width
  }
}

extension PiecewisePolynomial {
  /// The points inside at which one function turns by more than a share of its value.
  ///
  /// In each interval the derivative's Bernstein coefficients change sign at least as often as it
  /// does, and once means once (Descartes' rule); where they do so more often the interval is
  /// halved until they do not. So no turn is missed. Knots are candidates too, since the derivative
  /// may jump there. Of the candidates those count between which the function changes by more than
  /// `margin` times its value.
  /// - Returns: Points in order; maxima and minima take turns.
  package func turns(_ component: Int, margin: Double) -> [Double] {
    var candidates: [Double] = []
    for interval in 0..<count {
      let (start, width) = (knots[interval], knots[interval + 1] - knots[interval])
      for share in turns(component, in: interval) { candidates.append(start + share * width) }
      candidates.append(knots[interval + 1])
    }
    var turns: [Double] = []
    // The extreme since the last turn, and whether the way there was up; nothing at first.
    let start = value(component, at: 0)
    var extreme = (point: 0.0, value: start)
    var lowest = extreme
    var isRising: Bool?
    for point in candidates {
      let value = value(component, at: point)
      guard let rising = isRising else {
        if value > extreme.value { extreme = (point, value) }
        if value < lowest.value { lowest = (point, value) }
        if value > lowest.value + margin * value {
          if start > lowest.value + margin * start { turns.append(lowest.point) }
          (isRising, extreme) = (true, (point, value))
        } else if value < extreme.value - margin * extreme.value {
          if extreme.value > start + margin * extreme.value { turns.append(extreme.point) }
          (isRising, extreme) = (false, (point, value))
        }
        continue
      }
      if rising ? value > extreme.value : value < extreme.value {
        extreme = (point, value)
      } else if abs(value - extreme.value) > margin * max(value, extreme.value) {
        turns.append(extreme.point)
        (isRising, extreme) = (!rising, (point, value))
      }
    }
    return turns
  }

  /// The sign changes of the derivative inside one interval, as shares of it.
  private func turns(_ component: Int, in interval: Int) -> [Double] {
    let scaled = differences(component, in: interval)
    let first = (interval * components + component) * (degree + 1)
    let size = coefficients[first...first + degree].reduce(0) { max($0, abs($1)) }
    // What rounding leaves of differences between equal numbers.
    let noise = 16 * Double(degree) * size * .ulpOfOne
    var binomial = 1.0
    var bernstein: [Double] = []
    for k in 0..<degree {
      bernstein.append(scaled[k] / binomial)
      binomial = binomial * Double(degree - 1 - k) / Double(k + 1)
    }
    guard signChanges(bernstein, noise) > 0 else { return [] }
    var found: [Double] = []
    var stack = [(lower: 0.0, upper: 1.0, coefficients: bernstein)]
    func slope(_ share: Double) -> Double { self.slope(component, in: interval, at: share) }
    while let (lower, upper, coefficients) = stack.popLast() {
      let changes = signChanges(coefficients, noise)
      if changes == 0 { continue }
      let middle = lower + (upper - lower) / 2
      if changes == 1 || upper - lower < 1e-9 {
        let (a, b) = (slope(lower), slope(upper))
        guard a != 0, b != 0, (a < 0) != (b < 0) else {
          found.append(a == 0 ? lower : upper)
          continue
        }
        found.append(RootFinder.root(in: lower, upper, fLower: a, fUpper: b, slope))
        continue
      }
      let (left, right) = halves(coefficients)
      stack.append((middle, upper, right))
      stack.append((lower, middle, left))
    }
    return found
  }

  private func signChanges(_ coefficients: [Double], _ noise: Double) -> Int {
    var (changes, last) = (0, 0.0)
    for coefficient in coefficients where abs(coefficient) > noise {
      if last != 0, (coefficient < 0) != (last < 0) { changes += 1 }
      last = coefficient
    }
    return changes
  }

  /// The coefficients of both halves of an interval (de Casteljau).
  private func halves(_ coefficients: [Double]) -> (left: [Double], right: [Double]) {
    var row = coefficients
    var (left, right) = ([row[0]], [row[row.count - 1]])
    while row.count > 1 {
      row = zip(row, row.dropFirst()).map { ($0 + $1) / 2 }
      left.append(row[0])
      right.append(row[row.count - 1])
    }
    return (left, right.reversed())
  }
}
