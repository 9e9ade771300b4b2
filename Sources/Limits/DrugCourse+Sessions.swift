internal import Dosing
internal import Quantities

extension DrugCourse {
  /// What rules about sessions and the whole course measure.
  func courseReadings(_ measure: Measure, _ sessions: [Schedule.Session]) -> [Reading] {
    switch measure {
    case .sessionDose: bySession.compactMap { dose($0, isSession: true) }
    case .courseDose: dose(items[...], isSession: false).map { [$0] } ?? []
    case .sessionDuration: bySession.compactMap { duration($0, isSession: true) }
    case .courseDuration: duration(items[...], isSession: false).map { [$0] } ?? []
    case .sessionInterval: intervals(sessions)
    default: count.map { [$0] } ?? []
    }
  }

  private func dose(_ slice: ArraySlice<Item>, isSession: Bool) -> Reading? {
    guard let last = slice.last else { return nil }
    let before = items[..<slice.startIndex].reduce(Rational.zero) { $0 + $1.amount }
    let amount = slice.reduce(Rational.zero) { $0 + $1.amount }
    return Reading(
      amount, at: (slice.map(\.end).max() ?? last.end).minutes, line: last.line,
      session: isSession ? last.session : nil, passing: .amount(since: before))
  }

  private func duration(_ slice: ArraySlice<Item>, isSession: Bool) -> Reading? {
    guard let first = slice.first, let last = slice.max(by: { $0.end < $1.end }) else { return nil }
    return Reading(
      Rational(minutes: last.end - first.start), at: last.end.minutes, line: last.line,
      session: isSession ? last.session : nil, passing: .time(since: Rational(minutes: first.start))
    )
  }

  private func intervals(_ sessions: [Schedule.Session]) -> [Reading] {
    var starts: [(start: Tick, line: Int, session: Int)] = []
    var place = 0
    for items in bySession {
      guard let first = items.first else { continue }
      while place < sessions.count, sessions[place].number < first.session { place += 1 }
      let known = place < sessions.count && sessions[place].number == first.session
      starts.append((known ? sessions[place].start : first.start, first.line, first.session))
    }
    return zip(starts, starts.dropFirst()).map { last, next in
      Reading(
        Rational(minutes: next.start - last.start), at: next.start.minutes, line: next.line,
        session: next.session)
    }
  }

  private var count: Reading? {
    guard let last = bySession.last?.first else { return nil }
    return Reading(
      Rational(Int64(bySession.count)), at: last.start.minutes, line: last.line,
      session: last.session)
  }
}
