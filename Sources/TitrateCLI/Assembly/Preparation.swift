internal import Titrate

/// Everything that `preview` and `simulate` show: one patient, one plan, a curve for each drug.
struct Preparation {
  let plan: LoadedPlan
  let patient: Patient
  let schedule: Schedule
  let models: [ChosenModel]
  let drugs: [SimulatedDrug]

  init(
    plan planOptions: PlanOptions, patient patientOptions: PatientOptions,
    model modelOptions: ModelOptions, library libraryOptions: LibraryOptions
  ) throws(DiagnosticError) {
    let library = try libraryOptions.opened()
    patient = try patientOptions.patient()
    plan = try LoadedPlan(planOptions, in: library)
    var names: [String] = []
    for drug in plan.dosing.drugs.map(\.drug) where !names.contains(drug) { names.append(drug) }
    let models = try ChosenModel.choose(
      for: names, of: plan, named: modelOptions.models, in: library)
    self.models = models
    schedule = try plan.dosing.schedule(for: patient)
    let sites = modelOptions.effectSites
    // A site belongs to the model that has it; one that none has is the first model's error.
    let unknown = sites.first { name in !models.contains { $0.model.hasEffectSite(name) } }
    var drugs: [SimulatedDrug] = []
    for chosen in models {
      let own = sites.filter(chosen.model.hasEffectSite)
      if own.count > 1 { throw DiagnosticError(Self.severalSites(own, of: chosen.model)) }
      let asked = unknown ?? own.first
      let bound = try chosen.bound(to: patient, effectSite: asked, naming: library)
      drugs.append(
        try Self.simulate(bound, schedule, method: modelOptions.method?.method))
    }
    self.drugs = drugs
  }

  private static func severalSites(_ names: [String], of model: Model) -> Diagnostic {
    Diagnostic(
      .conflictingOptions, at: CommandLineText.place(ofValue: names[1], for: "--effect-site"),
      "`\(names.joined(separator: "` and `"))` are both effect sites of \(model.id)",
      expected: "one effect site for each model", remedy: "run titrate once for each")
  }

  /// What the patient and the models give reason to be careful about.
  var warnings: [Diagnostic] {
    patient.plausibility() + schedule.plausibility(weight: patient.weight?.canonical)
      + drugs.flatMap(\.model.warnings)
  }

  /// Every text that was read for it; of a phrase there is none.
  var inputs: [LoadedText] {
    (plan.origin == .phrase ? [] : [plan.text]) + models.map(\.text)
  }

  /// What was chosen without being asked for, and where the protocol was found.
  var remarks: [String] {
    var remarks = models.filter(\.isDefault).map {
      "\($0.model.id) is the library's default model of \($0.model.drug); choose with `--model`"
    }
    if plan.origin == .file { remarks.append("the protocol was read from \(plan.text.path)") }
    return remarks
  }

  private static func notSolved(_ model: Model, by method: Propagator.Method) -> Diagnostic {
    let word = SolutionMethod.allCases.first { $0.method == method }?.rawValue ?? ""
    return Diagnostic(
      .notApplicable, at: CommandLineText.place(ofValue: word, for: "--method"),
      "a flow of `\(model.id)` saturates, and `\(word)` solves linear models only",
      expected: "no `--method`: such a model is solved in steps that meet a tolerance",
      remedy: "leave `--method` out")
  }

  /// Solves one drug.
  static func simulate(
    _ model: BoundModel, _ schedule: Schedule, method: Propagator.Method?
  ) throws(DiagnosticError) -> SimulatedDrug {
    if let method, model.system.linear == nil {
      throw DiagnosticError(notSolved(model.model, by: method))
    }
    do {
      return SimulatedDrug(
        model: model, schedule: schedule,
        curve: try Curve(model: model, schedule: schedule, method: method))
    } catch {
      throw DiagnosticError(error.diagnostic)
    }
  }
}

extension Model {
  /// Whether a site of this name was published for the model.
  fileprivate func hasEffectSite(_ name: String) -> Bool {
    effectSites.contains { $0.name == name }
  }
}

extension LibraryOptions {
  /// The library, with its fault as an error of the kind that commands throw.
  func opened() throws(DiagnosticError) -> Library {
    do {
      return try open()
    } catch {
      throw DiagnosticError(error)
    }
  }
}
