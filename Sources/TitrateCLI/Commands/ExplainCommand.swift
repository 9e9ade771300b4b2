internal import ArgumentParser
internal import Titrate

/// `titrate explain`: one moment of a protocol.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show what runs at one moment, and which dose left how much of what is there.",
    discussion: """
      titrate explain depression-40-min --weight 82kg --at 1h20
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup(title: "Patient") var patient: PatientOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup var library: LibraryOptions

  @Option(
    help: ArgumentHelp(
      "The moment, counted from the start: 200min, 3h20, 03:20 or \"D2 03:15\".", valueName: "time")
  )
  var at: String

  @Flag(help: "Write out every dose, however many there are.")
  var allSteps = false

  @Flag(help: "Write JSON instead of text.")
  var json = false

  func run() throws {
    let moment = try MomentText.moment(at, "--at")
    let preparation = try Preparation(
      plan: plan, patient: patient, model: model, library: library)
    Output.report(preparation.warnings)
    let report = ExplanationReport(
      PreviewReport(
        protocolID: preparation.plan.dosing.id, protocolTitle: preparation.plan.dosing.title,
        patient: preparation.patient, schedule: preparation.schedule, drugs: preparation.drugs,
        allSteps: allSteps), at: moment)
    do throws(ReportFailure) {
      let content = try report.content()
      try Output.write(json ? content.json() : content.text(.terminal))
    } catch {
      try Output.fail(error)
    }
  }
}
