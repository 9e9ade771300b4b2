internal import Kinetics
internal import NumericalMethods
internal import Quantities

/// Walks from event to event and notes what holds between them.
///
/// Simultaneous inputs are added without rounding error, so their order does not change a bit; and
/// when the last of many infusions ends, exactly nothing flows any more.
struct PieceBuilder {
  private let epochs: [Curve.Epoch]
  private let inputs: [Input]
  private var state: [Double]
  private var slope: [Double] = []
  private var exposure: [Double]
  private var eliminated: [Double]
  private var converted: [Double]
  private var pieces: [Curve.Piece] = []

  /// Prepares a walk from the amounts at time zero.
  init(epochs: [Curve.Epoch], inputs: [Input], state: [Double]) {
    self.epochs = epochs
    self.inputs = inputs
    self.state = state
    exposure = state.map { _ in 0 }
    eliminated = exposure
    converted = exposure
  }

  /// What the inputs do at one moment.
  private struct Event {
    var jump: [Int: ExactSum] = [:]
    var rate: [(state: Int, change: Double)] = []
  }

  /// What changes at one moment and what holds from there on.
  private struct Turn {
    let moment: Tick
    let jump: [Double]
    let inflow: [Double]
    let epoch: Int
  }

  /// All pieces; at one moment infusions end, doses enter, then parameters change.
  mutating func build() throws(KineticsFailure) -> [Curve.Piece] {
    let turns = try turns()
    pieces.reserveCapacity(turns.count)
    for (index, turn) in turns.enumerated() {
      let before = state
      for i in state.indices { state[i] += turn.jump[i] }
      guard state.allSatisfy(\.isFinite) else { throw Self.overflow }
      let end = index + 1 < turns.count ? turns[index + 1].moment : nil
      if let solver = epochs[turn.epoch].saturable {
        try solve(turn, by: solver, before, end)
      } else {
        let last = index > 0 ? turns[index - 1] : nil
        if let last, epochs[last.epoch].saturable == nil {
          apply(turn, after: last, at: before)
        } else {
          slope = closed(turn.epoch).significantRateOfChange(state, inflow: turn.inflow)
        }
        try append(turn, from: turn.moment, before, .closed(slope: slope), to: end)
      }
    }
    return pieces
  }

  /// Adds what holds from a turn on where links saturate: the solution, and once it has become
  /// linear the closed form of that.
  private mutating func solve(
    _ turn: Turn, by solver: SaturableSolver, _ before: [Double], _ end: Tick?
  ) throws(KineticsFailure) {
    var (start, before) = (turn.moment, before)
    // Every moment that can be named lies before the last one.
    let last = end ?? Tick(flicks: .max)
    let duration = (last - start).minutes
    if let course = try solver.course(from: state, over: duration, inflow: turn.inflow) {
      var stop = end
      if course.end < duration {
        let flicks = max(1, (course.end * Double(Tick.perMinute)).rounded(.down))
        let settled = start + Tick(flicks: Int64(flicks))
        if settled < last { stop = settled }
      }
      try append(turn, from: start, before, .solved(course), to: stop)
      guard let stop, stop < last else { return }
      (start, before) = (stop, state)
    }
    slope = closed(turn.epoch).significantRateOfChange(state, inflow: turn.inflow)
    try append(turn, from: start, before, .closed(slope: slope), to: end)
  }

  private static let overflow = KineticsFailure.numerical(
    "the doses at one moment add up to more than a number can hold")

  /// The moments at which something changes, and time zero.
  ///
  /// A dose of nothing changes nothing, nor does an infusion that takes over at the rate of the one
  /// that ends.
  private func turns() throws(KineticsFailure) -> [Turn] {
    let events = events()
    var running = state.map { _ in ExactSum() }
    var turns: [Turn] = []
    var epoch = 0
    for moment in Set([Tick.zero] + events.keys + epochs.map(\.start)).sorted() {
      let event = events[moment] ?? Event()
      for (state, change) in event.rate { running[state].add(change) }
      while epoch + 1 < epochs.count, epochs[epoch + 1].start <= moment { epoch += 1 }
      var jump = state.map { _ in 0.0 }
      for (state, sum) in event.jump { jump[state] = sum.value }
      let inflow = running.map(\.value)
      guard (jump + inflow).allSatisfy(\.isFinite) else { throw Self.overflow }
      if let last = turns.last, last.inflow == inflow, last.epoch == epoch, event.jump.isEmpty {
        continue
      }
      turns.append(Turn(moment: moment, jump: jump, inflow: inflow, epoch: epoch))
    }
    return turns
  }

  private func events() -> [Tick: Event] {
    var events: [Tick: Event] = [:]
    for input in inputs {
      switch input.manner {
      case .jump(let amount):
        guard amount > 0 else { continue }
        events[input.start, default: Event()].jump[input.state, default: ExactSum()].add(amount)
      case .rate(let rate, let end):
        guard end > input.start, rate > 0 else { continue }
        events[input.start, default: Event()].rate.append((input.state, rate))
        events[end, default: Event()].rate.append((input.state, -rate))
      }
    }
    return events
  }

  private func closed(_ epoch: Int) -> LinearSystem { epochs[epoch].closed.propagator.system }

  /// Adds to the slope what an event changes in it; forming it anew would make a plateau's slope
  /// rounding noise.
  private mutating func apply(_ turn: Turn, after last: Turn, at before: [Double]) {
    let new = closed(turn.epoch)
    let change = zip(turn.inflow, last.inflow).map { $0 - $1 }
    var extra = new.rateOfChange(turn.jump, inflow: change)
    if turn.epoch != last.epoch {
      guard let turned = new.changeOfRate(before, replacing: closed(last.epoch)) else {
        slope = new.significantRateOfChange(state, inflow: turn.inflow)
        return
      }
      for i in extra.indices { extra[i] += turned[i] }
    }
    for i in slope.indices { slope[i] += extra[i] }
  }

  /// Adds a piece and goes to its end.
  private mutating func append(
    _ turn: Turn, from start: Tick, _ before: [Double], _ path: Curve.Path, to end: Tick?
  ) throws(KineticsFailure) {
    pieces.append(
      Curve.Piece(
        start: start, end: end, epoch: turn.epoch, state: state, path: path, inflow: turn.inflow,
        before: before, exposure: exposure, eliminated: eliminated, converted: converted))
    guard let end else { return }
    let time = (end - start).minutes
    let epoch = epochs[turn.epoch]
    let (integral, lost, difference): ([Double], [Double], [Double])
    switch path {
    case .closed:
      let propagator = epoch.closed.propagator
      integral = try propagator.integrate(state, over: time, inflow: turn.inflow)
      slope = try epoch.closed.slope(slope, at: state, after: time, inflow: turn.inflow)
      state = try propagator.advance(state, by: time, inflow: turn.inflow)
      lost = propagator.system.eliminated(from: integral)
      difference = propagator.system.converted(from: integral)
    case .solved(let course):
      integral = course.integrals(from: 0, to: time)
      state = course.states(at: time)
      lost = course.eliminated(by: time)
      difference = course.converted(by: time)
    }
    for i in integral.indices {
      exposure[i] += integral[i] / (epoch.volumes[i] ?? 1)
      eliminated[i] += lost[i]
      converted[i] += difference[i]
    }
  }
}
