import CLAPACK
import NumericalMethods
import Testing

@Suite("The Cholesky factor of a covariance")
struct CholeskyTests {
  @Test("agrees with LAPACK on random matrices up to 16 x 16", arguments: 1...16)
  func agreesWithLAPACK(n: Int) throws {
    var state: UInt64 = 88_172_645_463_325_252 &+ UInt64(n)
    func next() -> Double {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Double(state >> 11) * 0x1p-53 - 0.5
    }
    let roots = (0..<n).map { _ in (0..<n).map { _ in next() } }
    let rows = (0..<n).map { i in
      (0..<n).map { j in
        (0..<n).reduce(i == j ? 0.01 : 0) { $0 + roots[i][$1] * roots[j][$1] }
      }
    }
    let factor = try CholeskyFactor(rows)
    var flat = rows.flatMap { $0 }
    let order: clapack_int = clapack_int(n)
    #expect(LAPACKE_dpotrf(LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "L")), order, &flat, order) == 0)
    for i in 0..<n {
      for j in 0...i {
        #expect(abs(factor.entries[i * n + j] - flat[i * n + j]) <= 1e-13)
      }
    }
  }

  @Test("a variance of zero gives a deviate of zero")
  func zeroVariance() throws {
    let factor = try CholeskyFactor([[4], [0, 0], [1, 0, 1]])
    let z = SIMD8<Double>(repeating: 2)
    #expect(factor.apply(0) { _ in z } == SIMD8(repeating: 4))
    #expect(factor.apply(1) { _ in z } == SIMD8(repeating: 0))
  }

  @Test("a matrix that is no covariance is refused")
  func refused() {
    #expect(throws: NumericalFailure.self) { try CholeskyFactor([[1], [2, 1]]) }
    #expect(throws: NumericalFailure.self) { try CholeskyFactor([[-1]]) }
    #expect(throws: NumericalFailure.self) { try CholeskyFactor([[0], [1, 1]]) }
    #expect(throws: NumericalFailure.self) { try CholeskyFactor([[.nan]]) }
  }
}
