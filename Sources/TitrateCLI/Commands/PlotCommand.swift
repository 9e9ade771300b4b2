internal import ArgumentParser
internal import Titrate

/// `titrate plot`: the percentiles of a finished study as pictures.
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw the percentiles of a finished study: the median, and bands around it.",
    discussion: """
      titrate batch forty-minutes-by-size -o results
      titrate plot results
      titrate plot results --scenario 1 --svg figure.svg --log

      The folder is one that `titrate batch` has left for all subjects, or `titrate merge`; every \
      table that is read is checked against the hash in its manifest. Pairs of percentiles such as 5 \
      and 95 are bands, 50 is a curve, and what has no counterpart is a thin line.
      """)

  @Argument(help: ArgumentHelp("The folder of a finished study.", valueName: "folder"))
  var folder: String

  @Option(
    help: ArgumentHelp("One scenario by its number; all of them when absent.", valueName: "n"))
  var scenario: String?

  @OptionGroup(title: "Other forms") var forms: ReportOptions

  func run() throws {
    let study = try FinishedStudy(folder, scenario: scenario)
    try forms.check(against: study.inputs)
    var report = study.report()
    if !forms.full, !forms.isElsewhere { report.provenance = nil }
    try forms.show(report.content, charts: report.charts, caption: report.caption)
  }
}
