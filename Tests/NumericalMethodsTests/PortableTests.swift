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

    @Test("(e^x - 1) / x equals 60-digit values to 1e-15")
    func exponentialMinusOneOver() {
      let lines = References.text(of: "exponentialMinusOneOver").split(separator: "\n")
      #expect(lines.count == 17)
      for line in lines {
        let numbers = line.split(separator: ",").map { Double($0) ?? .nan }
        // Beyond, e^x itself is no double.
        guard numbers[0] < 709.7 else { continue }
        let found = Portable.exponentialMinusOneOver(Lanes(repeating: numbers[0]))[0]
        #expect(relativeError(found, numbers[1]) < 1e-15)
      }
      #expect(Portable.exponentialMinusOneOver(Lanes(repeating: -.infinity))[0] == 0)
      #expect(Portable.exponentialMinusOneOver(Lanes(repeating: .nan))[0].isNaN)
    }

    @Test("a number gives the bits that it gives in a lane")
    func scalars() {
      var random = SystemRandomNumberGenerator()
      let ends = [
        0, -0.0, 1, -1, 709.78, 709.79, -745.1, -745.2, -708.4, .infinity, -.infinity, .nan,
        .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .greatestFiniteMagnitude,
      ]
      let drawn = (0..<(Self.isSlow ? 20_000 : 1_000)).flatMap { _ in
        [
          Double(bitPattern: .random(in: 0...UInt64.max, using: &random)),
          Double.random(in: -760...720, using: &random), Double.random(in: -1...1, using: &random),
        ]
      }
      let others = (ends + drawn).filter { x in
        let lanes = Lanes(repeating: x)
        return !isSame(Portable.exp(x), Portable.exp(lanes)[5])
          || !isSame(Portable.expm1(x), Portable.expm1(lanes)[5])
          || !isSame(Portable.log(x), Portable.log(lanes)[5])
      }
      #expect(others.isEmpty)
    }

    private func isSame(_ a: Double, _ b: Double) -> Bool {
      a.bitPattern == b.bitPattern || a.isNaN && b.isNaN
    }

    @Test("a power is within 1 ulp, and two with an exponent of ten")
    func power() {
      for (exponents, limit) in [(-2.0...2.0, 1.0), (-10...10, 2)] {
        var random = SystemRandomNumberGenerator()
        var worst = 0.0
        for _ in 0..<(Self.isSlow ? 200_000 : 20_000) {
          let base = Foundation.exp(Double.random(in: -20...20, using: &random))
          let exponent = Double.random(in: exponents, using: &random)
          let exact = pow(Float80(base), Float80(exponent))
          let error = abs(Float80(Portable.power(base, exponent)) - exact)
          worst = max(worst, Double(error / Float80(Double(exact).ulp)))
        }
        #expect(worst < limit)
      }
      #expect(Portable.power(16, 0.75) == 8 && Portable.power(0.25, 0.5) == 0.5)
      #expect(Portable.power(1e300, 2) == .infinity && Portable.power(1e300, -2) == 0)
    }

    @Test("cosine and sine to a quarter turn are within 3e-16")
    func angles() {
      var random = SystemRandomNumberGenerator()
      for _ in 0..<2_000 {
        let x = Double.random(in: -1.5708...1.5708, using: &random)
        let (cosine, sine) = Portable.cosineAndSine(x)
        #expect(abs(Float80(cosine) - cos(Float80(x))) < 3e-16, "\(x)")
        #expect(abs(Float80(sine) - sin(Float80(x))) < 3e-16, "\(x)")
      }
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
      // A build that is not optimised would take minutes for what it takes seconds.
      for _ in 0..<(Self.isSlow ? (_isDebugAssertConfiguration() ? 8_000 : 500_000) : 2_000) {
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

    private static let isSlow = ProcessInfo.processInfo.environment["TITRATE_SLOW"] == "1"

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
