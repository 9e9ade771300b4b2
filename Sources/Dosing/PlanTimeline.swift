internal import Diagnostics
internal import Quantities

/// When one drug's steps happen within a session; times do not depend on the patient.
struct PlanTimeline: Sendable {
  /// The most deliveries a schedule may hold.
  static let mostDeliveries = 100_000

  /// What is ordered, in time order; simultaneous orders in file order.
  private(set) var orders: [Order] = []
  /// What is wrong.
  private(set) var diagnostics: [Diagnostic] = []
  private var pump = PumpProgram()
  private var cursor = Tick.zero

  /// Lays out the steps of a plan whose single steps are in order (see ``ProtocolStep``'s checks).
  init(_ plan: DrugPlan) {
    for (index, step) in plan.steps.enumerated() {
      let next = plan.steps.indices.contains(index + 1) ? plan.steps[index + 1] : nil
      do {
        try place(step, index, next)
      } catch {
        diagnostics.append(error)
        return
      }
    }
    pump.finish()
    for (index, step) in plan.steps.enumerated() { checkStop(step, index) }
    diagnostics += pump.diagnostics
    collectSettings()
    if diagnostics.isEmpty, !orders.contains(where: \.gives) {
      diagnostics.append(
        Diagnostic(
          .nothingGiven, at: plan.steps.first?.location, "the steps of \(plan.drug) give no drug",
          remedy: "add a dose or a rate, or leave the drug out"))
    }
    orders.sort { ($0.start, $0.step, $0.place) < ($1.start, $1.step, $1.place) }
  }

  /// When the last delivery of the session ends.
  var end: Tick { orders.filter(\.gives).map(\.end).max() ?? .zero }

  private mutating func place(
    _ step: ProtocolStep, _ index: Int, _ next: ProtocolStep?
  ) throws(Diagnostic) {
    let command = PumpProgram.Command(step: index, location: step.location)
    if let at = step.at { cursor = try tick(at, step) }
    let start = cursor
    switch step.action {
    case .bolus(let dose, let route):
      cursor = try repeated(step, index, length: .zero, kind: .bolus(dose, route: route))
    case .infusion(let infusion):
      cursor = try repeated(
        step, index, length: try tick(infusion.duration, step),
        kind: .infusion(infusion.dose, route: infusion.route))
    case .setRate(let setting):
      let end = try setting.duration.map { (duration) throws(Diagnostic) in
        try self.end(after: duration, step)
      }
      pump.set(setting.rate, at: start, until: end, by: command)
      cursor = end ?? start
    case .ramp(let ramp):
      try place(ramp, step, command, followedByHold: next?.isPlainHold ?? false)
    case .hold(let duration):
      cursor = try end(after: duration, step)
      pump.hold(at: start, until: cursor, by: command)
    case .pause(let duration):
      cursor = try end(after: duration, step)
      pump.pause(at: start, until: cursor, by: command)
    case .wait(let duration):
      cursor = try end(after: duration, step)
    case .stop:
      if !pump.somethingRuns(at: start) {
        pump.report(
          .nothingRuns, command, "a stop where no rate runs",
          "leave it out: an infusion with `over` and a rate with `for` end by themselves")
      }
      pump.set(nil, at: start, until: nil, by: command)
    }
  }

  private mutating func place(
    _ ramp: ProtocolStep.Ramp, _ step: ProtocolStep, _ command: PumpProgram.Command,
    followedByHold: Bool
  ) throws(Diagnostic) {
    let present = pump.presentSetting(at: cursor)
    guard let first = ramp.from ?? present?.quantity else {
      throw Diagnostic(
        .nothingRuns, at: step.location, "a ramp without a first level where no rate runs",
        expected: "`from`, or a rate that runs when the ramp begins",
        remedy: "state the first level with `from`")
    }
    let levels = try RampLevels(ramp, from: first, at: step.location).levels
    let every = try tick(ramp.every, step)
    var ends: [Tick] = []
    for k in 1...levels.count {
      guard let end = every.multiplied(by: k).flatMap({ cursor.adding($0) }) else {
        throw .tooLong(at: step.location, "the end of the ramp")
      }
      ends.append(end)
    }
    let lastStart = levels.count > 1 ? ends[levels.count - 2] : cursor
    let toZero = ramp.to.number == .zero
    if let total = ramp.total {
      let end = try self.end(after: total, step)
      guard toZero ? end >= lastStart : end > lastStart else {
        throw Diagnostic(
          .phaseTooShort, at: step.location,
          "the phase lasts `\(total)`, but its \(levels.count) levels of `\(ramp.every)` need more",
          expected: "a phase that lasts beyond the start of its last level",
          remedy: "make `for` longer, the steps larger or `every` shorter")
      }
      ends[levels.count - 1] = end
    } else if toZero || followedByHold {
      ends[levels.count - 1] = lastStart
    }
    let bound = ramp.atMost ?? (ramp.from == nil ? present?.atMost : nil)
    pump.set(
      levels: levels.map { ProtocolStep.BoundedQuantity($0, atMost: bound) }, at: cursor,
      ends: ends, by: command)
    cursor = ends[levels.count - 1]
  }

  private mutating func repeated(
    _ step: ProtocolStep, _ index: Int, length: Tick, kind: Order.Kind
  ) throws(Diagnostic) -> Tick {
    let times = step.repetition?.times ?? 1
    guard times <= PlanTimeline.mostDeliveries - orders.count else {
      throw .tooMany(at: step.location)
    }
    let every = try step.repetition.map { (repetition) throws(Diagnostic) in
      try tick(repetition.every, step)
    }
    for k in 0..<times {
      guard let offset = (every ?? .zero).multiplied(by: k), let start = cursor.adding(offset),
        let end = start.adding(length)
      else { throw .tooLong(at: step.location, "the last repeat") }
      orders.append(
        Order(
          kind: kind, start: start, end: end, step: index, place: k, location: step.location,
          isRepeat: k > 0))
    }
    return orders.last?.end ?? cursor
  }

  /// A stop or a pause does not end an infusion that was ordered with `over`; someone who writes
  /// one in its middle means something else.
  private mutating func checkStop(_ step: ProtocolStep, _ index: Int) {
    switch step.action {
    case .stop, .pause: break
    default: return
    }
    guard let stop = pump.segments.first(where: { $0.command.step == index && !$0.runs }) else {
      return
    }
    let running = orders.contains { $0.start < stop.start && stop.start < $0.end }
    if running {
      diagnostics.append(
        Diagnostic(
          .infusionStillRuns, at: step.location,
          "an infusion that ends by itself is still running here; a stop or pause does not end it",
          remedy: "write that infusion as `set rate` with `for`, or move this step behind its end"))
    }
  }

  private mutating func collectSettings() {
    for (index, segment) in pump.segments.enumerated() {
      let end = segment.end ?? segment.start
      let next = pump.segments.indices.contains(index + 1) ? pump.segments[index + 1] : nil
      let redundant = segment.runs || (next.map { !$0.runs && $0.start == end } ?? false)
      if end == segment.start, redundant { continue }
      orders.append(
        Order(
          kind: segment.runs
            ? .rate(segment.setting ?? .init(.init(.zero, .one))) : .stop(segment.setting),
          start: segment.start, end: end, step: segment.command.step, place: segment.id,
          location: segment.command.location, plannedEnd: segment.plannedEnd,
          segment: segment.id, cutBy: segment.cutBy, continues: segment.continues))
    }
  }

  private func tick(_ quantity: Quantity, _ step: ProtocolStep) throws(Diagnostic) -> Tick {
    guard let tick = Tick(quantity) else { throw .tooLong(at: step.location, "`\(quantity)`") }
    return tick
  }

  private func end(after duration: Quantity, _ step: ProtocolStep) throws(Diagnostic) -> Tick {
    guard let end = cursor.adding(try tick(duration, step)) else {
      throw .tooLong(at: step.location, "the end of this step")
    }
    return end
  }
}
