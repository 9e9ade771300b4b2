internal import Titrate

/// One run of `check`: from the command line to the report.
struct Checking {
  private(set) var report: CheckReport
  /// Everything found, for standard error: of arguments, of the panel, of files.
  private(set) var diagnostics: [Diagnostic] = []

  private let command: CheckCommand
  private let library: Library?
  private let sources: CheckedSources
  private let panel: JudgedPanel
  private let weights: QuantityRange?
  private var limits: LimitChoice

  /// Reads all files.
  /// - Throws: What makes judging impossible: options, limits, the panel.
  init(_ command: CheckCommand) throws(DiagnosticError) {
    self.command = command
    // Files are checked without a library too; only their ids cannot be compared with it.
    library =
      try command.library.library == nil
      ? try? command.library.open() : command.library.opened()
    limits = try LimitChoice(command.limits, in: command.library)
    weights = try command.across.map { (text) throws(DiagnosticError) in
      try WeightSpan.read(text)
    }
    panel = try JudgedPanel(
      patient: command.patient.patient(), context: limits.context, panel: command.patients)
    let asks = !command.limits.names.isEmpty || !panel.people.isEmpty
    sources = CheckedSources(
      command.files, settings: try PlanOptions.assignments(command.settings), needsValues: asks,
      in: library)
    report = CheckReport(
      version: version, failOn: command.failOn.severity, date: limits.accepted?.day,
      strongOnly: limits.strongOnly, root: WorkingFolder.path)
    diagnostics = sources.faults + panel.findings
    for file in sources.files { add(file) }
  }

  /// Judges every protocol for everybody.
  /// - Throws: What concerns no single file: sets that are not there, names that mean nothing.
  mutating func judge() throws(DiagnosticError) {
    let protocols = sources.protocols
    var people = panel.people
    if people.allSatisfy({ $0.patient.weight == nil }), let weights {
      // Nobody's weight is stated: both ends of the range stand for all between.
      let known =
        people.first ?? JudgedPerson(name: nil, patient: Patient(), context: limits.context)
      people = [known.weighing(weights.lower), known.weighing(weights.upper)]
    }
    let cases = CaseJudge.cases(protocols, for: people, limits.context)
    guard !cases.isEmpty else {
      let idle = Self.idle(
        command, hasProtocols: !protocols.isEmpty, hasPeople: !panel.people.isEmpty)
      // What is wrong with the files may be why there is nothing to judge, and says so itself.
      if let idle, !diagnostics.contains(where: { $0.severity == .error }) {
        throw DiagnosticError(idle)
      }
      return
    }
    let judgeable = withSets(protocols)
    guard !judgeable.isEmpty else { return }
    guard !limits.all.isEmpty else {
      // Who is stated, or what is declared of somebody, was meant to be judged.
      if panel.people.isEmpty, limits.context == ClinicalContext() { return }
      throw DiagnosticError(Diagnostic.nothingToJudgeBy)
    }
    try checkDeclarations()
    if people.isEmpty {
      for planned in judgeable where planned.subjects.isEmpty && limits.areMeant(for: planned) {
        add(CheckedFile(path: planned.path, diagnostics: [.nobody(for: planned)]))
      }
    }
    limits.lookUp([limits.context] + people.map(\.context), in: library)
    let drugs = limits.all.map(\.set.drug)
    let judge = CaseJudge(
      limits: limits,
      models: try CaseModels(of: drugs, command.model, in: command.library),
      weights: weights,
      unlimited: library?.drugsWithoutLimits ?? [])
    var used: Set<Acceptance> = []
    var outside: [String: Int] = [:]
    var missing: [MissingCurve: Int] = [:]
    var unlimited: Set<String> = []
    let all = CaseJudge.cases(judgeable, for: people, limits.context)
    for result in OrderedWork.map(all, { judge.result(of: $0) }) {
      if !result.findings.isEmpty {
        add(CheckedFile(path: result.path, diagnostics: result.findings))
      }
      guard let checked = result.checked else { continue }
      for id in result.outside { outside[id, default: 0] += 1 }
      for curve in result.missing { missing[curve, default: 0] += 1 }
      unlimited.formUnion(result.unlimited)
      if limits.accepted != nil {
        used.formUnion(checked.judgements.flatMap(\.verdicts).compactMap(\.acceptance))
      }
      report.add(checked, toFile: result.path)
    }
    report.remarks =
      unlimited.sorted().map {
        "the doses of \($0) were not judged: no set of limits concerns it, and the library has none"
      } + judge.models.remarks(outside, missing, of: all.count)
    if let accepted = limits.accepted {
      let findings = accepted.findings(besides: used)
      if !findings.isEmpty {
        add(CheckedFile(path: accepted.text.path, diagnostics: findings))
      }
    }
  }

  /// Reads the sets of limits that protocols name.
  /// - Returns: The protocols whose sets are all there; what is wrong with the others is reported.
  private mutating func withSets(_ protocols: [PlannedProtocol]) -> [PlannedProtocol] {
    protocols.filter { planned in
      do throws(DiagnosticError) {
        try limits.read(
          setsOf: [planned.dosing], in: command.library, at: planned.location)
        return true
      } catch {
        add(CheckedFile(path: planned.path, diagnostics: error.diagnostics.map(\.ofProtocol)))
        return false
      }
    }
  }

  /// Makes sure that declared care areas and diagnoses mean something to the limits.
  private func checkDeclarations() throws(DiagnosticError) {
    try limits.checkDeclarations(command.limits)
    let sets = limits.all.map(\.set)
    let faults = panel.declared.flatMap { member in
      sets.faults(
        careArea: member.careArea.map { ($0.text, $0.location) },
        diagnosis: member.diagnosis.map { ($0.text, $0.location) })
    }
    if let error = DiagnosticError(faults) { throw error }
  }

  /// The exit status.
  var status: ExitStatus {
    let status = ExitStatus(diagnostics)
    if status != .clean { return status }
    return report.conclusion == .clean ? .clean : .findings
  }

  private mutating func add(_ file: CheckedFile) {
    diagnostics += file.diagnostics
    report.add(file)
  }
}
