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
    let built = attempt {
      () -> (BoundModel, ScenarioSource, ScenarioVariability, [Delivery], [Int]) in
      let variability = try ScenarioVariability(study, choice, model.model)
      let typical = try model.model.bind(to: first, effectSite: choice.effectSite?.text)
      let schedule = try plan.dosing.schedule(for: first)
      let occasions = Occasions(schedule, drug: drug)
      let batch = try BatchPlan(
        model: typical, schedule: schedule, times: study.times,
        horizon: study.times.last ?? .zero,
        metrics: try study.outputs.metrics.map { try $0.metric(of: model.model) },
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
      return (typical, source, variability, deliveries, routes)
    }
    guard let (typical, source, variability, deliveries, routes) = built else { return nil }
    for warning in variability.warnings where !warnings.contains(warning) {
      warnings.append(warning)
    }
    return StudyScenario(
      number: number, model: model, effectSite: choice.effectSite?.text,
      dosingName: plan.mention.text, dosingText: plan.text, settings: plan.settings,
      dosing: plan.dosing, deliveries: deliveries, routes: routes, typical: typical,
      source: source, variability: variability.text,
      observations: variability.errors.isEmpty
        ? nil
        : SimulatedObservations(
          source.plan, errors: variability.errors, seed: seed, replicates: study.replicates),
      limitSets: limitSets(of: drug, in: plan))
  }

  /// Binds and schedules patients at the ends of what occurs, so that what is missing or impossible
  /// is known before anything runs.
  private mutating func tryOut(
    _ choice: Study.ModelChoice, _ model: ChosenModel, _ plan: StudyPlan
  ) {
    var seen: Set<String> = []
    for (index, patient) in samples.enumerated() {
      let place = places.indices.contains(index) ? places[index] : choice.name.location
      do throws(DiagnosticError) {
        let bound = try model.model.bind(to: patient, effectSite: choice.effectSite?.text)
        _ = try plan.dosing.schedule(for: patient)
        for warning in bound.warnings where seen.insert(warning.code.id).inserted {
          var placed = warning
          placed.location = place
          if !warnings.contains(placed) { warnings.append(placed) }
        }
      } catch {
        for fault in error.diagnostics {
          var placed = fault
          if fault.code == .unknownEffectSite { placed.location = choice.effectSite?.location }
          if fault.code == .missingCovariate {
            placed.location = place
            placed.remedy =
              places.isEmpty
              ? "state its distribution under `patients`" : "fill in the cell of this patient"
          }
          if fault.code != .missingCovariate, fault.location == nil { placed.location = place }
          if seen.insert(fault.code.id).inserted, !findings.contains(placed) {
            findings.append(placed)
          }
        }
      }
    }
  }
}

extension Study.MetricChoice {
  /// The metric as the batch computes it.
  fileprivate func metric(of model: Model) throws(Diagnostic) -> Metric {
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
        .notApplicable, at: nil,
        "`\(threshold)` counts molecules, and `\(model.id)` describes several substances or none of "
          + "known molar mass",
        expected: "a concentration by mass", remedy: "write it in ng/mL")
    }
  }
}
