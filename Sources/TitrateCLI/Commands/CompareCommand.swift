internal import ArgumentParser
internal import Titrate

/// `titrate compare`: what differs between two protocols, or between two models of one.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Show what differs between two protocols, or one protocol under two models.",
    discussion: """
      titrate compare depression-40-min mine.yaml --weight 82kg
      titrate compare depression-40-min --other-model ketamine/domino-1984 --weight 82kg
      titrate compare main.yaml mine.yaml --limits ketamine/acute-pain --weight 82kg --fail-on hard

      Both sides are judged by the same sets of limits: those of `--limits`, or those that either \
      protocol names.

      Exit status 0 whatever differs; with `--fail-on`, 1 for a finding at or above that severity \
      that is new or worse on the other side. What was accepted is none.
      """)

  @OptionGroup var plan: PlanOptions

  @Argument(
    help: ArgumentHelp(
      "The other protocol: an id, a file or a phrase; the same when absent.",
      valueName: "other-protocol"))
  var other: String?

  @OptionGroup(title: "Patient") var patient: PatientOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Model") var model: ModelOptions

  @Option(
    name: .customLong("other-model"),
    help: ArgumentHelp(
      "A model for the other side, one for each drug; as --model when absent.", valueName: "model"))
  var otherModels: [String] = []

  @Option(
    help: ArgumentHelp(
      "The severity of a new or worse finding that fails: soft or hard.", valueName: "level"))
  var failOn: FailingSeverity?

  @OptionGroup var library: LibraryOptions
  @OptionGroup(title: "Other forms") var forms: ReportOptions

  func run() throws {
    guard other != nil || !otherModels.isEmpty else {
      throw Diagnostic(
        .missingArgument, at: CommandLineText.current.end,
        "there is nothing to compare with",
        expected: "a second protocol, or `--other-model` for the first under another model",
        remedy: "add one of them")
    }
    let library = try library.opened()
    let plans = try sides(in: library)
    var otherModel = model
    if !otherModels.isEmpty { otherModel.models = otherModels }
    let a = try Preparation(
      plan: plans.a, patient: patient, model: model, library: self.library)
    let b = try Preparation(
      plan: plans.b, patient: patient, model: otherModel, library: self.library)
    let judged = (
      a: try JudgedPreparation(a, limits, in: self.library, besides: b),
      b: try JudgedPreparation(b, limits, in: self.library, besides: a)
    )
    if let failOn, judged.a.judgements == nil { throw Self.nothing(toFailOn: failOn) }
    let marks = try LandmarkChoice.landmarks(for: a.drugs.map(\.name), in: library)
    func side(_ one: Preparation, _ judged: JudgedPreparation) -> PreviewReport {
      var report = PreviewReport(
        protocolID: one.plan.dosing.id, protocolTitle: one.plan.dosing.title, patient: one.patient,
        schedule: one.schedule, drugs: one.drugs, landmarks: marks, judgements: judged.judgements)
      judged.complete(&report)
      return report
    }
    let limitTexts = judged.a.limits.map(\.text)
    var provenance = a.provenance(with: limitTexts)
    provenance.sources += b.provenance().sources.filter { !provenance.sources.contains($0) }
    let report = ComparisonReport(
      side(a, judged.a), side(b, judged.b),
      provenance: forms.full || forms.isElsewhere ? provenance : nil)
    try forms.check(against: a.inputs + b.inputs + limitTexts)
    var made: (content: ReportContent, charts: [ChartModel])?
    do throws(ReportFailure) {
      made = (try report.content(), try report.charts())
    } catch {
      try Output.fail(error)
    }
    if let made { try forms.show(made.content, charts: made.charts, caption: report.caption) }
    if let failOn, let worst = report.worstNewFinding, worst >= failOn.severity {
      throw CommandEnd(status: .findings)
    }
  }

  private static func nothing(toFailOn severity: FailingSeverity) -> Diagnostic {
    Diagnostic(
      .incompleteOptions, at: CommandLineText.place(ofValue: severity.rawValue, for: "--fail-on"),
      "`--fail-on` has no findings to act on: no set of limits is named",
      expected: "`--limits` with a set, or a protocol that names its own",
      remedy: "add `--limits`; see `titrate list limits`")
  }

  /// The options of each side: those that only phrases or only files take go to the sides that take
  /// them, unless no side does.
  private func sides(in library: Library) throws(Diagnostic) -> (a: PlanOptions, b: PlanOptions) {
    guard let other, other != plan.plan else { return (plan, plan) }
    var sides = [plan, plan]
    sides[1].plan = other
    var isPhrase: [Bool] = []
    for side in sides {
      let place = CommandLineText.current.place(of: side.plan)
      if case .phrase = try PlanSource(side.plan, in: library, line: place) {
        isPhrase.append(true)
      } else {
        isPhrase.append(false)
      }
    }
    for index in sides.indices where isPhrase.contains(!isPhrase[index]) {
      if isPhrase[index] { sides[index].settings = [] } else { sides[index].drug = nil }
    }
    return (sides[0], sides[1])
  }
}
