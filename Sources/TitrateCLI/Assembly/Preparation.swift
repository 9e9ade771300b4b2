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
    models = try ChosenModel.choose(for: names, named: modelOptions.models, in: library)
    schedule = try plan.dosing.schedule(for: patient)
    let site = modelOptions.effectSite
    // With several drugs the site belongs to those that have it; none at all is the model's error.
    let someHasIt = models.contains { $0.model.hasEffectSite(site) }
    var drugs: [SimulatedDrug] = []
    for chosen in models {
      let asked = someHasIt && !chosen.model.hasEffectSite(site) ? nil : site
      let bound = try chosen.bound(to: patient, effectSite: asked)
      drugs.append(
        try Self.simulate(bound, schedule, method: modelOptions.method?.method))
    }
    self.drugs = drugs
  }

  /// What the patient and the models give reason to be careful about.
  var warnings: [Diagnostic] {
    patient.plausibility() + drugs.flatMap(\.model.warnings)
  }

  /// What was chosen without being asked for, and where the protocol was found.
  var remarks: [String] {
    var remarks = models.filter(\.isDefault).map {
      "\($0.model.id) is the library's default model of \($0.model.drug); choose with `--model`"
    }
    if plan.origin == .file { remarks.append("the protocol was read from \(plan.text.path)") }
    return remarks
  }

  /// Solves one drug.
  static func simulate(
    _ model: BoundModel, _ schedule: Schedule, method: Propagator.Method?
  ) throws(DiagnosticError) -> SimulatedDrug {
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
  fileprivate func hasEffectSite(_ name: String?) -> Bool {
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
