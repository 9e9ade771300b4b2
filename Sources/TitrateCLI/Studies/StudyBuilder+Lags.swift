internal import Titrate

extension StudyBuilder {
  /// The routes of a model whose lag differs between subjects, because it varies or follows from
  /// the patient; where it is the same for everybody, all take the first subject's.
  func ownLags(_ choice: Study.ModelChoice, _ model: Model) -> Set<String> {
    Set(
      model.routes.indices.filter { index in
        model.routes[index].lag.map { differs($0, ofRoute: index, choice, model) } ?? false
      }.map { model.routes[$0].name })
  }

  private func differs(
    _ lag: Expression, ofRoute route: Int, _ choice: Study.ModelChoice, _ model: Model
  ) -> Bool {
    let (parameters, covariates) = model.origins(of: lag)
    let published = model.variability
    var effects: [RandomEffects] = []
    if study.variability != .none {
      effects = [
        choice.assumed ?? published.betweenSubjects,
        choice.assumedSessions ?? published.betweenSessions,
      ].compactMap { $0 }
    }
    if study.variability == .withUncertainty {
      effects += [published.uncertainty].compactMap { $0 }
    }
    let varied = effects.flatMap(\.effects).map(\.parameter)
    if parameters.contains(where: varied.contains) { return true }
    guard !covariates.isEmpty else { return false }
    if case .drawn(let distributions, _) = study.patients { return !distributions.areOfOnePatient }
    let lags = Set(
      samples.map { patient in
        (try? model.bind(to: patient, effectSite: choice.effectSite?.text))?.routes[route].lag
      })
    return lags.count > 1
  }
}

extension PatientDistributions {
  /// Whether everybody drawn is the same.
  fileprivate var areOfOnePatient: Bool {
    margins.allSatisfy { margin in
      if case .fixed = margin.female { margin.female == margin.male } else { false }
    } && (femaleShare.map { $0 == 0 || $0 == 1 } ?? true)
  }
}

extension Model {
  /// The parameters and covariates from which an expression follows, directly or by way of others.
  func origins(of expression: Expression) -> (parameters: [String], covariates: [Covariate]) {
    let covariates = expression.covariates.map(\.covariate)
    return origins(of: expression.parameterNames, covariates)
  }

  /// Parameters, and the parameters and covariates from which these follow.
  func origins(
    of parameters: [String], _ own: [Covariate] = []
  ) -> (parameters: [String], covariates: [Covariate]) {
    var (names, covariates) = (parameters, own)
    var next = 0
    while next < names.count {
      if let origin = self.parameters.first(where: { $0.name == names[next] })?.value {
        names += origin.parameterNames.filter { !names.contains($0) }
        for use in origin.covariates where !covariates.contains(use.covariate) {
          covariates.append(use.covariate)
        }
      }
      next += 1
    }
    return (names, covariates)
  }
}
