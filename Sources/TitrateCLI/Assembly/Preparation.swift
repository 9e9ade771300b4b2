internal import Titrate

/// Everything that `preview` and `simulate` show: one patient, one plan, a curve for each drug that
/// can have one.
struct Preparation {
  let plan: LoadedPlan
  let patient: Patient
  let schedule: Schedule
  let models: [ChosenModel]
  let drugs: [SimulatedDrug]
  /// The drugs that are given by a route which their model does not have.
  let withoutCurve: [SolvedDrug]

  /// Reads and works out everything.
  /// - Parameter needsCurves: Whether a drug without a curve is an error.
  init(
    plan planOptions: PlanOptions, patient patientOptions: PatientOptions,
    model modelOptions: ModelOptions, library libraryOptions: LibraryOptions,
    needsCurves: Bool = false
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
    if needsCurves { for model in models { try model.checkRoutes(of: schedule, in: library) } }
    let sites = modelOptions.effectSites
    // A site belongs to the model that has it; one that none has is the first model's error.
    let unknown = sites.first { name in !models.contains { $0.model.hasEffectSite(name) } }
    var drugs: [SimulatedDrug] = []
    var withoutCurve: [SolvedDrug] = []
    for chosen in models {
      let own = sites.filter(chosen.model.hasEffectSite)
      if own.count > 1 { throw DiagnosticError(Self.severalSites(own, of: chosen.model)) }
      let asked = unknown ?? own.first
      let bound = try chosen.bound(to: patient, effectSite: asked, naming: library)
      let solved = try SolvedDrug(bound, schedule, method: modelOptions.method?.method)
      if needsCurves {
        drugs.append(try solved.required())
      } else if let drug = solved.simulated {
        drugs.append(drug)
      } else {
        withoutCurve.append(solved)
      }
    }
    self.drugs = drugs
    self.withoutCurve = withoutCurve
  }

  private static func severalSites(_ names: [String], of model: Model) -> Diagnostic {
    Diagnostic(
      .conflictingOptions, at: CommandLineText.place(ofValue: names[1], for: "--effect-site"),
      "`\(names.joined(separator: "` and `"))` are both effect sites of \(model.id)",
      expected: "one effect site for each model", remedy: "run titrate once for each")
  }

  /// The curve of a drug, or why there is none; nothing for a drug that is not given.
  func solved(_ drug: String) -> SolvedDrug? {
    drugs.first { $0.name == drug }.map(SolvedDrug.simulated)
      ?? withoutCurve.first { $0.missing?.drug == drug }
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
