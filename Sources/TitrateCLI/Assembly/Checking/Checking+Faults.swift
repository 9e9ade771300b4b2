internal import Titrate

extension Checking {
  /// Refuses options that nothing in the files could use.
  static func idle(
    _ command: CheckCommand, hasProtocols: Bool, hasPeople: Bool
  ) -> Diagnostic? {
    guard let name = command.limits.names.first else {
      guard let condition = command.limits.conditions.first else { return nil }
      return Diagnostic(
        .notApplicable, at: CommandLineText.place(ofValue: condition, for: "--condition"),
        "`--condition` has no effect here: nobody is judged",
        expected: "a patient and limits beside it",
        remedy: "add `--weight 82kg` and `--limits`, or leave `--condition` out")
    }
    let place = CommandLineText.place(ofValue: name, for: "--limits")
    guard hasProtocols else {
      return Diagnostic(
        .notApplicable, at: place, "`--limits` has no effect here: no protocol could be judged",
        expected: "a protocol, or a table of protocols, among the files",
        remedy: "name one, or leave `--limits` out")
    }
    guard !hasPeople else { return nil }
    return Diagnostic(
      .missingCovariate, at: place, "nobody is stated for whom the protocols are to be judged",
      expected: "weights in the table, a patient's weight, or a panel",
      remedy: "add `--weight 82kg`, `--patients panel.csv`, or a column `weight` to the table")
  }
}

extension Diagnostic {
  /// A patient, or something declared of him, and no limits to judge his schedule by.
  static var nothingToJudgeBy: Diagnostic {
    Diagnostic(
      .incompleteOptions, at: CommandLineText.current.end,
      "a patient or his condition is stated, and neither the command line nor a protocol names limits",
      expected: "`--limits` with the id of a set, such as `ketamine/acute-pain`",
      remedy: "add `--limits`; see `titrate list limits`")
  }
}
