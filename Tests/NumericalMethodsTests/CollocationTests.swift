import NumericalMethods
import Testing

@Suite("Collocation at Radau points has the order and the error that it promises")
struct CollocationTests {
  @Test("nodes and weights of two and three stages are the published ones")
  func tableau() {
    // Hairer and Wanner 1996, Table IV.5.5 and IV.5.6.
    let two = RadauTableau(stages: 2)
    #expect(two.nodes == [1.0 / 3, 1])
    #expect(two.weights == [0.75, 0.25])
    let root = 6.0.squareRoot()
    let three = RadauTableau(stages: 3)
    for (got, expected) in zip(three.nodes, [(4 - root) / 10, (4 + root) / 10, 1]) {
      #expect(abs(got - expected) <= 1e-16)
    }
    for (got, expected) in zip(three.weights, [(16 - root) / 36, (16 + root) / 36, 1.0 / 9]) {
      #expect(abs(got - expected) <= 1e-16)
    }
  }

  @Test("the quadrature is exact up to degree 2 s - 2, and not beyond", arguments: 2...12)
  func quadrature(stages: Int) {
    let tableau = RadauTableau(stages: stages)
    func error(_ degree: Int) -> Double {
      let sum = zip(tableau.nodes, tableau.weights).reduce(0) { total, pair in
        total + pair.1 * (0..<degree).reduce(1.0) { power, _ in power * pair.0 }
      }
      return abs(sum - 1 / Double(degree + 1))
    }
    for degree in 0...2 * stages - 2 { #expect(error(degree) <= 2e-16) }
    if stages <= 6 { #expect(error(2 * stages - 1) > 1e-10) }
  }

  @Test("the end of a step is of order 2 s - 1, its inside of order s + 1", arguments: 2...5)
  func order(stages: Int) throws {
    func errors(_ step: Double) throws -> (end: Double, inside: Double) {
      let solution = try CollocationIntegrator(tolerance: 1e-3, stages: stages)
        .solve(Logistic(), from: [Logistic.start], to: 4, step: step)
      let inside = (1...999).map { index in
        let time = 4 * Double(index) / 1000
        return abs(solution.value(0, at: time) - Logistic.value(time))
      }
      return (abs(solution.value(0, at: 4) - Logistic.value(4)), inside.max() ?? 0)
    }
    let widths: [Int: Double] = [2: 0x1p-6, 3: 0x1p-4, 4: 0x1p-2, 5: 0x1p-1]
    let width: Double = try #require(widths[stages])
    // Where both orders show: before rounding, and after what is of higher order.
    let end = Portable.log(try errors(width).end / errors(width / 2).end) / Portable.log(2)
    let inside =
      Portable.log(try errors(width / 4).inside / errors(width / 8).inside) / Portable.log(2)
    print("order of", stages, "stages: end", end, "inside", inside)
    #expect(abs(end - Double(2 * stages - 1)) <= 0.2)
    #expect(abs(inside - Double(stages + 1)) <= 0.2)
  }

  @Test(
    "the error is at most ten times the tolerance, and falls with it",
    arguments: [1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12])
  func tolerance(_ tolerance: Double) throws {
    for stages in [6, 8] {
      let solution = try CollocationIntegrator(tolerance: tolerance, stages: stages)
        .solve(Logistic(), from: [Logistic.start], to: 40)
      let taylor = try TaylorIntegrator(tolerance: tolerance)
        .solve(Logistic(), from: [Logistic.start], to: 40)
      for index in 1...2000 {
        let time = 40 * Double(index) / 2000
        let truth = Logistic.value(time)
        #expect(abs(solution.value(0, at: time) - truth) <= 10 * tolerance * truth)
        #expect(abs(taylor.value(0, at: time) - truth) <= 10 * tolerance * truth)
      }
    }
  }

  @Test("what is integrated along, and the integral of the polynomial, are the integral")
  func integrals() throws {
    let solution = try CollocationIntegrator(tolerance: 1e-12)
      .solve(Logistic(), from: [Logistic.start], to: 20)
    // The integral of the logistic function x is log((1 + x0 (e^t - 1)) / 1).
    for time in [0.001, 0.7, 3.0, 19.5, 20] {
      let truth = Portable.log(1 + Logistic.start * Portable.expm1(time))
      #expect(abs(solution.value(1, at: time) - truth) <= 1e-11 * truth)
      #expect(abs(solution.integral(0, from: 0, to: time) - truth) <= 1e-11 * truth)
    }
    let parts = [0, 0.3, 4.4, 4.5, 20]
    let sum = zip(parts, parts.dropFirst()).reduce(0) {
      $0 + solution.integral(0, from: $1.0, to: $1.1)
    }
    #expect(abs(sum - solution.integral(0, from: 0, to: 20)) <= 1e-14 * sum)
  }

  @Test("every turn of an oscillation is found")
  func turns() throws {
    let solution = try CollocationIntegrator(tolerance: 1e-11)
      .solve(Oscillator(), from: [3, 2], to: 50)
    let turns = solution.turns(0, margin: 1e-11)
    #expect(turns.count == 15)
    for (index, turn) in turns.enumerated() {
      #expect(abs(turn - Double(index + 1) * Double.pi) <= 1e-8)
    }
    #expect(solution.turns(0, margin: 1).isEmpty)
  }

  @Test("a solution that has no value at a time ends with a failure that says when")
  func blowUp() throws {
    let failure = #expect(throws: NumericalFailure.self) {
      try CollocationIntegrator(tolerance: 1e-8).solve(BlowUp(), from: [1], to: 2)
    }
    guard case .stalled(let time)? = failure?.kind else {
      Issue.record("found \(String(describing: failure))")
      return
    }
    #expect(abs(time - 1) <= 1e-9)
  }
}

/// What the test problems have in common.
private protocol TestProblem: CollocationProblem {}

extension TestProblem {
  var quadratureCount: Int { 0 }
  var units: [Double] { Array(repeating: 1, count: stateCount) }
  var auxiliaryCount: Int { 0 }
  func quadratures(_ x: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>) {}
  func isSettled(_ x: UnsafePointer<Double>) -> Bool { false }
  func extend(
    _ series: UnsafeMutablePointer<Double>, order: Int, stride: Int,
    auxiliary: UnsafeMutablePointer<Double>
  ) {}
}

/// `x' = x (1 - x)`, whose integral is integrated along.
private struct Logistic: TestProblem {
  static let start = 0.001
  static func value(_ time: Double) -> Double {
    1 / (1 + (1 / start - 1) * Portable.exp(-time))
  }
  var stateCount: Int { 1 }
  var quadratureCount: Int { 1 }
  func change(
    _ x: UnsafePointer<Double>, _ change: UnsafeMutablePointer<Double>,
    carry: UnsafeMutablePointer<Double>
  ) { change[0] = x[0] * (1 - x[0]) }
  func jacobian(_ x: UnsafePointer<Double>, _ entries: UnsafeMutablePointer<Double>) {
    entries[0] = 1 - 2 * x[0]
  }
  func quadratures(_ x: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>) {
    rates[0] = x[0]
  }
  func extend(
    _ series: UnsafeMutablePointer<Double>, order: Int, stride: Int,
    auxiliary: UnsafeMutablePointer<Double>
  ) {
    var square = 0.0
    for j in 0...order { square += series[j] * series[order - j] }
    series[order + 1] = (series[order] - square) / Double(order + 1)
    series[stride + order + 1] = series[order] / Double(order + 1)
  }
}

/// 2 plus cosine and sine of time.
private struct Oscillator: TestProblem {
  var stateCount: Int { 2 }
  func change(
    _ x: UnsafePointer<Double>, _ change: UnsafeMutablePointer<Double>,
    carry: UnsafeMutablePointer<Double>
  ) {
    change[0] = 2 - x[1]
    change[1] = x[0] - 2
  }
  func jacobian(_ x: UnsafePointer<Double>, _ entries: UnsafeMutablePointer<Double>) {
    (entries[0], entries[1], entries[2], entries[3]) = (0, -1, 1, 0)
  }
}

/// `x' = x²`, which is infinite at 1.
private struct BlowUp: TestProblem {
  var stateCount: Int { 1 }
  func change(
    _ x: UnsafePointer<Double>, _ change: UnsafeMutablePointer<Double>,
    carry: UnsafeMutablePointer<Double>
  ) { change[0] = x[0] * x[0] }
  func jacobian(_ x: UnsafePointer<Double>, _ entries: UnsafeMutablePointer<Double>) {
    entries[0] = 2 * x[0]
  }
}
