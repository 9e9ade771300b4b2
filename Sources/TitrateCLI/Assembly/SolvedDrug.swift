internal import Titrate

/// What simulating one drug of a protocol gives: its curve, or the reason why limits on its doses can
/// be judged and limits on its concentrations cannot.
enum SolvedDrug {
  case simulated(SimulatedDrug)
  /// A dose goes by a route that the model does not have.
  case noRoute(String, available: [String], BoundModel)

  /// Solves one drug.
  /// - Throws: Every other reason why there is no curve.
  init(
    _ model: BoundModel, _ schedule: Schedule, method: Propagator.Method?
  ) throws(DiagnosticError) {
    if let method, model.system.linear == nil {
      throw DiagnosticError(Self.notSolved(model.model, by: method))
    }
    do {
      self = .simulated(
        SimulatedDrug(
          model: model, schedule: schedule,
          curve: try Curve(model: model, schedule: schedule, method: method)))
    } catch {
      guard case .unknownRoute(let route, let available) = error else {
        throw DiagnosticError(error.diagnostic)
      }
      self = .noRoute(route, available: available, model)
    }
  }

  /// The curve.
  var simulated: SimulatedDrug? {
    if case .simulated(let drug) = self { drug } else { nil }
  }

  /// Why there is none, as a part of a sentence.
  var missing: MissingCurve? {
    guard case .noRoute(let route, let available, let bound) = self else { return nil }
    let others = available.map { "`\($0)`" }.joined(separator: ", ")
    return MissingCurve(
      drug: bound.model.drug,
      reason: "`\(bound.model.id)` takes no dose by the route `\(route)`, only by \(others)")
  }

  /// Why rules on concentrations are not checked; nothing where there is a curve.
  var withoutCurve: NotChecked? {
    missing.map {
      .unknown(
        "the concentrations, because \($0.reason)",
        remedy: "choose a model that takes it with `--model`, if there is one")
    }
  }

  /// The curve, where there must be one.
  /// - Throws: `T8020` for a route that the model does not have.
  func required() throws(DiagnosticError) -> SimulatedDrug {
    switch self {
    case .simulated(let drug): return drug
    case .noRoute(let route, let available, _):
      throw DiagnosticError(SimulationFailure.unknownRoute(route, available: available).diagnostic)
    }
  }

  private static func notSolved(_ model: Model, by method: Propagator.Method) -> Diagnostic {
    let word = SolutionMethod.allCases.first { $0.method == method }?.rawValue ?? ""
    return Diagnostic(
      .notApplicable, at: CommandLineText.place(ofValue: word, for: "--method"),
      "a flow of `\(model.id)` saturates, and `\(word)` solves linear models only",
      expected: "no `--method`: such a model is solved in steps that meet a tolerance",
      remedy: "leave `--method` out")
  }
}

extension SolvedDrug {
  /// A warning of a route that no rule is about either, where rules are about others: it may be a
  /// slip in spelling, and rules for the route that was meant then find nothing to measure.
  func unknownRoute(in schedule: Schedule, judgedBy sets: [LimitSet]) -> Diagnostic? {
    guard case .noRoute(let route, let available, let bound) = self else { return nil }
    let drug = bound.model.drug
    let judged = Set(sets.filter { $0.drug == drug }.flatMap(\.rules).compactMap(\.route))
    guard !judged.isEmpty, !judged.contains(route) else { return nil }
    let delivery = schedule.deliveries.first { $0.drug == drug && $0.route == route }
    let known = judged.union(available).sorted()
    // Short names are near to each other without being meant for each other: `im` and `iv`.
    let near = route.count > 3 ? suggestion(for: route, among: known) : nil
    return Diagnostic(
      .unjudgedRoute, .warning, at: delivery.flatMap { schedule.place(of: $0) },
      "neither the model nor a rule of the limits knows the route `\(route.shortened())`: only "
        + "rules for every route judge the dose",
      expected: known.joined(separator: ", "),
      remedy: near.map { "did you mean `\($0)`?" } ?? "name limits with a rule for this route")
  }
}
