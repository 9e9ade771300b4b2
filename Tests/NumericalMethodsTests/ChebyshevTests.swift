import Foundation
import NumericalMethods
import Testing

@Suite("Polynomials through Chebyshev points")
struct ChebyshevTests {
  private func interpolant(
    _ lower: Double, _ upper: Double, _ f: (Double) -> Double
  ) -> ChebyshevInterpolant {
    ChebyshevInterpolant(
      lower, upper, values: ChebyshevInterpolant.points(lower, upper).map(f))
  }

  @Test("smooth functions are met to the last bits, and the tail of the coefficients says so")
  func accuracy() {
    let smooth = interpolant(1, 2) { exp($0) }
    for point in stride(from: 1.0, through: 2, by: 0.03) {
      #expect(abs(smooth.value(at: point) - exp(point)) < 1e-14 * exp(2))
    }
    #expect(smooth.tail < 1e-14)
    #expect(interpolant(-1, 1) { abs($0 - 0.1) }.tail > 1e-4)
    #expect(interpolant(0, 1) { _ in 0 }.tail == 0)
  }

  @Test("every sign change is bracketed once, however close the zeros are")
  func signChanges() {
    let zeros = [0.1, 0.3, 0.300001, 0.7, 0.95]
    let polynomial = interpolant(0, 1) { x in zeros.reduce(1) { $0 * (x - $1) } }
    let brackets = polynomial.signChanges()
    #expect(brackets.count == zeros.count)
    for (bracket, zero) in zip(brackets, zeros) { #expect(bracket.contains(zero)) }
    #expect(interpolant(0, 1) { ($0 - 0.5) * ($0 - 0.5) + 1e-9 }.signChanges().isEmpty)
    #expect(interpolant(-1, 1) { $0 * $0 * $0 }.signChanges().count == 1)
  }
}
