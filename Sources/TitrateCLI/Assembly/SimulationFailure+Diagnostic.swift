internal import Titrate

extension SimulationFailure {
  /// The failure as it is shown.
  var diagnostic: Diagnostic {
    switch self {
    case .kinetics(.notModal):
      Diagnostic(
        .notApplicable, at: CommandLineText.place(ofValue: "modal", for: "--method"),
        "this model's compartments cannot be solved mode by mode",
        expected: "`--method matrix-exponential`", remedy: "leave `--method` out")
    case .unknownRoute(let route, let available):
      Diagnostic(
        .noRoute, at: nil, "the model has no route `\(route)`, by which the protocol gives a dose",
        expected: "a dose by \(available.joined(separator: ", ")), which is all that the model has",
        // No route is suggested for another: `im` is near `iv` in spelling only.
        remedy: "choose a model that has the route (by another one it would be another "
          + "prescription); `titrate preview` and `titrate check` judge doses without a curve")
    case .kinetics, .noSystem, .emptyInterval, .beforeStart, .badInput, .badLag,
      .badInitialState, .badThreshold, .notAdditive:
      Diagnostic(
        .numericalFailure, at: nil, "the curve cannot be worked out: \(reason)",
        remedy:
          "check doses, durations and the model's parameters; if they are plausible, report it"
      )
    }
  }

  /// Why one subject of many cannot be computed, in few words.
  var reason: String {
    switch self {
    case .badLag(let minutes): "a lag of \(minutes) min"
    case .kinetics(.badRate(let state)): "a rate from `\(state)` is negative or not finite"
    case .kinetics(.badVolume(let state)): "the volume of `\(state)` is not a number above zero"
    default: "\(self)"
    }
  }
}

extension Diagnostic {
  /// What is left when an error is of no kind that titrate knows.
  static func unforeseen(_ error: any Error) -> Diagnostic {
    Diagnostic(
      .internalFailure, at: nil, "titrate failed in a way that was not foreseen: \(error)",
      remedy: "report it, with the command line")
  }
}
