import Foundation
import NumericalMethods
import Testing

@Suite("A root in a bracket is always found")
struct RootFinderTests {
  struct Problem: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var lower: Double
    var upper: Double
    var f: @Sendable (Double) -> Double
  }

  static let problems = [
    Problem(testDescription: "x² - 2", lower: 0, upper: 2) { $0 * $0 - 2 },
    Problem(testDescription: "cos x - x", lower: 0, upper: 1) { cos($0) - $0 },
    Problem(testDescription: "triple root", lower: -1, upper: 4) { ($0 - 1) * ($0 - 1) * ($0 - 1) },
    Problem(testDescription: "ninth power", lower: -1, upper: 4) { pow($0 - 0.3, 9) },
    Problem(testDescription: "step", lower: -1e300, upper: 1e300) { $0 < 0.1 ? -1 : 1 },
    Problem(testDescription: "step at a tiny number", lower: -1, upper: 1) { $0 < 1e-300 ? 1 : -1 },
    Problem(testDescription: "pole", lower: 0, upper: 2) { 1 / ($0 - 1 / 3) },
    Problem(testDescription: "flat", lower: -10, upper: 10) { $0 <= 3 ? -1e-300 : $0 - 3 },
    Problem(testDescription: "steep", lower: 0, upper: 1) { exp(700 * $0) - 2 },
    Problem(testDescription: "washout", lower: 0, upper: 1e4) { exp(-0.01 * $0) - 1e-20 },
  ]

  @Test("the result sits at a sign change between neighbouring doubles", arguments: problems)
  func bracketsTightly(_ problem: Problem) {
    var evaluations = 0
    let root = RootFinder.root(
      in: problem.lower, problem.upper, fLower: problem.f(problem.lower),
      fUpper: problem.f(problem.upper)
    ) { x in
      evaluations += 1
      #expect(problem.lower < x && x < problem.upper)
      return problem.f(x)
    }
    let value = problem.f(root)
    #expect(
      value == 0 || problem.f(root.nextUp) * value <= 0 || problem.f(root.nextDown) * value <= 0
        || (problem.f(root.nextUp) < 0) != (value < 0)
        || (problem.f(root.nextDown) < 0) != (value < 0))
    #expect(evaluations <= 125)
  }

  @Test("smooth functions take few evaluations")
  func isFast() {
    var evaluations = 0
    let root = RootFinder.root(in: 0, 2, fLower: -2, fUpper: 2) { x in
      evaluations += 1
      return x * x - 2
    }
    #expect(abs(root - 2.squareRoot()) <= root.ulp)
    #expect(evaluations <= 12)
  }

  @Test("an absolute tolerance is kept", arguments: [1e-3, 1e-6, 1e-9])
  func tolerance(_ tolerance: Double) {
    let root = RootFinder.root(in: 0, 1, fLower: 1, fUpper: cos(1) - 1, tolerance: tolerance) {
      cos($0) - $0
    }
    #expect(abs(root - 0.739_085_133_215_160_641_655) <= tolerance)
  }

  @Test("zeros at the ends and exact zeros inside are returned as they are")
  func exactZeros() {
    #expect(RootFinder.root(in: 1, 2, fLower: 0, fUpper: 5) { _ in 1 } == 1)
    #expect(RootFinder.root(in: 1, 2, fLower: 3, fUpper: 0) { _ in 1 } == 2)
    #expect(RootFinder.root(in: -1, 1, fLower: -1, fUpper: 1) { $0 } == 0)
  }

  @Test("a function that throws ends the search with its error")
  func passesErrorsOn() {
    let failure = NumericalFailure(.notFinite, in: "Test")
    #expect(throws: failure) {
      try RootFinder.root(in: 0, 1, fLower: -1, fUpper: 1) { (_) throws(NumericalFailure) in
        throw failure
      }
    }
  }

  @Test("NaN inside the bracket does not prevent the end")
  func notANumber() {
    let root = RootFinder.root(in: 0, 1, fLower: -1, fUpper: 1) { $0 < 0.25 ? -1 : .nan }
    #expect(abs(root - 0.25) <= 0.25.ulp)
  }

  @Test("a bracket without a sign change is refused")
  func noSignChange() async {
    await #expect(processExitsWith: .failure) {
      _ = RootFinder.root(in: 0, 1, fLower: 1, fUpper: 2) { $0 }
    }
  }
}
