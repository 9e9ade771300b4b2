internal import ArgumentParser
internal import Glibc
internal import Titrate

/// `titrate check`: are files valid, and do protocols stay within limits.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check files, and judge protocols by weight-based limits.",
    discussion: """
      titrate check ward.csv --limits ketamine/acute-pain --fail-on hard
      titrate check protocols/ --patients panel.csv --format sarif > findings.sarif
      titrate check models/

      The first line of a YAML file says what it is; a CSV file is a protocol table when it has a \
      column `protocol`. Folders are searched for .yaml, .yml and .csv files, and every file is \
      checked, whatever is wrong with another. `-` is standard input.

      Protocols are judged for the patients that a table states beside them, for the patient of the \
      options, and for those of a panel, by the sets of limits that `--limits` or the protocol names.

      `--across` adds at which weights verdicts change; where nobody is stated, both ends of its range \
      are judged.

      Exit status 0 when all is well, 1 for findings at or above `--fail-on` (warnings about the \
      text count as soft), 2 when a file is not valid.
      """)

  @Argument(help: ArgumentHelp("Files and folders.", valueName: "file"))
  var files: [String]

  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Patient") var patient: PatientOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup var library: LibraryOptions

  @Option(
    help: ArgumentHelp("A panel: a CSV file with a patient in each row.", valueName: "file"))
  var patients: String?

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A value for a setting of protocols; may be repeated.", valueName: "name=value"))
  var settings: [String] = []

  @Option(
    help: ArgumentHelp(
      "Find the weights at which verdicts change, such as weight=35kg..160kg.",
      valueName: "weight=a..b"))
  var across: String?

  @Option(help: ArgumentHelp("text, json, junit, sarif or github.", valueName: "format"))
  var format: ReportFormat = .text

  @Option(
    help: ArgumentHelp("The severity that fails the check: soft or hard.", valueName: "level"))
  var failOn: FailingSeverity = .soft

  @Flag(help: "List every rule that is kept, too.")
  var all = false

  func run() throws {
    var check = try Checking(self)
    try check.judge()
    if format == .text { Output.report(check.diagnostics) }
    do throws(ReportFailure) {
      try Output.write { (sink) throws(OutputFailure) in
        try check.report.write(
          as: format.format,
          CheckReport.Options(
            style: TextStyle(
              width: Terminal.width, color: Terminal.showsColours(on: STDOUT_FILENO)),
            verbose: all, showsDiagnostics: false), to: sink)
      }
    } catch {
      try Output.fail(error)
    }
    if check.status != .clean { throw CommandEnd(status: check.status) }
  }
}
