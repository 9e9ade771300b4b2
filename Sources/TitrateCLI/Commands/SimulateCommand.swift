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
      FILE.manifest.json says what it was made from.
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup(title: "Patient") var patient: PatientOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Moments") var moments: TimesOptions
  @OptionGroup var library: LibraryOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; `-` is standard output.", valueName: "file"))
  var output = "-"

  @Option(
    help: ArgumentHelp(
      "Groups of columns: plasma, effect, amounts, concentrations, auc, rate, all.",
      valueName: "groups"))
  var columns = "plasma,effect,rate"

  @Option(help: ArgumentHelp("The unit of the column of times: min, h or d.", valueName: "unit"))
  var timeUnit: TableTimeUnit = .min

  @Option(help: ArgumentHelp("csv or json.", valueName: "format"))
  var format: TableFormat = .csv

  @Flag(help: "Solve a second time, the other way, and print the largest relative difference.")
  var verify = false

  func run() throws {
    let times = try moments.times()
    let columns = try ColumnChoice(columns).sets
    let preparation = try Preparation(
      plan: plan, patient: patient, model: model, library: library)
    Output.report(preparation.warnings)
    if verify {
      let verification = try Verification(preparation.drugs, at: times)
      if let fault = verification.fault { throw DiagnosticError(fault) }
      Output.note(verification.note)
    }
    do throws(ReportFailure) {
      let table = try CurveTable(
        drugs: preparation.drugs, times: times, columns: columns, timeUnit: timeUnit.unit)
      let manifest = Manifest(
        preparation, table: table, format: format, output: output,
        arguments: CommandLineText.current.arguments)
      try TableOutput(table: table, format: format, manifest: manifest).write(to: output)
    } catch {
      try Output.fail(error)
    }
  }
}
