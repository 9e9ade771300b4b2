internal import ArgumentParser
internal import Titrate

/// `titrate explain`: one moment of a protocol.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show what runs at one moment, which dose left how much, and how near limits are.",
    discussion: """
      titrate explain depression-40-min --weight 82kg --at 1h20
      titrate explain depression-40-min --weight 82kg --at 40min --html moment.html

      Exit status 1 when a hard limit is broken at the moment; it is explained all the same.
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup(title: "Patient") var patient: PatientOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup var library: LibraryOptions

  @Option(
    help: ArgumentHelp(
      "The moment, counted from the start: 200min, 3h20, 03:20 or \"D2 03:15\".", valueName: "time")
  )
  var at: String

  @Flag(help: "Write out every dose, however many there are.")
  var allSteps = false

  @OptionGroup(title: "Other forms") var forms: ReportOptions

  func run() throws {
    let moment = try MomentText.moment(at, "--at")
    let preparation = try Preparation(
      plan: plan, patient: patient, model: model, library: library)
    let judged = try JudgedPreparation(preparation, limits, in: library, at: moment)
    // Warnings are part of the report itself, where nobody can miss or lose them.
    var preview = PreviewReport(
      protocolID: preparation.plan.dosing.id, protocolTitle: preparation.plan.dosing.title,
      patient: preparation.patient, schedule: preparation.schedule, drugs: preparation.drugs,
      landmarks: try LandmarkChoice.landmarks(
        for: preparation.drugs.map(\.name), in: library.opened()),
      allSteps: allSteps, judgements: judged.judgements)
    judged.complete(&preview)
    let report = ExplanationReport(
      preview, at: moment,
      provenance: forms.full || forms.isElsewhere
        ? preparation.provenance(with: judged.limits.map(\.text)) : nil)
    try forms.check(against: preparation.inputs + judged.limits.map(\.text))
    var made: (content: ReportContent, charts: [ChartModel])?
    do throws(ReportFailure) {
      made = (try report.content(), forms.isElsewhere ? try report.charts() : [])
    } catch {
      try Output.fail(error)
    }
    if let made { try forms.show(made.content, charts: made.charts, caption: report.caption) }
    if judged.status != .clean { throw CommandEnd(status: judged.status) }
  }
}
