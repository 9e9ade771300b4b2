internal import Diagnostics
internal import Dosing
internal import Patients
internal import Quantities
internal import Simulation

extension PreviewReport {
  /// What is given and when, session by session; sessions that repeat an earlier one are folded.
  func addSchedule(to page: inout Page) throws(SimulationFailure) {
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
    let written = folds.flatMap { (fold) -> [Int] in
      if case .written(_, let lines) = fold { lines } else { [] }
    }
    let rows = try ScheduleRows(self, lines: written)
    let layout = rows.layout(width: page.style.width)
    page.paragraph(headingNote, .quiet)
    for line in layout.heading { page.line(line, .quiet) }
    let showsSessions = folds.count > 1 || schedule.sessions.count > 1
    for fold in folds {
      switch fold {
      case .written(let session, let lines):
        if showsSessions {
          let phase = session.phase.map { " (\($0))" } ?? ""
          page.paragraph("session \(session.number)\(phase), from \(session.start.clock)")
        }
        for line in lines {
          for text in layout.body[line] ?? [] { page.line(text) }
        }
      case .repeated(let sessions, let first):
        page.paragraph(foldText(sessions, as: first))
      }
    }
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
