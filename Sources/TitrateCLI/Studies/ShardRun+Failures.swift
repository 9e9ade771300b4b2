internal import Titrate

extension ShardRun {
  /// What to say of the subjects of a scenario that cannot be computed.
  func fault(of summary: RunSummary, _ scenario: StudyScenario) -> Diagnostic {
    let row = summary.firstFailure?.subject ?? 0
    let subject = row / study.study.replicates
    let counted =
      "\(summary.failed) "
      + (study.study.replicates == 1 ? "subjects" : "replicates of subjects")
    if let draw = ImpossibleDraw(row: row, of: scenario, in: study) {
      return draw.diagnostic(
        .numericalFailure, of: subject, among: summary.failed == 1 ? nil : counted)
    }
    let reason = summary.firstFailure.map { $0.reason.reason } ?? "unknown"
    return Diagnostic(
      .numericalFailure, at: scenario.place,
      "\(counted) cannot be computed in `\(scenario.title)`; the first is "
        + "\(subject): \(reason); nothing was written",
      expected: "parameters that are possible for everybody",
      remedy: "look at it with `--subjects \(subject)..<\(subject + 1)`")
  }

  /// The failure of a sink or a source, with its place, and with the reason why the subject that it
  /// names cannot be computed.
  func explained(_ error: any Error, _ scenario: StudyScenario) -> any Error {
    if let failure = error as? PopulationFailure {
      var fault = failure.diagnostic
      fault.location = scenario.place
      if case (.noPatientWithinBounds, .drawn(let patients, _)) = (failure, study.study.patients) {
        fault.location = patients.location
      }
      return fault
    }
    guard let failure = error as? ReportFailure, var fault = failure.diagnostic,
      case .subjectNotFinite(_, let subject) = failure,
      let summary = try? PopulationRun(scenario.source.plan)
        .run(study.rows(of: subject..<subject + 1), source: { try scenario.source.write($0) }),
      let (row, reason) = summary.firstFailure
    else { return error }
    if let draw = ImpossibleDraw(row: row, of: scenario, in: study) {
      return draw.diagnostic(fault.code, of: subject)
    }
    fault.message += " (\(reason.reason))"
    fault.location = scenario.place
    return fault
  }
}
