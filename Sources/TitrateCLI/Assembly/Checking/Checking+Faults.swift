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

extension LimitChoice {
  /// Whether somebody wants a protocol judged: limits are named for it, or a verdict is expected.
  func areMeant(for planned: PlannedProtocol) -> Bool {
    named != nil || !planned.dosing.limitSets.isEmpty || planned.expected != nil
  }
}

extension Diagnostic {
  /// The same of a set that a protocol names, not the command line.
  var ofProtocol: Diagnostic {
    var fault = self
    if code == .notInLibrary { fault.code = .unknownLimitSet }
    return fault
  }

  /// The same about a patient of a panel, at his row, when something is missing there.
  func lacking(_ person: JudgedPerson, for planned: PlannedProtocol) -> Diagnostic {
    guard code == .missingCovariate, let name = person.name, let place = person.location else {
      return self
    }
    var fault = self
    fault.location = place
    fault.message = "for the patient `\(name)` and the protocol `\(planned.dosing.id)`, \(message)"
    fault.remedy = "fill in the cell of this patient, or add the column"
    return fault
  }

  /// A protocol beside which nobody is stated, while others are judged.
  static func nobody(for planned: PlannedProtocol) -> Diagnostic {
    Diagnostic(
      .nothingJudged, at: planned.location,
      "the protocol `\(planned.dosing.id)` was not judged: nobody is stated for whom",
      expected: "a weight beside it in the table, a patient's weight, or a panel",
      remedy: "add `--weight 82kg`, `--patients panel.csv`, or a cell `weight` in its row")
  }

  /// A patient, or something declared of him, and no limits to judge his schedule by.
  static var nothingToJudgeBy: Diagnostic {
    Diagnostic(
      .incompleteOptions, at: CommandLineText.current.end,
      "a patient or his condition is stated, and neither the command line nor a protocol names limits",
      expected: "`--limits` with the id of a set, such as `ketamine/acute-pain`",
      remedy: "add `--limits`; see `titrate list limits`")
  }
}
