internal import Dosing
internal import Quantities

/// A stretch of sessions that are shown together: one written out, or several that repeat it.
enum SessionFold {
  /// The lines of one session.
  case written(session: Schedule.Session, lines: [Int])
  /// Sessions whose lines equal those of an earlier one, but for when they start.
  case repeated(sessions: [Schedule.Session], as: Int)

  /// Folds a schedule; without folding every session is written out.
  /// - Parameter marks: What is said at a line; sessions of which more is said are not folded away.
  static func all(
    of schedule: Schedule, unfolded: Bool, marks: (Int) -> String?
  ) -> [SessionFold] {
    let bySession = Dictionary(grouping: schedule.lines.indices) { schedule.lines[$0].session }
    var sessions = schedule.sessions
    if sessions.isEmpty {
      // A schedule that was put together by hand may have lines but no list of sessions.
      sessions = bySession.keys.sorted().map { number in
        let lines = (bySession[number] ?? []).map { schedule.lines[$0] }
        return Schedule.Session(
          number: number, start: lines.map(\.start).min() ?? .zero,
          end: lines.map(\.end).max() ?? .zero)
      }
    }
    var known: [[LineShape]: Int] = [:]
    var folds: [SessionFold] = []
    for session in sessions {
      let lines = bySession[session.number] ?? []
      let shape = lines.map {
        LineShape(schedule.lines[$0], from: session.start, marks: marks($0))
      }
      guard let first = known[shape], !unfolded else {
        known[shape] = session.number
        folds.append(.written(session: session, lines: lines))
        continue
      }
      if case .repeated(let earlier, first) = folds[folds.count - 1] {
        folds[folds.count - 1] = .repeated(sessions: earlier + [session], as: first)
      } else {
        folds.append(.repeated(sessions: [session], as: first))
      }
    }
    return folds
  }
}

/// Everything about a line but when its session starts and where it is written.
private struct LineShape: Hashable {
  let line: ScheduleLine
  let marks: String?

  init(_ line: ScheduleLine, from start: Tick, marks: String?) {
    self.marks = marks
    var line = line
    line.session = 0
    line.start = line.start - start
    line.end = line.end - start
    line.plannedEnd = line.plannedEnd.map { $0 - start }
    // References to other lines differ between sessions; that there is one does not.
    line.cutBy = line.cutBy.map { _ in 0 }
    line.continues = line.continues.map { _ in 0 }
    line.location = nil
    self.line = line
  }
}
