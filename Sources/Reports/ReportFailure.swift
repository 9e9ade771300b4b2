public import Diagnostics
public import Quantities
public import Simulation

/// Why a report cannot be made or written.
public enum ReportFailure: Error, Hashable, Sendable {
  /// The curve has no value where the report asks for one.
  case simulation(SimulationFailure)
  /// A column would hold a number that is infinite or not a number.
  case notFinite(column: String, at: Tick)
  /// A subject of a study has a number that is infinite or not a number.
  case subjectNotFinite(column: String, subject: Int)
  /// A percentile of a study is beyond what is counted.
  case quantileNotFinite(column: String)
  /// Two columns would have the same name.
  case sameColumnTwice(String)
  /// The bytes cannot be written.
  case output(OutputFailure)

  /// The failure as it is shown; nothing when whoever reads standard output has stopped reading,
  /// which is no fault.
  public var diagnostic: Diagnostic? {
    switch self {
    case .simulation(let failure):
      Diagnostic(
        .curveFailed, at: nil, "the curve cannot be worked out: \(failure)",
        remedy:
          "check doses, durations and the model's parameters; if they are plausible, report it")
    case .notFinite(let column, let moment):
      Diagnostic(
        .numberNotFinite, at: nil,
        "column `\(column)` has no finite value at \(moment.clock); nothing was written",
        expected: "a finite number",
        remedy: "check doses and the model's parameters; if they are plausible, report it")
    case .subjectNotFinite(let column, let subject):
      Diagnostic(
        .numberNotFinite, at: nil,
        "column `\(column)` has no finite value for subject \(subject); nothing was written",
        expected: "a finite number",
        remedy:
          "look at the subject with `--subjects \(subject)..<\(subject + 1)`; check doses and "
          + "the spread of parameters")
    case .quantileNotFinite(let column):
      Diagnostic(
        .numberNotFinite, at: nil, "a percentile of `\(column)` has no finite value",
        expected: "concentrations below 2^64 mg/L",
        remedy: "check doses and the model's parameters; if they are plausible, report it")
    case .sameColumnTwice(let name):
      Diagnostic(
        .sameColumnTwice, at: nil, "two columns would both be named `\(name)`",
        expected: "outputs and compartments whose names differ in letters and digits",
        remedy: "rename one of them in the model file, or choose fewer columns")
    case .output(let failure): failure.diagnostic
    }
  }
}
