internal import ArgumentParser
internal import Glibc
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

  func run() throws {
    let end = try until.map { try TimesOptions.moment($0, "--until") }
    let preparation = try Preparation(
      plan: plan, patient: patient, model: model, library: library)
    let judged = try JudgedPreparation(preparation, limits, in: library)
    // Warnings are part of the report itself, where nobody can miss or lose them.
    let landmarks = try LandmarkChoice.landmarks(
      for: preparation.drugs.map(\.name), in: library.opened())
    let report = PreviewReport(
      protocolID: preparation.plan.dosing.id, protocolTitle: preparation.plan.dosing.title,
      protocolSummary: preparation.plan.dosing.summary,
      patient: preparation.patient, schedule: preparation.schedule, drugs: preparation.drugs,
      landmarks: landmarks, allSteps: allSteps, until: end, remarks: preparation.remarks,
      judgements: judged.judgements)
    let style = TextStyle(
      width: Terminal.width, color: Terminal.showsColours(on: STDOUT_FILENO))
    do throws(ReportFailure) {
      let text = try report.text(style)
      try Output.write(text)
    } catch {
      try Output.fail(error)
    }
    if judged.status != .clean { throw CommandEnd(status: judged.status) }
  }
}
