internal import Diagnostics
internal import Dosing
internal import Patients
internal import Quantities
internal import Simulation

extension PreviewReport {
  /// What is given and when, session by session; sessions that repeat an earlier one are folded.
  func addSchedule(to page: inout ReportContent) throws(SimulationFailure) {
    page.heading("Schedule")
    for warning in schedule.plausibility(weight: patient.weight?.canonical) {
      page.item(
        "warning", "\(warning.code.id): \(warning.message). Help: \(warning.remedy)", .caution)
    }
    guard !schedule.lines.isEmpty else {
      page.paragraph("nothing is given")
      return
    }
    let folds = SessionFold.all(of: schedule, unfolded: allSteps, marks: marks)
    let showsSessions = folds.count > 1 || schedule.sessions.count > 1
    var lines: [Int] = []
    var groups: [ScheduleTable.Group] = []
    for fold in folds {
      let first = lines.count
      var name: String?
      switch fold {
      case .written(let session, let own):
        lines += own
        let phase = session.phase.map { " (\($0))" } ?? ""
        if showsSessions {
          name = "session \(session.number)\(phase), from \(session.start.clock)"
        }
      case .repeated(let sessions, let earlier): name = foldText(sessions, as: earlier)
      }
      groups.append(ScheduleTable.Group(name: name, rows: first..<lines.count))
    }
    page.add(
      .schedule(try ScheduleTable(self, lines: lines, groups: groups, note: headingNote)))
    if folds.count < schedule.sessions.count {
      page.paragraph(
        "Each session's own peak is below; --all-steps writes out every line.", .quiet)
    }
  }

  /// What the headings mean.
  private var headingNote: String {
    var plasma: [String] = []
    for drug in drugs {
      if let output = drug.curve.outputs.first { plasma.append(drug.label(of: output)) }
    }
    let given = "given: in all by the end of the line"
    return plasma.isEmpty
      ? given : "\(given); ng/mL: \(plasma.joined(separator: ", ")) at its start and end"
  }

  private func foldText(_ sessions: [Schedule.Session], as first: Int) -> String {
    let starts = sessions.map(\.start.clock).joined(separator: ", ")
    let numbers =
      sessions.count == 1
      ? "session \(sessions[0].number)"
      : "sessions \(sessions[0].number)–\(sessions[sessions.count - 1].number)"
    // Phases by name, so that a fold across them does not hide where boosters begin.
    var phases: [String] = []
    for case let phase? in sessions.map(\.phase) where phases.last != phase { phases.append(phase) }
    let names = phases.isEmpty ? "" : " (\(phases.joined(separator: ", ")))"
    return "\(numbers)\(names): as session \(first), starting \(starts)"
  }
}
