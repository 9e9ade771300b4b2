internal import Titrate

/// Reads the protocols whose slips are tried, with what has to be assumed about them.
struct SlipAssembly {
  private let command: SlipsCommand
  private var plans: [SlipPlan] = []

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
      plans.append(try SlipPlan(text, strength: command.concentration))
    }
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
    try limits.read(setsOf: plans.map(\.meant), in: command.library)
    let judge = CaseJudge(
      limits: limits,
      models: try CaseModels(
        of: limits.all.map(\.set.drug), command.model, in: command.library), weights: nil)
    let trials = SlipTrials(judge, for: person)
    var rows: [SlipReport.Row] = []
    for plan in plans {
      if let row = try trials.row(of: plan) { rows.append(row) }
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
