internal import Diagnostics
internal import Quantities

/// When the sessions of a course start, and what their doses are multiplied by.
struct CourseCalendar: Sendable {
  /// One session.
  struct Entry: Sendable {
    let phase: String?
    let start: Tick
    let scale: Rational
    let location: SourceLocation?
  }

  /// The sessions in order.
  private(set) var entries: [Entry] = []
  /// What is wrong.
  private(set) var diagnostics: [Diagnostic] = []

  /// Lays out a course whose sessions each last until `sessionEnd`.
  init(_ course: Course?, sessionEnd: Tick) {
    guard let course else {
      entries = [Entry(phase: nil, start: .zero, scale: .one, location: nil)]
      return
    }
    if course.phases.isEmpty {
      add(nil, "the course has no phases", "write `sessions` and `every`, or leave `course` out")
    }
    for (index, phase) in course.phases.enumerated() {
      do {
        entries += try CourseCalendar.sessions(
          of: phase, isFirst: index == 0, last: entries.last?.start)
      } catch {
        diagnostics.append(error)
      }
      guard entries.count <= PlanTimeline.mostDeliveries else {
        diagnostics.append(.tooMany(at: phase.location))
        break
      }
    }
    if diagnostics.isEmpty { checkOverlap(sessionEnd) }
  }

  private mutating func add(_ location: SourceLocation?, _ message: String, _ remedy: String) {
    diagnostics.append(Diagnostic(.badCourse, at: location, message, remedy: remedy))
  }

  private mutating func checkOverlap(_ length: Tick) {
    for (session, next) in zip(entries, entries.dropFirst()) {
      guard let end = session.start.adding(length) else { break }
      guard end > next.start else { continue }
      let gap = (next.start - session.start).duration
      diagnostics.append(
        Diagnostic(
          .sessionsOverlap, at: next.location,
          "a session lasts \(length.duration), but the next one starts after \(gap)",
          expected: "sessions that end before the next one starts",
          remedy: "make the interval longer, or the session shorter"))
      return
    }
    if let last = entries.last, last.start.adding(length) == nil {
      diagnostics.append(.tooLong(at: last.location, "the end of the last session"))
    }
  }

  private static func sessions(
    of phase: Course.Phase, isFirst: Bool, last: Tick?
  ) throws(Diagnostic) -> [Entry] {
    let offsets = try offsets(of: phase)
    var origin = Tick.zero
    if isFirst {
      guard phase.after == nil else {
        throw fault(phase, "`after` in the first phase", "leave it out: nothing comes before")
      }
      if case .onDays(let days) = phase.timing, let first = days.first {
        origin = try day(first, of: phase)
      }
    } else {
      guard let gap = phase.after ?? phase.interval, let last else {
        throw fault(
          phase, "a later phase on named days does not say when it begins",
          "add `after`: the time from the start of the last session before it")
      }
      guard gap.dimension == .time, gap.number > .zero, let tick = Tick(gap),
        let start = last.adding(tick)
      else { throw .tooLong(at: phase.location, "`after`") }
      origin = start
    }
    var entries: [Entry] = []
    for (index, offset) in offsets.enumerated() {
      guard let start = origin.adding(offset) else {
        throw .tooLong(at: phase.location, "the last session")
      }
      entries.append(
        Entry(
          phase: phase.name, start: start, scale: try scale(of: phase, index, of: offsets.count),
          location: phase.location))
    }
    return entries
  }

  /// The starts of the sessions, counted from the first one of the phase.
  private static func offsets(of phase: Course.Phase) throws(Diagnostic) -> [Tick] {
    switch phase.timing {
    case .every(let sessions, let interval):
      guard sessions >= 1 else {
        throw fault(phase, "a phase of \(sessions) sessions", "write at least 1 session")
      }
      guard sessions <= PlanTimeline.mostDeliveries else { throw .tooMany(at: phase.location) }
      guard interval.dimension == .time, let every = Tick(interval), every > .zero else {
        throw fault(
          phase, "the interval `\(interval)` is not possible", "write an interval such as `2 d`")
      }
      var offsets: [Tick] = []
      for k in 0..<sessions {
        guard let offset = every.multiplied(by: k) else {
          throw .tooLong(at: phase.location, "the last session")
        }
        offsets.append(offset)
      }
      return offsets
    case .onDays(let days):
      guard let first = days.first, first >= 1, zip(days, days.dropFirst()).allSatisfy({ $0 < $1 })
      else {
        throw fault(
          phase, "the days \(days) are not possible",
          "write whole days from 1 upwards, each once and in order")
      }
      var offsets: [Tick] = []
      let origin = try day(first, of: phase)
      for number in days { offsets.append(try day(number, of: phase) - origin) }
      return offsets
    }
  }

  private static func day(_ number: Int, of phase: Course.Phase) throws(Diagnostic) -> Tick {
    guard let tick = Tick(flicks: 1440 * Tick.perMinute).multiplied(by: number - 1) else {
      throw .tooLong(at: phase.location, "day \(number)")
    }
    return tick
  }

  /// The scale on the line from the first to the last session, exactly.
  private static func scale(
    of phase: Course.Phase, _ index: Int, of count: Int
  ) throws(Diagnostic) -> Rational {
    let from = phase.scaleFrom ?? Quantity(DecimalNumber(100), .percent)
    let to = phase.scaleTo ?? from
    guard from.number > .zero, to.number > .zero, from.dimension == .none, to.dimension == .none
    else {
      throw fault(
        phase, "a scale from `\(from)` to `\(to)`", "write percentages above zero, such as `50 %`")
    }
    let (first, last) = (Rational(from), Rational(to))
    guard count > 1 else {
      guard first == last else {
        throw fault(
          phase, "a scale that changes over a single session", "write one percentage")
      }
      return first
    }
    return first + (last - first) * Rational([Int64(index)], over: [Int64(count - 1)])
  }

  private static func fault(
    _ phase: Course.Phase, _ message: String, _ remedy: String
  ) -> Diagnostic {
    Diagnostic(.badCourse, at: phase.location, message, remedy: remedy)
  }
}

extension Course.Phase {
  /// The interval between sessions, when it is the same throughout.
  fileprivate var interval: Quantity? {
    if case .every(_, let interval) = timing { return interval }
    return nil
  }
}
