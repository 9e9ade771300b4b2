internal import Titrate

extension LimitChoice {
  /// What one set says of a schedule.
  /// - Parameters:
  ///   - set: The set.
  ///   - protocolID: The protocol's id, by which findings may have been accepted.
  ///   - person: Who receives it, with what is declared.
  ///   - schedule: What is given.
  ///   - solved: The curve of the set's drug; nothing when there is no model for it.
  ///   - moment: The moment that is judged; the whole course when absent.
  /// - Throws: Calculations that fail.
  func judgement(
    by set: LimitSet, of protocolID: String, _ person: JudgedPerson, _ schedule: Schedule,
    _ solved: SolvedDrug?, at moment: Tick? = nil
  ) throws(DiagnosticError) -> Judgement {
    let judged = JudgedCase(person, schedule, solved)
    var judgement: Judgement
    do {
      judgement =
        if let moment {
          try set.judgement(of: judged, at: moment, strongOnly: strongOnly)
        } else {
          try set.judgement(of: judged, strongOnly: strongOnly)
        }
    } catch {
      throw DiagnosticError(error.diagnostic)
    }
    for index in judgement.unjudged.indices {
      judgement.unjudged[index].judges =
        shipped.ids(judging: judgement.unjudged[index].condition, for: set.drug)
    }
    guard let accepted else { return judgement }
    return judgement.accepting(
      accepted.acceptances, protocolID: protocolID, patient: person.name, on: accepted.day)
  }

  /// Makes sure that the care area and the diagnosis of the options mean something to the sets.
  func checkDeclarations(_ options: LimitOptions) throws(DiagnosticError) {
    func place(_ name: String?, _ option: String) -> (name: String, location: SourceLocation)? {
      name.map { ($0, CommandLineText.place(ofValue: $0, for: option)) }
    }
    let faults = all.map(\.set).faults(
      careArea: place(options.careArea, "--care-area"),
      diagnosis: place(options.diagnosis, "--diagnosis"))
    if let error = DiagnosticError(faults) { throw error }
  }
}

extension JudgedCase {
  /// What a person gets, with the curve of the set's drug where there is one.
  init(_ person: JudgedPerson, _ schedule: Schedule, _ solved: SolvedDrug?) {
    self.init(
      patient: person.patient, context: person.context, schedule: schedule,
      curve: solved?.simulated?.curve, model: solved?.simulated?.model,
      withoutCurve: solved?.withoutCurve)
  }
}

extension Diagnostic {
  /// No set of limits concerns any drug of a protocol.
  static func noLimits(
    for dosing: DosingProtocol, at place: SourceLocation?, _ severity: Severity = .error
  ) -> Diagnostic {
    Diagnostic(
      .nothingJudged, severity, at: place,
      "the protocol `\(dosing.id)` was not judged: no set of limits concerns "
        + dosing.drugs.map(\.drug).joined(separator: " or "),
      expected: "a set of limits for one of its drugs",
      remedy: "name one with `--limits`; see `titrate list limits`")
  }

  /// One drug of a protocol that no set of limits concerns, beside others that some do.
  static func noLimits(
    forDrug drug: String, besides judged: [String], of dosing: DosingProtocol,
    at place: SourceLocation?
  ) -> Diagnostic {
    let meant = suggestion(for: drug, among: judged, edits: 1)
    return Diagnostic(
      .nothingJudged, .warning, at: place,
      "`\(drug)` in the protocol `\(dosing.id)` was not judged: no set of limits concerns it",
      expected: "a set of limits for each of its drugs",
      remedy: meant.map { "did you mean `\($0)`?" }
        ?? "name a set for it too with `--limits`; see `titrate list limits`")
  }
}
