internal import Titrate

/// What limits say of one patient and plan, in all or at one moment.
struct JudgedPreparation {
  /// The sets that were chosen, with their texts.
  let limits: [LimitChoice.Loaded]
  /// What they say; nothing when neither the options nor the protocol name any.
  let judgements: [Judgement]?
  /// What the library holds for drugs that none of the sets concerns.
  let unasked: [UnaskedLimits]
  private let preparation: Preparation
  private let choice: LimitChoice

  /// Judges a plan by the limits of the options, or by those that the protocol names.
  /// - Parameters:
  ///   - preparation: The plan.
  ///   - options: Which limits, and what is declared for them.
  ///   - library: Where limits are found by id.
  ///   - moment: The moment that is judged; the whole course when absent.
  ///   - other: A plan that it is compared with, whose own sets judge it too.
  /// - Throws: What is wrong with the options or the limits, and `T6062` when none of the sets
  ///   concerns what is given here or by the other plan.
  init(
    _ preparation: Preparation, _ options: LimitOptions, in library: LibraryOptions,
    at moment: Tick? = nil, besides other: Preparation? = nil
  ) throws(DiagnosticError) {
    self.preparation = preparation
    var choice = try LimitChoice(options, in: library)
    let dosing = preparation.plan.dosing
    let otherDosing = other?.plan.dosing
    try choice.read(setsOf: [dosing] + [otherDosing].compactMap(\.self), in: library)
    let opened = try library.opened()
    choice.lookUp([choice.context], in: opened)
    self.choice = choice
    limits = choice.all
    let judgedDrugs = limits.map(\.set.drug)
    unasked = ShippedLimits.unasked(
      dosing.drugs.map(\.drug).filter { !judgedDrugs.contains($0) }, choice.context, in: opened)
    guard !limits.isEmpty else {
      judgements = nil
      return
    }
    try choice.checkDeclarations(options)
    let sets = choice.sets(for: dosing, besides: otherDosing)
    let concernsOther = otherDosing.map { !choice.sets(for: $0, besides: dosing).isEmpty } ?? false
    guard !sets.isEmpty || concernsOther else {
      throw DiagnosticError(
        .noLimits(
          for: dosing,
          at: options.names.first.map { CommandLineText.place(ofValue: $0, for: "--limits") }
            ?? CommandLineText.current.end))
    }
    var judgements: [Judgement] = []
    for set in sets {
      judgements.append(
        try choice.judgement(
          by: set, of: dosing.id,
          JudgedPerson(name: nil, patient: preparation.patient, context: choice.context),
          preparation.schedule, preparation.solved(set.drug), at: moment))
    }
    self.judgements = judgements
  }

  /// What is declared of the patient.
  var context: ClinicalContext { choice.context }

  /// Tells a report what there is to say of limits beside the judgements.
  func complete(_ report: inout PreviewReport) {
    report.context = context
    report.unasked = unasked
    report.missingCurves = preparation.withoutCurve.compactMap(\.missing)
  }

  /// The worst that counts and is not accepted.
  var worst: LimitSeverity? { judgements?.compactMap(\.worst).max() }

  /// The exit status of a command that shows a plan: a hard limit is never passed in silence.
  var status: ExitStatus { worst == .hard ? .findings : .clean }

  /// Whether something that was declared would be passed over without a word.
  var leavesConditions: Bool {
    (judgements ?? []).contains { !$0.unjudged.isEmpty }
      || unasked.contains { !$0.conditions.isEmpty }
  }

  /// The findings as text for people; empty when nothing was judged or declared.
  func text(_ style: TextStyle) -> String {
    let notes = unasked.flatMap { unasked in unasked.notes.map { "\(unasked.drug): \($0)\n" } }
    return notes.joined() + judgedText(style)
  }

  private func judgedText(_ style: TextStyle) -> String {
    guard let judgements else { return "" }
    var report = CheckReport(
      version: version, failOn: .hard, date: choice.accepted?.day, strongOnly: choice.strongOnly)
    let path = preparation.plan.text.path
    report.add(
      CheckedCase(
        protocolID: preparation.plan.dosing.id, patient: preparation.patient,
        conditions: choice.context.conditions, lines: preparation.schedule.lines,
        judgements: judgements), toFile: path)
    return report.rendered(
      as: .text, CheckReport.Options(style: style, showsDiagnostics: false, showsFiles: false))
  }
}
