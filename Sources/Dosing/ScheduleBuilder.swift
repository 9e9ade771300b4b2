internal import Diagnostics
internal import Quantities

/// Writes the lines and deliveries of a schedule, session by session.
struct ScheduleBuilder {
  /// A line with what it gives, before lines are numbered.
  private struct Draft {
    var line: ScheduleLine
    var delivery: Delivery?
    /// The order, and the orders it refers to, by session, plan and segment.
    var segment: SegmentKey?
    var cutBy: SegmentKey?
    var continues: SegmentKey?
  }

  private struct SegmentKey: Hashable {
    let session: Int
    let plan: Int
    let segment: Int
  }

  private var drafts: [Draft] = []
  private var sessions: [Schedule.Session] = []

  /// Adds what one plan orders in one session.
  mutating func add(
    _ orders: [Order], of plan: DrugPlan, _ planIndex: Int, converter: DoseConverter,
    session: Int, entry: CourseCalendar.Entry
  ) throws(Diagnostic) {
    for order in orders {
      guard let start = entry.start.adding(order.start), let end = entry.start.adding(order.end)
      else { throw .tooLong(at: order.location, "the session") }
      func key(_ segment: Int?) -> SegmentKey? {
        segment.map { SegmentKey(session: session, plan: planIndex, segment: $0) }
      }
      var line = ScheduleLine(
        drug: plan.drug, kind: .stop, session: session, start: start, end: end, entered: nil,
        scale: entry.scale.double, amount: 0, rate: 0, strength: converter.concentration,
        plannedEnd: order.plannedEnd.flatMap { entry.start.adding($0) }, location: order.location)
      let delivery = try fill(&line, order, converter, entry.scale)
      drafts.append(
        Draft(
          line: line, delivery: delivery, segment: key(order.segment), cutBy: key(order.cutBy),
          continues: key(order.continues)))
    }
  }

  /// Adds a session's window.
  mutating func close(session: Int, entry: CourseCalendar.Entry, end: Tick) {
    sessions.append(
      Schedule.Session(number: session, phase: entry.phase, start: entry.start, end: end))
  }

  /// Works out one line; simultaneous lines keep the order in which they were added.
  private func fill(
    _ line: inout ScheduleLine, _ order: Order, _ converter: DoseConverter, _ scale: Rational
  ) throws(Diagnostic) -> Delivery? {
    let minutes = Rational(minutes: order.end - order.start)
    let prescribed: ProtocolStep.BoundedQuantity
    switch order.kind {
    case .bolus(let dose, let name):
      (line.kind, line.rate, prescribed, line.route) = (.bolus, nil, dose, name)
    case .infusion(let dose, let name):
      (line.kind, prescribed, line.route) = (.infusion, dose, name)
    case .rate(let setting):
      (line.kind, prescribed) = (.setRate, setting)
    case .stop(let setting):
      line.entered = setting?.quantity
      return nil
    }
    let dose = try converter.dose(prescribed, scale: scale, at: order.location)
    line.entered = prescribed.quantity
    line.boundedBy = dose.boundedBy
    let manner: Delivery.Manner
    switch line.kind {
    case .bolus:
      line.amount = dose.exact.double
      manner = .bolus(amount: line.amount)
    case .infusion:
      line.amount = dose.exact.double
      let rate = (dose.exact / minutes).double
      line.rate = rate
      manner = .finiteInfusion(rate: rate)
    case .setRate, .stop:
      let rate = dose.exact.double
      line.amount = (dose.exact * minutes).double
      line.rate = rate
      manner = .setRate(rate: rate)
    }
    guard line.amount.isFinite, line.rate?.isFinite ?? true else {
      throw Diagnostic(
        .notComputable, at: order.location, "the dose or its rate is beyond what can be computed",
        remedy: "write a dose and a duration of possible size")
    }
    return Delivery(
      drug: line.drug, route: line.route, manner, start: line.start, end: line.end, line: 0,
      isRepeat: order.isRepeat, prescribed: dose.exact)
  }

  /// Numbers the lines in time order and ties deliveries to them.
  func schedule() -> Schedule {
    let order = drafts.indices.sorted {
      (drafts[$0].line.start, $0) < (drafts[$1].line.start, $1)
    }
    var numbers: [SegmentKey: Int] = [:]
    for (number, index) in order.enumerated() {
      if let key = drafts[index].segment { numbers[key] = number }
    }
    var schedule = Schedule(deliveries: [], lines: [], sessions: sessions)
    for (number, index) in order.enumerated() {
      let draft = drafts[index]
      var line = draft.line
      line.cutBy = draft.cutBy.flatMap { numbers[$0] }
      line.continues = draft.continues.flatMap { numbers[$0] }
      schedule.lines.append(line)
      if var delivery = draft.delivery {
        delivery.line = number
        schedule.deliveries.append(delivery)
      }
    }
    return schedule
  }
}
