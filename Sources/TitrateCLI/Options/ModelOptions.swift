internal import ArgumentParser
internal import Titrate

/// How the drug moves in the body, and how that is solved.
struct ModelOptions: ParsableArguments {
  @Option(
    name: .customLong("model"),
    help: ArgumentHelp(
      "A model's id or file, one for each drug; the library's default when absent.",
      valueName: "model"))
  var models: [String] = []

  @Option(
    name: .customLong("effect-site"),
    help: ArgumentHelp(
      "An effect site of the model, by name; one for each drug at most.", valueName: "name"))
  var effectSites: [String] = []

  @Option(
    help: ArgumentHelp(
      "Solve a linear model by modal or by matrix-exponential; chosen by its structure when absent.",
      valueName: "method"))
  var method: SolutionMethod?
}

/// The names of the two independent ways of solving.
enum SolutionMethod: String, ExpressibleByArgument, CaseIterable {
  case modal
  case matrixExponential = "matrix-exponential"

  var method: Propagator.Method {
    switch self {
    case .modal: .modal
    case .matrixExponential: .matrixExponential
    }
  }
}
