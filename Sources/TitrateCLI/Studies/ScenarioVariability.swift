internal import Titrate

/// What is simulated of a model's variability in a study, and what there is to say about it.
struct ScenarioVariability {
  private(set) var between: RandomEffects?
  private(set) var sessions: RandomEffects?
  private(set) var uncertainty: RandomEffects?
  private(set) var errors: [ResidualError] = []
  /// All of it in words.
  private(set) var text = ""
  private(set) var warnings: [Diagnostic] = []

  /// Finds out what is simulated.
  /// - Throws: What is wrong with an assumed residual error, and `T4035` when there is none.
  init(_ study: Study, _ choice: Study.ModelChoice, _ model: Model) throws(Diagnostic) {
    if study.variability == .none {
      text = "typical by choice of the study"
      if choice.assumed != nil || choice.assumedSessions != nil {
        warn(
          choice, "the spread that the study assumes for `\(model.id)` is not simulated",
          "write `variability: as published` for it, or leave the assumption out")
      }
    } else {
      addBetween(choice, model)
      addSessions(choice, model)
      if study.variability == .withUncertainty { addUncertainty(choice, model) }
    }
    warnings += effects.flatMap(\.implausibleSpreads)
    if uncertainty != nil, study.outputs.limits {
      warnings.append(
        Diagnostic(
          .dependentSubjects, .warning, at: choice.name.location,
          "the intervals of `limits` take subjects as independent, and those of a replicate share "
            + "one draw of the typical values",
          remedy: "read the shares as those of this run's replicates, the intervals as too narrow"
        ))
    }
    guard study.residualError == .asPublished else { return }
    errors = try model.residualErrors(
      assumed: choice.assumedErrors, effectSite: choice.effectSite?.text, at: choice.name.location)
    let words = errors.map(\.text).joined(separator: "; ")
    text +=
      choice.assumedErrors.isEmpty
      ? "; residual error as published: \(words)"
      : "; residual error assumed by the study (\(errors[0].note ?? "")): \(words)"
  }

  /// Every block that moves parameters.
  var effects: [RandomEffects] { [between, sessions, uncertainty].compactMap { $0 } }

  private mutating func addBetween(_ choice: Study.ModelChoice, _ model: Model) {
    if let assumed = choice.assumed {
      between = assumed
      text = "assumed by the study (\(assumed.note ?? "")): \(assumed.words)"
      return
    }
    between = model.variability.betweenSubjects
    guard let between else {
      text = "none published: typical"
      return warn(
        choice,
        "no variability between subjects was published for `\(model.id)`: subjects of one size "
          + "are all typical",
        "state `assumed between subjects` for it, or write `variability: none`")
    }
    text = "between subjects as published: \(between.words)"
  }

  private mutating func addSessions(_ choice: Study.ModelChoice, _ model: Model) {
    sessions = choice.assumedSessions ?? model.variability.betweenSessions
    guard let sessions else { return }
    text +=
      choice.assumedSessions == nil
      ? "; between sessions as published: \(sessions.words)"
      : "; between sessions assumed by the study (\(sessions.note ?? "")): \(sessions.words)"
  }

  private mutating func addUncertainty(_ choice: Study.ModelChoice, _ model: Model) {
    uncertainty = model.variability.uncertainty
    guard let uncertainty else {
      text += "; no uncertainty published"
      return warn(
        choice,
        "no uncertainty was published for `\(model.id)`: its typical values are the same in every "
          + "replicate",
        "write `variability: as published`, or choose a model whose uncertainty is known")
    }
    text += "; uncertainty as published: \(uncertainty.words)"
  }

  private mutating func warn(_ choice: Study.ModelChoice, _ message: String, _ remedy: String) {
    warnings.append(
      Diagnostic(.typicalOnly, .warning, at: choice.name.location, message, remedy: remedy))
  }
}

extension RandomEffects {
  /// `CL cv 30 %; V1 variance 0.04`.
  fileprivate var words: String {
    effects.map { "\($0.parameter) \($0.text)" }.joined(separator: "; ")
  }
}
