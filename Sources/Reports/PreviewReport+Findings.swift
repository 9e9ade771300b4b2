internal import Dosing
internal import Limits

extension PreviewReport {
  /// What sets of limits say of the schedule, in the words of a check.
  ///
  /// The section is there also where nothing was judged: its absence would read as no finding.
  func addFindings(to content: inout ReportContent) {
    let judgements = judgements ?? []
    guard !judgements.isEmpty || !unjudgedDrugs.isEmpty else { return }
    content.heading("Findings")
    var report = CheckReport(version: "")
    report.add(
      CheckedCase(
        protocolID: protocolID, patient: patient, lines: schedule.lines, judgements: judgements),
      toFile: "")
    for kept in report.files.flatMap(\.cases) {
      for judgement in kept.judgements {
        let set = report.sets[judgement.set]
        report.add(judgement, kept, "\(set.id) (\(set.title))", verbose: allSteps, to: &content)
      }
    }
    for drug in unjudgedDrugs { addUnasked(drug, to: &content) }
    report.addUnchecked(nil, to: &content)
  }

  /// The findings that a line of the schedule causes, for its place in the table: `HARD day-max`.
  func marks(ofLine index: Int) -> String? {
    var marks: [String] = []
    for judgement in judgements ?? [] {
      for verdict in judgement.verdicts {
        let severities = verdict.breaches.filter { $0.lines.contains(index) }.map(\.worst.severity)
        guard let severity = severities.contains(.hard) ? .hard : severities.first else { continue }
        let word = severity == .hard ? "HARD" : "soft"
        let standing = verdict.isOpen ? "" : verdict.counts ? " (accepted)" : " (weak evidence)"
        marks.append(
          "\(word) \(judgement.limits.id(of: verdict.subject))\(standing)")
      }
    }
    return marks.isEmpty ? nil : "[\(marks.joined(separator: "; "))]"
  }
}
