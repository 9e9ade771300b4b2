internal import ArgumentParser
internal import Titrate

/// The command `titrate`.
struct Tool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "titrate",
    abstract: "From a dosing protocol and a patient to an exact plasma curve.",
    discussion: """
      A PROTOCOL is the id of a built-in one (`titrate list protocols`), a file that ends in .yaml, \
      `-` for a file on standard input, or a phrase such as \
      "0.5 mg/kg over 40 min". Every quantity carries its unit.

      Results go to standard output; errors and warnings to standard error, with their code, place \
      and remedy. Text is as wide as the terminal, \(Terminal.widthOfPipes) columns in a file or a \
      pipe; colours only on a terminal, and not when NO_COLOR is set.

      Titrate computes; it does not advise. Not a medical device.

      \(ExitStatus.table)
      """,
    version: "titrate \(version)",
    subcommands: [
      PreviewCommand.self, SimulateCommand.self, ExplainCommand.self, CompareCommand.self,
      BatchCommand.self, MergeCommand.self, PlotCommand.self,
      CheckCommand.self, SlipsCommand.self, ListCommand.self, ShowCommand.self,
      ValidateCommand.self,
    ])
}
