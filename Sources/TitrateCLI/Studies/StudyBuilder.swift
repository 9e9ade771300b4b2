internal import Titrate

/// Looks up what a study names and lays out its scenarios; findings are gathered, not thrown.
struct StudyBuilder {
  let study: Study
  let seed: UInt64
  let library: Library
  let folder: StudyFolder
  var findings: [Diagnostic] = []
  var warnings: [Diagnostic] = []

  var patients: PatientSource?
  var subjects = 0
  var names: [String]?
  var table: LoadedText?
  var scenarios: [StudyScenario] = []
  /// Patients with whose numbers every scenario is tried out.
  var samples: [Patient] = []
  /// The rows of the table of patients, if there is one.
  var members: [PatientPanel.Member] = []
  /// The sets of limits, each once.
  var limits: [StudyLimits] = []
  /// Who the subjects are to the limits.
  var people = JudgedSubjects.drawn(ClinicalContext())
  /// Where the samples stand, when they stand in a table.
  var places: [SourceLocation] = []

  init(_ study: Study, seed: UInt64, file: String, in library: Library) {
    self.study = study
    self.seed = seed
    self.library = library
    folder = StudyFolder(of: file)
  }

  mutating func build() throws(DiagnosticError) {
    loadPatients()
    let models = study.models.compactMap { choice in load(choice).map { (choice, $0) } }
    // A phrase that names no drug gives the one that all models are of.
    let drugs = Set(models.map { $0.1.model.drug })
    let plans = study.protocols.flatMap { load($0, drug: drugs.count == 1 ? drugs.first : nil) }
    // Which drug a phrase gives follows from models, all of which have to be known.
    if models.count < study.models.count { findings.removeAll { $0.code == .noDrug } }
    if findings.isEmpty { loadLimits(plans, of: drugs) }
    if findings.isEmpty {
      for (choice, model) in models { addScenarios(of: choice, model, plans) }
      reportUnused(models.map { $0.1 }, plans)
    }
    if findings.isEmpty, scenarios.count > LoadedStudy.mostScenarios {
      findings.append(
        Diagnostic(
          .tooManyScenarios, at: study.protocols.first?.name.location,
          "the study has \(scenarios.count) scenarios",
          expected: "at most \(LoadedStudy.mostScenarios)",
          remedy: "split it into several studies"))
    }
    if let error = DiagnosticError(findings) { throw error }
  }

  // MARK: Pieces

  /// Runs something that may fail; a failure is kept and nothing is returned.
  /// - Parameter place: Where what a batch fails of is written.
  mutating func attempt<T>(
    placing place: (PopulationFailure) -> SourceLocation? = { _ in nil }, _ body: () throws -> T
  ) -> T? {
    do {
      return try body()
    } catch let error as DiagnosticError {
      findings += error.diagnostics
    } catch let error as Diagnostic {
      findings.append(error)
    } catch let error as PopulationFailure {
      var fault = error.diagnostic
      fault.location = fault.location ?? place(error)
      findings.append(fault)
    } catch {
      findings.append(.unforeseen(error))
    }
    return nil
  }

  private mutating func loadPatients() {
    switch study.patients {
    case .drawn(let distributions, let count):
      subjects = count
      guard let sampler = attempt({ try PatientSampler(distributions) }) else { return }
      patients = .drawn(sampler)
      samples = distributions.extremes
      let (seed, replicates) = (seed, study.replicates)
      let first = attempt(placing: { _ in distributions.location }) {
        try PatientSource.drawn(sampler).patient(0, seed: seed, replicates: replicates)
      }
      if let first { samples.insert(first, at: 0) }
    case .file(let mention):
      let folder = folder
      guard let text = attempt({ try folder.read(mention, atMost: 1 << 26) }) else { return }
      let panel = PatientPanel(text: text.text, file: text.path)
      findings += panel.findings.filter { $0.severity == .error }
      warnings += panel.findings.filter { $0.severity != .error }
      table = text
      members = panel.members
      names = panel.members.map(\.name)
      samples = panel.members.map(\.patient)
      places = panel.members.map(\.location)
      subjects = samples.count
      patients = .listed(PatientColumns(samples))
    }
  }

  private mutating func load(_ choice: Study.ModelChoice) -> ChosenModel? {
    let name = choice.name
    let isFile = FolderWalk.isDocument(name.text)
    let (folder, library) = (folder, library)
    let model = attempt { () -> ChosenModel in
      let text =
        try isFile
        ? folder.read(name)
        : library.text(of: name.text, on: .models, mentioned: name.location)
      return ChosenModel(
        text: text, model: try ModelDocument.read(text: text.text, file: text.path),
        isDefault: false)
    }
    guard let model else { return nil }
    for (what, assumed) in [
      ("between subjects", choice.assumed), ("between sessions", choice.assumedSessions),
    ] {
      guard let assumed else { continue }
      var dimensions: [String: Dimension] = [:]
      for parameter in model.model.parameters {
        dimensions[parameter.name] = try? parameter.value.dimension(in: dimensions)
      }
      findings += assumed.faults(
        what, of: model.model.parameters.map { ($0.name, dimensions[$0.name]) })
    }
    return model
  }

  private mutating func reportUnused(_ models: [ChosenModel], _ plans: [StudyPlan]) {
    for (choice, model) in zip(study.models, models)
    where !plans.contains(where: { $0.drugs.contains(model.model.drug) }) {
      findings.append(
        Diagnostic(
          .wrongDrug, at: choice.name.location,
          "`\(model.model.id)` is a model of \(model.model.drug), which no protocol gives",
          expected: "models of the drugs that are given", remedy: "leave it out"))
    }
    for plan in plans {
      for drug in plan.drugs where !models.contains(where: { $0.model.drug == drug }) {
        let fault = Diagnostic(
          .noModel, at: plan.mention.location,
          "`\(plan.mention.text)` gives \(drug), of which the study has no model",
          expected: "a model of every drug", remedy: "add a model of \(drug) to `models`")
        if !findings.contains(fault) { findings.append(fault) }
      }
    }
  }
}
