internal import ArgumentParser
internal import Titrate

/// `titrate preview`: one patient, one protocol, read at a glance.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show what a protocol gives one patient, and the curve that follows.",
    discussion: """
      titrate preview depression-40-min --weight 82kg
      titrate preview "0.5 mg/kg over 40 min" --drug ketamine --weight 82kg --concentration 1mg/mL
      titrate preview depression-40-min --weight 82kg --limits ketamine/depression-infusion

      Exit status 1 when a hard limit is broken; the preview is shown all the same.
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup(title: "Patient") var patient: PatientOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup var library: LibraryOptions

  @Option(help: ArgumentHelp("The end of the chart.", valueName: "time"))
  var until: String?

  @Flag(help: "Write out every step, also of sessions that repeat.")
  var allSteps = false

  @Flag(help: "Also draw every other model of the library that applies to the patient.")
  var allModels = false

  @OptionGroup(title: "Other forms") var forms: ReportOptions

  func run() throws {
    let end = try until.map { try MomentText.end($0, "--until") }
    let preparation = try Preparation(
      plan: plan, patient: patient, model: model, library: library)
    let judged = try JudgedPreparation(preparation, limits, in: library)
    // Warnings are part of the report itself, where nobody can miss or lose them.
    let landmarks = try LandmarkChoice.landmarks(
      for: preparation.drugs.map(\.name), in: library.opened())
    let others = try allModels ? OtherModels(preparation, in: library.opened()) : nil
    var report = PreviewReport(
      protocolID: preparation.plan.dosing.id, protocolTitle: preparation.plan.dosing.title,
      protocolSummary: preparation.plan.dosing.summary,
      patient: preparation.patient, schedule: preparation.schedule, drugs: preparation.drugs,
      landmarks: landmarks, allSteps: allSteps, until: end,
      remarks: preparation.remarks + (others?.remarks ?? []), judgements: judged.judgements)
    judged.complete(&report)
    report.alternatives = others?.drugs ?? []
    report.isFull = forms.full || forms.isElsewhere
    let read = judged.limits.map(\.text) + (others?.texts ?? [])
    report.provenance = preparation.provenance(with: read)
    try forms.check(against: preparation.inputs + read)
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
