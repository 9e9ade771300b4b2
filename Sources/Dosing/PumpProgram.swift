internal import Diagnostics
internal import Quantities

/// What one drug's pump is set to over one session: stretches that do not overlap.
///
/// Settings replace each other. A pause blanks a stretch of time; what was set goes on behind it.
struct PumpProgram: Sendable {
  private(set) var segments: [Segment] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var latest = Tick.zero
  private var nextID = 0
  private var resumption: Resumption?

  /// Sets the pump: to a rate until a moment, to a rate until the next command, or to a stop.
  mutating func set(
    _ setting: ProtocolStep.BoundedQuantity?, at start: Tick, until end: Tick?, by command: Command
  ) {
    arrive(at: start, command)
    resumption = nil
    cut(at: start, by: nextID)
    append(setting, start, end, command)
  }

  /// Sets one level after another; the first as ``set(_:at:until:by:)`` does.
  mutating func set(
    levels: [ProtocolStep.BoundedQuantity], at start: Tick, ends: [Tick], by command: Command
  ) {
    var start = start
    for (index, level) in levels.enumerated() where ends.indices.contains(index) {
      if index == 0 {
        set(level, at: start, until: ends[0], by: command)
      } else {
        append(level, start, ends[index], command, first: false)
      }
      start = ends[index]
    }
  }

  /// Lets the present setting run on for a time.
  mutating func hold(at start: Tick, until end: Tick, by command: Command) {
    arrive(at: start, command)
    if let pending = resumption, pending.at == start {
      resumption = nil
      append(pending.setting, start, end, command)
      segments[segments.count - 1].continues = pending.continues
      return
    }
    guard let index = present(at: start) else {
      return report(
        .nothingRuns, command, "a hold where no rate runs",
        "put a `set rate` before it, or write `wait` for a gap")
    }
    guard index == segments.count - 1 else {
      return report(
        .rampStillSteps, command, "a hold while a ramp is still stepping",
        "let the hold start at the end of the ramp")
    }
    guard let planned = segments[index].end else { return }
    segments[index].end = max(planned, end)
    segments[index].plannedEnd = segments[index].end
  }

  /// Stops the pump between two moments; what was set goes on afterwards.
  mutating func pause(at start: Tick, until end: Tick, by command: Command) {
    arrive(at: start, command)
    let running = present(at: start)
    if running == nil, resumption == nil {
      return report(
        .nothingRuns, command, "a pause where no rate runs",
        "put a `set rate` before it, or write `wait` for a gap; an infusion with `over` ends by itself"
      )
    }
    let id = nextID
    var kept: [Segment] = []
    var resumed: [Segment] = []
    for segment in segments {
      if segment.runs, segment.end.map({ $0 > end }) ?? true {
        var rest = segment
        rest.start = max(segment.start, end)
        rest.continues = segment.start < start ? segment.continues ?? segment.id : nil
        resumed.append(rest)
      }
      // What is left of a setting that ran before an adjoining pause is no level that is lost.
      if segment.start >= start, segment.end.map({ $0 <= end }) ?? false, !segment.isFirst,
        segment.continues == nil
      {
        report(
          .rampStillSteps, command, "a level of the ramp lies wholly within this pause and is lost",
          "write the rates behind the pause as steps of their own")
      }
      guard segment.start < start else { continue }
      kept.append(segment)
      if segment.end.map({ $0 > start }) ?? true {
        kept[kept.count - 1].end = start
        kept[kept.count - 1].cutBy = id
      }
    }
    if resumed.isEmpty, let running, let setting = segments[running].setting,
      segments[running].end == start
    {
      resumption = Resumption(
        setting: setting, at: end, location: command.location,
        continues: segments[running].continues ?? segments[running].id)
    } else if let pending = resumption {
      resumption = Resumption(
        setting: pending.setting, at: end, location: command.location,
        continues: pending.continues)
    }
    segments = kept
    append(nil, start, end, command)
    for rest in resumed { appendRest(rest) }
  }

  /// The setting in force at a moment, or just ending: what a ramp without a first level starts
  /// from.
  func presentSetting(at time: Tick) -> ProtocolStep.BoundedQuantity? {
    if let resumption, resumption.at == time { return resumption.setting }
    return present(at: time).flatMap { segments[$0].setting }
  }

  /// Whether a stop at a moment has something to stop.
  func somethingRuns(at time: Tick) -> Bool {
    resumption != nil || segments.contains { $0.runs && $0.reaches(time) }
  }

  /// Adds a finding about a command.
  mutating func report(
    _ code: DiagnosticCode, _ command: Command, _ message: String, _ remedy: String
  ) {
    diagnostics.append(Diagnostic(code, at: command.location, message, remedy: remedy))
  }

  /// Closes the program: whatever runs must have an end.
  mutating func finish() {
    if let pending = resumption { reportResumption(pending) }
    guard let last = segments.last, last.end == nil else { return }
    if last.runs {
      report(
        .endlessRate, last.command, "nothing ends this rate",
        "add `for` with a duration, or a `stop` step after it")
    }
    segments[segments.count - 1].end = last.start
  }

  // MARK: - Pieces

  private func present(at time: Tick) -> Int? {
    guard let index = segments.lastIndex(where: { $0.reaches(time) }), segments[index].runs else {
      return nil
    }
    return index
  }

  private mutating func arrive(at time: Tick, _ command: Command) {
    if time < latest {
      report(
        .stepsOutOfOrder, command, "this pump step starts before the one above it",
        "write the steps of a pump in the order of their times")
    }
    latest = max(latest, time)
    if let pending = resumption, time > pending.at {
      reportResumption(pending)
      resumption = nil
    }
  }

  private mutating func reportResumption(_ pending: Resumption) {
    diagnostics.append(
      Diagnostic(
        .endlessRate, at: pending.location,
        "the rate had no time left when this pause began, and nothing says how long it goes on",
        remedy: "follow the pause by `hold` with a duration, by a new rate or by `stop`"))
  }

  private mutating func append(
    _ setting: ProtocolStep.BoundedQuantity?, _ start: Tick, _ end: Tick?, _ command: Command,
    first: Bool = true
  ) {
    segments.append(
      Segment(
        id: nextID, start: start, end: end, plannedEnd: end, setting: setting, command: command,
        isFirst: first))
    nextID += 1
  }

  private mutating func appendRest(_ rest: Segment) {
    append(rest.setting, rest.start, rest.end, rest.command, first: false)
    segments[segments.count - 1].continues = rest.continues
    segments[segments.count - 1].plannedEnd = rest.plannedEnd
  }

  private mutating func cut(at time: Tick, by id: Int) {
    segments.removeAll { $0.start > time || ($0.start == time && !$0.isFirst) }
    for index in segments.indices where segments[index].end.map({ $0 > time }) ?? true {
      segments[index].end = time
      if segments[index].plannedEnd != nil { segments[index].cutBy = id }
      guard segments[index].start == time else { continue }
      report(
        .replacedAtOnce, segments[index].command,
        "this setting is replaced at the moment it starts",
        "give it a `for`, or put a `wait` or an `at` between the two")
    }
  }
}
