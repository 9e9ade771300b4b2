internal import Titrate

extension StudyBuilder {
  /// Adds a scenario for every protocol that gives the model's drug.
  mutating func addScenarios(
    of choice: Study.ModelChoice, _ model: ChosenModel, _ plans: [StudyPlan]
  ) {
    for plan in plans where plan.drugs.contains(model.model.drug) {
      let number = scenarios.count + 1
      if let scenario = scenario(number, choice, model, plan) { scenarios.append(scenario) }
    }
  }

  private mutating func scenario(
    _ number: Int, _ choice: Study.ModelChoice, _ model: ChosenModel, _ plan: StudyPlan
  ) -> StudyScenario? {
    guard let patients, let first = samples.first else { return nil }
    tryOut(choice, model, plan)
    guard findings.isEmpty else { return nil }
    let drug = model.model.drug
    let (study, seed) = (study, seed)
    let ownLags = ownLags(choice, model.model)
    let built = attempt(placing: { $0.place(in: study, choice, plan) }) {
      () -> (BoundModel, ScenarioSource, ScenarioVariability, [Delivery], [Int], Occasions?) in
      let variability = try ScenarioVariability(study, choice, model.model)
      let typical = try model.model.bind(to: first, effectSite: choice.effectSite?.text)
      let schedule = try plan.dosing.schedule(for: first)
      let occasions = Occasions(schedule, drug: drug)
      let batch = try BatchPlan(
        model: typical, schedule: schedule, times: study.times,
        horizon: study.times.last ?? .zero,
        metrics: try study.outputs.metrics.enumerated().map {
          try $1.metric(of: model.model, at: study.outputs.place(ofMetric: $0))
        },
        changes: variability.sessions == nil ? [] : occasions.changes,
        ownLags: ownLags)
      let deliveries = schedule.deliveries.filter { $0.drug == drug }
      let given = deliveries.map { delivery in
        delivery.route ?? typical.routes.first?.name ?? ""
      }
      let routes = given.map { name in typical.routes.firstIndex { $0.name == name } ?? 0 }
      let source = try ScenarioSource(
        plan: batch, model: model.model, effectSite: choice.effectSite?.text,
        between: variability.between, sessions: variability.sessions.map { ($0, occasions) },
        uncertainty: variability.uncertainty,
        laws: try plan.dosing.doseLaws(of: drug), routes: routes,
        patients: patients, seed: seed, replicates: study.replicates)
      let differs = occasions.sessions.count > 1 || variability.sessions != nil
      return (typical, source, variability, deliveries, routes, differs ? occasions : nil)
    }
    guard let (typical, source, variability, deliveries, routes, occasions) = built else {
      return nil
    }
    for warning in variability.warnings where !warnings.contains(warning) {
      warnings.append(warning)
    }
    return StudyScenario(
      number: number, place: choice.name.location, model: model,
      effectSite: choice.effectSite?.text,
      dosingName: plan.mention.text, dosingText: plan.text, settings: plan.settings,
      dosing: plan.dosing, deliveries: deliveries, routes: routes, occasions: occasions,
      typical: typical,
      source: source, variability: variability.text, effects: variability.effects,
      observations: variability.errors.isEmpty
        ? nil
        : SimulatedObservations(
          source.plan, errors: variability.errors, seed: seed, replicates: study.replicates),
      limitSets: limitSets(of: drug, in: plan))
  }
}

extension Study.MetricChoice {
  /// The metric as the batch computes it.
  fileprivate func metric(
    of model: Model, at place: SourceLocation?
  ) throws(Diagnostic) -> Metric {
    switch self {
    case .maximum: return .maximum
    case .maximumTime: return .maximumTime
    case .area: return .area
    case .areaToInfinity: return .areaToInfinity
    case .terminalHalfLife: return .terminalHalfLife
    case .meanResidenceTime: return .meanResidenceTime
    case .clearance: return .clearance
    case .steadyStateVolume: return .steadyStateVolume
    case .timeAbove(let threshold):
      if threshold.dimension == .concentration { return .timeAbove(threshold.canonical) }
      let milligrams = Unit("mg/L", .concentration, 1, 1)
      // One threshold cannot be two masses.
      if model.analytes.count == 1, let mass = model.analytes[0].molarMass,
        let value = threshold.value(in: milligrams, molarMass: mass)
      {
        return .timeAbove(value)
      }
      throw Diagnostic(
        .notApplicable, at: place,
        "`\(threshold)` counts molecules, and `\(model.id)` describes several substances or none of "
          + "known molar mass",
        expected: "a concentration by mass", remedy: "write it in ng/mL")
    }
  }
}

extension PopulationFailure {
  /// What in a study a scenario that cannot be planned is about.
  fileprivate func place(
    in study: Study, _ choice: Study.ModelChoice, _ plan: StudyPlan
  ) -> SourceLocation? {
    func place(_ isMeant: (Study.MetricChoice) -> Bool) -> SourceLocation? {
      study.outputs.metrics.firstIndex(where: isMeant).flatMap { study.outputs.place(ofMetric: $0) }
    }
    switch self {
    case .eventAfterHorizon: return place { $0 == .areaToInfinity }
    case .changingDisposition: return place(\.isDisposition)
    case .simulation(.unknownRoute): return plan.mention.location
    default: return choice.name.location
    }
  }
}
