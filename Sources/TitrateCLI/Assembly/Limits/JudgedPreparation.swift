internal import Titrate

/// What limits say of the one patient and plan that `preview` and `simulate` show.
struct JudgedPreparation {
  /// The sets that were chosen, with their texts.
  let limits: [LimitChoice.Loaded]
  /// What they say; nothing when neither the options nor the protocol name any.
  let judgements: [Judgement]?
  private let preparation: Preparation
  private let choice: LimitChoice

  /// Judges a plan by the limits of the options, or by those that the protocol names.
  /// - Throws: What is wrong with the options or the limits, and `T6062` when none of the sets
  ///   concerns what is given.
  init(
    _ preparation: Preparation, _ options: LimitOptions, in library: LibraryOptions
  ) throws(DiagnosticError) {
    self.preparation = preparation
    var choice = try LimitChoice(options, in: library)
    let dosing = preparation.plan.dosing
    try choice.read(setsOf: [dosing], in: library)
    self.choice = choice
    limits = choice.all
    guard !limits.isEmpty else {
      judgements = nil
      return
    }
    try choice.checkDeclarations(options)
    let sets = choice.sets(for: dosing)
    guard !sets.isEmpty else {
      throw DiagnosticError(
        .noLimits(for: dosing, at: CommandLineText.current.place(of: options.names[0])))
    }
    var judgements: [Judgement] = []
    for set in sets {
      let drug = preparation.drugs.first { $0.name == set.drug }
      judgements.append(
        try choice.judgement(
          by: set, of: dosing.id,
          JudgedPerson(name: nil, patient: preparation.patient, context: choice.context),
          preparation.schedule, drug))
    }
    self.judgements = judgements
  }

  /// The worst that counts and is not accepted.
  var worst: LimitSeverity? { judgements?.compactMap(\.worst).max() }

  /// The exit status of a command that shows a plan: a hard limit is never passed in silence.
  var status: ExitStatus { worst == .hard ? .findings : .clean }

  /// The findings as text for people; empty when nothing was judged.
  func text(_ style: TextStyle) -> String {
    guard let judgements else { return "" }
    var report = CheckReport(
      version: version, failOn: .hard, date: choice.accepted?.day, strongOnly: choice.strongOnly)
    let path = preparation.plan.text.path
    report.add(
      CheckedCase(
        protocolID: preparation.plan.dosing.id, patient: preparation.patient,
        lines: preparation.schedule.lines, judgements: judgements), toFile: path)
    return report.rendered(
      as: .text, CheckReport.Options(style: style, showsDiagnostics: false, showsFiles: false))
  }
}
