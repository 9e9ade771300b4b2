internal import Titrate

/// Solves a second time, the other way, and compares; what is solved in steps, to a smaller
/// tolerance.
struct Verification {
  /// The largest difference that is no reason for doubt; the two ways agree to about 1e-12.
  static let tolerance = 1e-9
  /// Values below this share of an output's largest one are compared with that instead.
  private static let floor = 1e-9

  /// The largest relative difference of any state at any of the moments.
  let largest: Double
  private let methods: [(drug: String, first: String, second: String)]

  init(_ drugs: [SimulatedDrug], at times: SampleTimes) throws(DiagnosticError) {
    var largest = 0.0
    var methods: [(String, String, String)] = []
    for drug in drugs {
      do throws(SimulationFailure) {
        let second = try Self.second(drug)
        methods.append((drug.name, drug.curve.method.rawValue, Self.words(second)))
        largest = max(largest, try Self.difference(drug.curve, second, at: times))
      } catch {
        throw DiagnosticError(error.diagnostic)
      }
    }
    self.largest = largest
    self.methods = methods
  }

  /// The result in one line for each drug's methods and one for the difference.
  var note: String {
    let ways = methods.map { "\($0.drug) by \($0.first) and by \($0.second)" }
    return "verified: \(ways.joined(separator: "; ")); largest relative difference \(largest)\n"
  }

  /// The fault, when the two ways disagree.
  var fault: Diagnostic? {
    guard !(largest <= Self.tolerance) else { return nil }
    return Diagnostic(
      .solversDisagree, at: nil,
      "the two ways of solving differ by \(largest), relative; nothing was written",
      expected: "at most \(Self.tolerance)",
      remedy: "check the model's rate constants; if they are plausible, report it")
  }

  /// How a second curve was solved.
  private static func words(_ curve: Curve) -> String {
    curve.tolerance.map { "\(curve.method.rawValue) with the tolerance \($0)" }
      ?? curve.method.rawValue
  }

  /// The curve solved the other way; in steps where the model's graph has no other.
  ///
  /// Where links saturate it is the Taylor series, and collocation at other nodes where that would
  /// take too many steps.
  private static func second(_ drug: SimulatedDrug) throws(SimulationFailure) -> Curve {
    func curve(
      _ method: Propagator.Method, tolerance: Double? = nil
    ) throws(SimulationFailure) -> Curve {
      try Curve(
        model: drug.model, schedule: drug.schedule, method: method, tolerance: tolerance)
    }
    if let tolerance = drug.curve.tolerance {
      // A hundred times as tight, so that what differs is the error of the first.
      let tight = max(tolerance / 100, SaturableSolver.tolerances.lowerBound)
      do {
        return try curve(.taylorSeries, tolerance: tight)
      } catch .kinetics(.numerical) {
        // Too stiff for explicit steps.
        return try curve(.otherCollocation, tolerance: tight)
      }
    }
    guard drug.curve.method != .modal else { return try curve(.matrixExponential) }
    do {
      return try curve(.modal)
    } catch .kinetics(.notModal) {
      return try curve(.steppedMatrixExponential)
    }
  }

  private static func difference(
    _ a: Curve, _ b: Curve, at times: SampleTimes
  ) throws(SimulationFailure) -> Double {
    var peaks = a.stateNames.map { _ in 0.0 }
    for time in times {
      for (index, value) in try a.states(at: time).enumerated() {
        peaks[index] = max(peaks[index], abs(value))
      }
    }
    var largest = 0.0
    for time in times {
      let (x, y) = (try a.states(at: time), try b.states(at: time))
      for index in x.indices where peaks[index] > 0 {
        largest = max(
          largest, abs(x[index] - y[index]) / max(abs(x[index]), floor * peaks[index]))
      }
    }
    return largest
  }
}
