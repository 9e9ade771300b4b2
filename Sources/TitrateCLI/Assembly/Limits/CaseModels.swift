internal import Titrate

/// The models of the drugs that are judged: those that were named, the library's defaults, or none.
///
/// Limits on doses need no model; those on concentrations are reported as not checked without one.
struct CaseModels {
  private var models: [String: ChosenModel] = [:]
  private let effectSites: [String]
  private let method: Propagator.Method?

  /// Reads a model for each drug that has one.
  init(
    of drugs: [String], _ options: ModelOptions, in source: LibraryOptions
  ) throws(DiagnosticError) {
    effectSites = options.effectSites
    method = options.method?.method
    let library = try source.opened()
    for name in options.models {
      let chosen = try ChosenModel.read(name, in: library)
      let place = CommandLineText.place(ofValue: name, for: "--model")
      guard drugs.contains(chosen.model.drug) else {
        throw DiagnosticError(
          Diagnostic(
            .wrongDrug, at: place,
            "`\(name)` is a model of \(chosen.model.drug), and what is checked gives "
              + drugs.joined(separator: " and "),
            expected: "a model of \(drugs.joined(separator: " or "))",
            remedy: "see `titrate list models`"))
      }
      if let other = models.updateValue(chosen, forKey: chosen.model.drug) {
        throw DiagnosticError(
          Diagnostic(
            .conflictingOptions, at: place,
            "`\(other.model.id)` and `\(chosen.model.id)` are both models of \(chosen.model.drug)",
            expected: "one model for each drug", remedy: "run titrate once for each"))
      }
    }
    for drug in drugs where models[drug] == nil {
      models[drug] = try ChosenModel.default(of: drug, in: library)
    }
  }

  /// The model of a drug, if there is one.
  func model(of drug: String) -> ChosenModel? { models[drug] }

  /// The ids of the models of some drugs that were not made for a patient, or of which that is not
  /// known.
  func notMade(for patient: Patient, among plans: [DrugPlan]) -> Set<String> {
    Set(
      plans.compactMap { models[$0.drug]?.model }
        .filter { !$0.applicability.warnings(for: patient).isEmpty }.map(\.id))
  }

  /// Where concentrations come from, with the number of cases that a model was not made for, and
  /// where there are none.
  /// - Parameters:
  ///   - outside: How many cases lie outside of what a model was made for, by its id.
  ///   - missing: In how many cases a drug has no curve.
  ///   - cases: How many there are.
  func remarks(
    _ outside: [String: Int], _ missing: [MissingCurve: Int], of cases: Int
  ) -> [String] {
    let without = missing.sorted { $0.key.words < $1.key.words }.map { missing, count in
      "\(missing.words); \(count) of \(cases) cases"
    }
    let drugs = missing.filter { $0.value == cases }.map(\.key.drug)
    let used = models.values.filter { !drugs.contains($0.model.drug) }
    return without
      + used.sorted { $0.model.id < $1.model.id }.map { chosen in
        let choice = chosen.isDefault ? ", the library's default; choose with `--model`" : ""
        let remark =
          "concentrations of \(chosen.model.drug) are those of \(chosen.model.id) for a typical "
          + "patient\(choice)"
        guard let count = outside[chosen.model.id] else { return remark }
        return remark + "; \(count) of \(cases) cases lie outside the ages and weights it was made "
          + "for, or state too little to tell"
      }
  }

  /// The curve of a drug in a patient, or why its model gives none; nothing when there is no model.
  /// - Throws: What is wrong with the model for this patient.
  func curve(
    of drug: String, in patient: Patient, following schedule: Schedule
  ) throws(DiagnosticError) -> SolvedDrug? {
    guard let chosen = models[drug] else { return nil }
    let site = effectSites.first { name in chosen.model.effectSites.contains { $0.name == name } }
    let bound = try chosen.bound(to: patient, effectSite: site)
    return try SolvedDrug(bound, schedule, method: method)
  }
}
