internal import Titrate

/// Reads the protocols whose slips are tried, with what has to be assumed about them.
struct SlipAssembly {
  private let command: SlipsCommand
  private var plans: [(dosing: DosingProtocol, assumptions: [String])] = []

  init(_ command: SlipsCommand) throws(DiagnosticError) {
    self.command = command
    let library = try command.library.opened()
    for name in command.plans.isEmpty ? library.ids(on: .protocols) : command.plans {
      let text: LoadedText
      do {
        let place = CommandLineText.current.place(of: name)
        text =
          try FolderWalk.isDocument(name)
          ? LoadedText(reading: name, mentioned: place)
          : library.text(of: name, on: .protocols, mentioned: place)
      } catch {
        throw DiagnosticError(error)
      }
      try read(text)
    }
  }

  private mutating func read(_ text: LoadedText) throws(DiagnosticError) {
    let summary = try ProtocolDocument.summary(text: text.text, file: text.path)
    var settings: [String: String] = [:]
    for setting in summary.settings { settings[setting.name] = setting.example }
    var assumptions = summary.settings.map { "\($0.name) = \($0.example)" }
    var dosing = try ProtocolDocument.read(text: text.text, file: text.path, settings: settings)
    if let strength = command.concentration,
      dosing.drugs.count == 1, dosing.drugs[0].concentration == nil
    {
      try dosing.state([strength])
      assumptions.append("bag of \(dosing.drugs[0].concentration?.description ?? strength)")
    }
    plans.append((dosing, assumptions))
  }

  /// The trials of every protocol that limits concern.
  func report() throws(DiagnosticError) -> SlipReport {
    var limits = try LimitChoice(command.limits, in: command.library)
    let panel = try JudgedPanel(
      patient: command.patient.patient(), context: limits.context, panel: nil)
    guard let person = panel.people.first else {
      throw DiagnosticError(
        Diagnostic(
          .missingCovariate, at: CommandLineText.current.end,
          "nobody is stated for whom the protocols are to be judged",
          expected: "a patient's weight", remedy: "add `--weight 82kg`"))
    }
    try limits.read(setsOf: plans.map(\.dosing), in: command.library)
    let judge = CaseJudge(
      limits: limits,
      models: try CaseModels(
        of: limits.all.map(\.set.drug), command.model, in: command.library), weights: nil)
    let trials = SlipTrials(judge, for: person)
    var rows: [SlipReport.Row] = []
    for plan in plans {
      let row = try trials.row(
        of: plan.dosing, assuming: plan.assumptions.joined(separator: ", "))
      if let row { rows.append(row) }
    }
    return SlipReport(patient: person.words, rows: rows)
  }
}

extension JudgedPerson {
  /// What is stated about the patient, such as `82 kg, 45 y`.
  fileprivate var words: String {
    [patient.weight, patient.age, patient.height].compactMap { $0?.description }
      .joined(separator: ", ")
  }
}
