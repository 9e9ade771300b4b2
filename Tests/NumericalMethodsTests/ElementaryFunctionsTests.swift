import NumericalMethods
import Testing

@Suite("Elementary functions need no Foundation")
struct ElementaryFunctionsTests {
  @Test("(e^x - 1) / x equals 60-digit values to 1e-15")
  func exponentialMinusOneOver() {
    let lines = References.text(of: "exponentialMinusOneOver").split(separator: "\n")
    #expect(lines.count == 17)
    for line in lines {
      let numbers = line.split(separator: ",").map { Double($0) ?? .nan }
      #expect(
        relativeError(NumericalMethods.exponentialMinusOneOver(numbers[0]), numbers[1]) < 1e-15)
    }
    #expect(NumericalMethods.exponentialMinusOneOver(.infinity) == .infinity)
    #expect(NumericalMethods.exponentialMinusOneOver(-.infinity) == 0)
    #expect(NumericalMethods.exponentialMinusOneOver(.nan).isNaN)
  }

  @Test("exp, expm1, log, sqrt and pow are the ones everybody knows")
  func functions() {
    #expect(relativeError(exp(1), 2.718_281_828_459_045_235) < 2e-16)
    #expect(relativeError(expm1(1e-10), 1.000_000_000_05e-10) < 2e-16)
    #expect(relativeError(log(10), 2.302_585_092_994_045_684) < 2e-16)
    #expect(sqrt(2.25) == 1.5)
    #expect(relativeError(pow(16, 0.75), 8) < 2e-16)
  }
}
