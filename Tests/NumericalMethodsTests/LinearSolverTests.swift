import NumericalMethods
import Testing

@Suite("Linear equations and eigenvalues come from LAPACK and are checked")
struct LinearSolverTests {
  static func hilbert(_ n: Int) -> SquareMatrix {
    SquareMatrix(rows: (0..<n).map { i in (0..<n).map { 1 / Double(i + $0 + 1) } })
  }

  @Test("a small system has its exact solution")
  func small() throws {
    let a = SquareMatrix(rows: [[2, 1], [1, 3]])
    #expect(try LinearSolver.solve(a, [3, 5]) == [0.8, 1.4])
    #expect(try LinearSolver.solve(.zero(0), []).isEmpty)
  }

  @Test("solutions known in advance are found", arguments: [1, 2, 5, 9, 20])
  func knownSolution(_ n: Int) throws {
    var dice = Dice(state: UInt64(n))
    // Small integers make the right-hand side exact.
    var a = SquareMatrix.zero(n)
    for i in 0..<n {
      for j in 0..<n { a[i, j] = Double(Int.random(in: -9...9, using: &dice)) }
      a[i, i] += 50
    }
    let x = (0..<n).map { _ in Double(Int.random(in: -9...9, using: &dice)) }
    let found = try LinearSolver.solve(a, a * x)
    for (a, b) in zip(found, x) { #expect(abs(a - b) < 1e-14) }
  }

  @Test("rows and columns in very different units do no harm")
  func badUnits() throws {
    let a = SquareMatrix(rows: [[2e-200, 1e-100], [1, 3e100]])
    let x = try LinearSolver.solve(a, [3e-200, 5])
    #expect(relativeError(x[0], 0.8) < 1e-15)
    #expect(relativeError(x[1], 1.4e-100) < 1e-15)
  }

  @Test(
    "dependent rows are reported as singular",
    arguments: [
      [[1, 2], [2, 4]], [[0.1, 0.2], [0.3, 0.6]], [[0, 0], [0, 1]],
      [[-0.3, 0.1, 0.2], [0.3, -0.4, 0.1], [0, 0.3, -0.3]],
    ])
  func singular(_ rows: [[Double]]) {
    #expect(throws: NumericalFailure(.singular, in: "Solution of linear equations")) {
      try LinearSolver.solve(SquareMatrix(rows: rows), rows.map { _ in 1 })
    }
  }

  @Test("NaN, infinity and wrong sizes are refused")
  func refusesNonsense() {
    let operation = "Solution of linear equations"
    #expect(throws: NumericalFailure(.notFinite, in: operation)) {
      try LinearSolver.solve(.identity(2), [1, .nan])
    }
    #expect(throws: NumericalFailure(.notFinite, in: operation)) {
      try LinearSolver.solve(SquareMatrix(rows: [[.infinity]]), [1])
    }
    #expect(throws: NumericalFailure(.sizeMismatch(expected: 2, found: 1), in: operation)) {
      try LinearSolver.solve(.identity(2), [1])
    }
    #expect(throws: NumericalFailure(.notFinite, in: "Eigenvalues")) {
      try LinearSolver.eigenvalues(SquareMatrix(rows: [[.nan]]))
    }
  }

  @Test("eigenvalues are sorted by real, then imaginary part")
  func eigenvalues() throws {
    let rotation = SquareMatrix(rows: [[0, -2, 0], [2, 0, 0], [0, 0, -1]])
    let found = try LinearSolver.eigenvalues(rotation)
    for (value, expected) in zip(found, [(-1.0, 0.0), (0, -2), (0, 2)]) {
      #expect(abs(value.real - expected.0) < 1e-15)
      #expect(abs(value.imaginary - expected.1) < 1e-15)
    }
    #expect(try LinearSolver.eigenvalues(.zero(0)).isEmpty)
  }

  @Test("eigenvalues of a star agree with its spectrum")
  func agreesWithSpectrum() throws {
    let spectrum = MammillarySpectrum(
      exit: 0.5, toLeaf: [0.3, 0.2], fromLeaf: [0.4, 0.1], leafExit: [0, 0])
    let matrix = SquareMatrix(rows: [[1, -0.4, -0.1], [-0.3, 0.4, 0], [-0.2, 0, 0.1]])
    for (a, b) in zip(try LinearSolver.eigenvalues(matrix), spectrum.rates) {
      #expect(relativeError(a.real, b) < 1e-14)
    }
  }

  @Test("a failure names its cause and a remedy")
  func messages() {
    let failure = NumericalFailure(.noConvergence(iterations: 90), in: "Eigenvalues")
    #expect(
      "\(failure)" == """
        Eigenvalues: no convergence after 90 iterations. Check the rates for wrong units; they may \
        span too many orders of magnitude.
        """)
  }

  @Test("refinement keeps an ill-conditioned solution usable")
  func hilbertMatrix() throws {
    // H x = b with b the first column has the solution (1, 0, 0 ...) whatever the rounding of H.
    let a = Self.hilbert(8)
    let x = try LinearSolver.solve(a, (0..<8).map { a[$0, 0] })
    #expect(abs(x[0] - 1) < 1e-12)
    #expect(x.dropFirst().allSatisfy { abs($0) < 1e-9 })
  }
}

@Suite("Square matrices multiply in a fixed order")
struct SquareMatrixTests {
  @Test("a product has its known value")
  func product() {
    let a = SquareMatrix(rows: [[1, 2], [3, 4]])
    let b = SquareMatrix(rows: [[0, 1], [5, -2]])
    #expect(a * b == SquareMatrix(rows: [[10, -3], [20, -5]]))
    #expect(a * [1, -1] == [-1, -1])
  }

  @Test("the identity is neutral in own loops and in BLAS", arguments: [0, 1, 8, 9, 20])
  func identity(_ n: Int) {
    var dice = Dice(state: 3)
    let a = SquareMatrix(size: n, elements: (0..<n * n).map { _ in dice.rate(-3...3) })
    #expect(a * .identity(n) == a)
    #expect(.identity(n) * a == a)
    #expect((a - a).oneNorm == 0)
  }

  @Test("own loops and BLAS agree on integers, where both are exact")
  func ownAndLibraryAgree() {
    let n = 9
    let a = SquareMatrix(size: n, elements: (0..<n * n).map { Double($0 % 7 - 3) })
    let b = SquareMatrix(size: n, elements: (0..<n * n).map { Double($0 % 5 - 2) })
    var expected = SquareMatrix.zero(n)
    for i in 0..<n {
      for j in 0..<n {
        expected[i, j] = (0..<n).map { a[i, $0] * b[$0, j] }.reduce(0, +)
      }
    }
    #expect(a * b == expected)
  }

  @Test("the 1-norm is the largest column sum and keeps NaN")
  func norm() {
    #expect(SquareMatrix(rows: [[1, -5], [3, 2]]).oneNorm == 7)
    #expect(SquareMatrix(rows: [[.nan, 0], [0, 1]]).oneNorm.isNaN)
    #expect(SquareMatrix.zero(0).oneNorm == 0)
  }
}
