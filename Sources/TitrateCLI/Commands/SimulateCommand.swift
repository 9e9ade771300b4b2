internal import ArgumentParser
internal import Titrate

/// `titrate simulate`: the curve as numbers.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Write the curve at stated moments, as CSV or JSON.",
    discussion: """
      titrate simulate depression-40-min --weight 82kg --every 1min --until 24h -o curve.csv
      titrate simulate my.yaml --weight 70kg --at 0min,40min,2h --columns plasma,auc

      Without -o, or with `-o -`, the table goes to standard output. Beside a file, \
      FILE.manifest.json says what it was made from. With limits, what they say goes to standard \
      error, and the exit status is 1 when a hard one is broken; the table is written all the same.
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup(title: "Patient") var patient: PatientOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Moments") var moments: TimesOptions
  @OptionGroup var library: LibraryOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; `-` is standard output.", valueName: "file"))
  var output = "-"

  @Option(
    help: ArgumentHelp(
      "Groups of columns: plasma, effect, amounts, concentrations, auc, rate, all; when absent "
        + "plasma, rate, and effect where there is an effect site.",
      valueName: "groups"))
  var columns: String?

  @Option(help: ArgumentHelp("The unit of the column of times: min, h or d.", valueName: "unit"))
  var timeUnit: TableTimeUnit = .min

  @Option(help: ArgumentHelp("csv or json.", valueName: "format"))
  var format: TableFormat = .csv

  @Flag(help: "Solve a second time, the other way, and print the largest relative difference.")
  var verify = false

  func run() throws {
    let output = try OutputChoice(output, format: format)
    let requested = try moments.times()
    let chosen = try columns.map { (text) throws(DiagnosticError) in try ColumnChoice(text) }
    let preparation = try Preparation(
      plan: plan, patient: patient, model: model, library: library, needsCurves: true)
    try chosen?.check(against: preparation.models, with: preparation.drugs)
    try output.check(against: preparation.inputs + [requested.table].compactMap { $0 })
    let judged = try JudgedPreparation(preparation, limits, in: library)
    Output.report(preparation.warnings)
    if !limits.names.isEmpty || judged.worst != nil || judged.leavesConditions {
      Output.note(judged.text(TextStyle(width: Terminal.widthOfPipes)))
    }
    if verify {
      let verification = try Verification(preparation.drugs, at: requested.times)
      if let fault = verification.fault { throw DiagnosticError(fault) }
      Output.note(verification.note)
    }
    do throws(ReportFailure) {
      let table = try CurveTable(
        drugs: preparation.drugs, times: requested.times,
        columns: chosen?.sets ?? ColumnChoice.whenAbsent, timeUnit: timeUnit.unit)
      let arguments = CommandLineText.current.arguments
      let written = TableOutput(table: table, format: format) { sha256 in
        Manifest(
          preparation, judged, times: requested, table: table,
          output: Manifest.Output(file: output.path, format: format, sha256: sha256),
          arguments: arguments)
      }
      try written.write(to: output.path)
    } catch {
      try Output.fail(error)
    }
    if judged.status != .clean { throw CommandEnd(status: judged.status) }
  }
}
