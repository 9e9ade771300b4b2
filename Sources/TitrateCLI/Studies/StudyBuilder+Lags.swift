internal import Titrate

extension StudyBuilder {
  /// Refuses a lag that differs between subjects: the moments of all events are laid out once for
  /// everybody, and the first subject's lag must not stand for all.
  mutating func checkLags(_ choice: Study.ModelChoice, _ model: Model, _ plan: StudyPlan) {
    let deliveries = samples.first.flatMap { try? plan.dosing.schedule(for: $0) }?.deliveries ?? []
    let used = deliveries.filter { $0.drug == model.drug }.map {
      $0.route ?? model.routes.first?.name ?? ""
    }
    for (index, route) in model.routes.enumerated() where used.contains(route.name) {
      guard let lag = route.lag,
        let cause = variation(of: lag, index, choice, model)
      else { continue }
      findings.append(
        Diagnostic(
          .differingLags, at: choice.name.location,
          "the lag of `\(route.name)` in `\(model.id)` differs between subjects: \(cause)",
          expected: "one lag for everybody",
          remedy:
            "give the lag one value in a copy of the model, or run the groups that share one as "
            + "studies of their own"))
    }
  }

  /// What makes a lag differ between subjects; nothing when it is the same for all.
  private func variation(
    of lag: Expression, _ route: Int, _ choice: Study.ModelChoice, _ model: Model
  ) -> String? {
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
    if let name = parameters.first(where: varied.contains) { return "`\(name)` varies" }
    for covariate in covariates {
      let values = Set(everybody.map { try? $0.value(covariate) })
      guard values.count > 1 else { continue }
      let lags = Set(
        everybody.map { patient in
          (try? model.bind(to: patient, effectSite: choice.effectSite?.text))?.routes[route].lag
        })
      if places.isEmpty || lags.count > 1 {
        return "it follows from the \(covariate.rawValue) of the patient"
      }
    }
    return nil
  }

  /// Everybody of a table; of patients that are drawn the ends of what occurs, in either sex.
  private var everybody: [Patient] {
    guard case .drawn(let distributions, _) = study.patients,
      let share = distributions.femaleShare, share > 0, share < 1
    else { return samples }
    return samples.flatMap { patient in
      [Patient.Sex.female, .male].map { sex in
        var patient = patient
        patient.sex = sex
        return patient
      }
    }
  }
}

extension Model {
  /// The parameters and covariates from which an expression follows, directly or by way of others.
  fileprivate func origins(of expression: Expression) -> ([String], [Covariate]) {
    var names = expression.parameterNames
    var covariates = expression.covariates.map(\.covariate)
    var next = 0
    while next < names.count {
      if let origin = parameters.first(where: { $0.name == names[next] })?.value {
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
