import NumericalMethods
import Testing

@Suite("The exponential of any matrix is accurate relative to its norm")
struct MatrixExponentialTests {
  @Test(
    "equals a Taylor series of 80 digits as well as the problem's condition allows",
    arguments: References.exponentials)
  func equalsReference(_ reference: ReferenceCase) throws {
    let n = Int(Double(reference["matrix"].count).squareRoot())
    let matrix = SquareMatrix(size: n, elements: reference["matrix"])
    let expected = SquareMatrix(size: n, elements: reference["exponential"])
    let result = try MatrixExponential.exponential(of: matrix)
    // Rounding the matrix alone changes its exponential by up to 2^-53 ‖a‖ in relative terms.
    let tolerance = min(0x1p-53 * (10 + matrix.oneNorm), 5e-14)
    #expect((result - expected).oneNorm < tolerance * expected.oneNorm)
  }

  @Test("the reference file is there and whole")
  func referencesExist() {
    #expect(References.exponentials.count == 23)
  }

  @Test("e^0 is the identity and e of nothing is nothing")
  func trivial() throws {
    #expect(try MatrixExponential.exponential(of: .zero(4)) == .identity(4))
    #expect(try MatrixExponential.exponential(of: .zero(0)) == .zero(0))
  }

  @Test("agrees with the triangular method where both apply")
  func agreesWithTriangular() throws {
    let generator = TriangularGenerator(
      rates: [1, 0.4, 0.4], couplings: [(1, 0, 1), (2, 0, 0.5), (2, 1, 0.25)])
    let matrix = SquareMatrix(rows: [[-1, 0, 0], [1, -0.4, 0], [0.5, 0.25, -0.4]])
    let general = try MatrixExponential.exponential(of: 3 * matrix)
    for (a, b) in zip(general.elements, generator.exponential(3)) { #expect(abs(a - b) < 1e-15) }
  }

  @Test("e^a e^-a is the identity")
  func inverse() throws {
    let a = SquareMatrix(rows: [[-1, 2, 0.5], [0.25, -1, 1], [0.5, 0.5, -2]])
    let product =
      try MatrixExponential.exponential(of: a) * MatrixExponential.exponential(of: -1.0 * a)
    #expect((product - .identity(3)).oneNorm < 1e-14)
  }

  @Test("infinite and NaN entries are refused, overflow is reported")
  func refusesNonsense() {
    let failure = NumericalFailure(.notFinite, in: "Matrix exponential")
    for entry in [Double.nan, .infinity, 1e4, 1e200] {
      #expect(throws: failure) {
        try MatrixExponential.exponential(of: SquareMatrix(rows: [[0, 1], [1, entry]]))
      }
    }
  }
}
