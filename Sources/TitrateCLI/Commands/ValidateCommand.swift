internal import ArgumentParser
internal import Glibc
internal import Titrate

/// `titrate validate`: published observations beside what the models predict.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Set published observations beside the predictions of every model.",
    discussion: """
      titrate validate
      titrate validate ketamine

      The observations are the library's, misses included; what no model can predict is listed \
      with the reason. A file of your own observations may be named instead of a drug.
      """)

  @Argument(
    help: ArgumentHelp("Drugs, or files of observations that end in .yaml.", valueName: "what"))
  var what: [String] = []

  @OptionGroup var library: LibraryOptions

  @Option(
    help: ArgumentHelp(
      "text, or csv: a tidy table of observations and predictions.", valueName: "format"))
  var format: ListFormat = .text

  func run() throws {
    let report = try Validation(what, in: library.opened()).report()
    if format == .csv { return try Output.show(report.tidy.csv) }
    let style = TextStyle(
      width: Terminal.width, color: Terminal.showsColours(on: STDOUT_FILENO))
    do throws(ReportFailure) {
      try Output.write(report.text(style))
    } catch {
      try Output.fail(error)
    }
  }
}
