#if arch(x86_64)
  import Foundation
  import NumericalMethods
  import Randomness
  import Testing

  /// Against the 64-bit significands of x87, whose library functions err by less than 2^-10 of a
  /// double's last place.
  @Suite("Elementary functions of our own")
  struct PortableTests {
    typealias Lanes = SIMD8<Double>

    @Test("exp is within 1 ulp, down to the subnormals")
    func exponential() {
      #expect(worst(-708...709.7, Portable.exp) { exp($0) } < 1)
      #expect(worst(-1...1, Portable.exp) { exp($0) } < 1)
      #expect(worst(-745 ... -708, Portable.exp) { exp($0) } < 1)
    }

    @Test("exp - 1 is within 1 ulp, also near zero")
    func exponentialMinusOne() {
      #expect(worst(-40...709.7, Portable.expm1) { expm1($0) } < 1)
      #expect(worst(-2...2, Portable.expm1) { expm1($0) } < 1)
      #expect(worst(-1e-3...1e-3, Portable.expm1) { expm1($0) } < 1)
      #expect(
        worst(-700...1, Portable.exponentialMinusOneOver) { expm1($0) / $0 } < 2)
    }

    @Test("the logarithm is within 1 ulp, also near one and of subnormals")
    func logarithm() {
      #expect(worst(0.5...2, Portable.log) { log($0) } < 1)
      #expect(worst(0.999...1.001, Portable.log) { log($0) } < 1)
      #expect(worst(Double.leastNonzeroMagnitude...1e-300, Portable.log) { log($0) } < 1)
      #expect(worst(1...1e308, Portable.log) { log($0) } < 1)
    }

    @Test("the normal deviate is within 1 ulp in the middle and in the tails")
    func normalDeviate() {
      #expect(worst(0.2...0.8, Portable.normalDeviate, reference: Self.deviate) < 1)
      #expect(worst(0.49999...0.50001, Portable.normalDeviate, reference: Self.deviate) < 1)
      #expect(worst(1e-4...0.3, Portable.normalDeviate, reference: Self.deviate) < 1)
      #expect(worst(1e-15...1e-4, Portable.normalDeviate, reference: Self.deviate) < 1)
    }

    @Test("limits are exact, and what is not a number stays so")
    func limits() {
      #expect(Portable.exp(0) == 1 && Portable.expm1(0) == 0 && Portable.log(1) == 0)
      #expect(Portable.exp(-.infinity) == 0 && Portable.exp(.infinity) == .infinity)
      #expect(Portable.exp(709.79) == .infinity && Portable.exp(-745.2) == 0)
      #expect(Portable.expm1(.infinity) == .infinity && Portable.expm1(-.infinity) == -1)
      #expect(Portable.log(0) == -.infinity && Portable.log(-1).isNaN)
      #expect(Portable.exp(.nan).isNaN && Portable.expm1(.nan).isNaN && Portable.log(.nan).isNaN)
      #expect(Portable.normalDeviate(0.5) == 0)
      #expect(Portable.normalDeviate(0).isNaN && Portable.normalDeviate(1).isNaN)
    }

    @Test("deviates of p and 1 - p differ in sign only; a lane does not depend on its neighbours")
    func symmetry() {
      for k in stride(from: 1, to: 1_000, by: 7) {
        let p = Double(k) / 1_024
        #expect(Portable.normalDeviate(p) == -Portable.normalDeviate(1 - p))
        let mixed = Portable.normalDeviate(Lanes(p, 0.5, 1e-9, 0.9, p, 0.3, 0.7, p))
        #expect(mixed[0] == Portable.normalDeviate(p) && mixed[7] == mixed[0])
      }
    }

    /// The largest error over a range, in units of the last place.
    private func worst(
      _ range: ClosedRange<Double>, _ f: (Lanes) -> Lanes, reference: (Float80) -> Float80
    ) -> Double {
      var random = SplitMix64.announced("elementary functions")
      var worst = 0.0
      let isSlow = ProcessInfo.processInfo.environment["TITRATE_SLOW"] == "1"
      // A build that is not optimised would take minutes for what it takes seconds.
      for _ in 0..<(isSlow ? (_isDebugAssertConfiguration() ? 8_000 : 500_000) : 2_000) {
        var x = Lanes()
        for lane in 0..<8 { x[lane] = Double.random(in: range, using: &random) }
        let y = f(x)
        for lane in 0..<8 {
          let exact = reference(Float80(x[lane]))
          let error = Double(abs(Float80(y[lane]) - exact) / Float80(Double(exact).ulp))
          if !(error <= worst) { worst = error }
        }
      }
      return worst
    }

    /// Newton's method on the distribution, from the deviate itself.
    private static func deviate(_ p: Float80) -> Float80 {
      var x = Float80(Portable.normalDeviate(Double(p)))
      let root = Float80(2).squareRoot()
      for _ in 0..<3 {
        let density = exp(-x * x / 2) / (2 * Float80.pi).squareRoot()
        if p < 0.25 {
          x -= (erfc(-x / root) / 2 - p) / density
        } else {
          x -= (erf(x / root) / 2 - (p - 0.5)) / density
        }
      }
      return x
    }
  }
#endif
