internal import Titrate

/// What the exit status of the program says.
enum ExitStatus: Int32, CaseIterable {
  case clean = 0
  case findings = 1
  case badInput = 2
  case usage = 64
  case internalFailure = 70
  case inputOutput = 74
  case temporary = 75
  case interrupted = 130
  case terminated = 143

  var meaning: String {
    switch self {
    case .clean: "everything went well; warnings may have been printed"
    case .findings: "a hard limit is broken, or what `--fail-on` names was found; see `help check`"
    case .badInput:
      "a protocol, phrase (also without a drug), model or value cannot be understood or carried out"
    case .usage:
      "the command line cannot be understood, or lacks a weight, height, age or sex that is needed"
    case .internalFailure: "a calculation failed, or titrate itself did"
    case .inputOutput: "a file cannot be read or written"
    case .temporary:
      "a file or folder cannot be used just now, or a time limit is reached; try again"
    case .interrupted: "interrupted (SIGINT); nothing partial was left"
    case .terminated: "asked to end (SIGTERM); nothing partial was left"
    }
  }

  /// The table for `titrate help`.
  static var table: String {
    let rows = allCases.map { status in
      let number = String(status.rawValue)
      return "  " + number + String(repeating: " ", count: 4 - number.count) + status.meaning
    }
    return (["EXIT STATUS:"] + rows).joined(separator: "\n")
  }

  /// The status that goes with some findings: that of the first error, clean without one.
  init(_ diagnostics: [Diagnostic]) {
    let first = diagnostics.first { $0.severity == .error }
    self = first.map(ExitStatus.init(ofError:)) ?? .clean
  }

  private init(ofError error: Diagnostic) {
    switch error.code {
    case .internalFailure, .numericalFailure, .solversDisagree, .numberNotFinite, .curveFailed:
      self = .internalFailure
    case .sameColumnTwice: self = .badInput
    case .temporarilyUnreadable, .folderInUse, .timeLimitReached: self = .temporary
    case .fileTooLarge, .notUTF8, .idDiffersFromPath: self = .badInput
    case .sameIDTwice, .noModel, .noRoute: self = .badInput
    case .tooManyScenarios, .notAShard, .shardGap, .shardOverlap, .mixedVersions, .mixedMath,
      .mixedStudies, .mixedSeeds, .damagedShard, .otherStudy, .nothingToDraw, .badPercentiles,
      .undefinedMetric:
      self = .badInput
    case .diskTooSmall: self = .inputOutput
    // A name means nothing, or an option is missing that the protocol needs.
    case .notInLibrary, .unknownEffectSite, .missingCovariate: self = .usage
    case let code where code.id.hasPrefix("T7"): self = .inputOutput
    case let code where code.id.hasPrefix("T8"): self = .usage
    // Wrong contents are wrong wherever they stand: in a file, a phrase or the value of an option.
    default: self = .badInput
    }
  }
}
