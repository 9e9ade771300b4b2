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
    var pieces: [Curve.Piece] = []
    pieces.reserveCapacity(turns.count)
    for (index, turn) in turns.enumerated() {
      let before = state
      for i in state.indices { state[i] += turn.jump[i] }
      guard state.allSatisfy(\.isFinite) else { throw Self.overflow }
      if index == 0 {
        slope = system(turn.epoch).significantRateOfChange(state, inflow: turn.inflow)
      } else {
        apply(turn, after: turns[index - 1], at: before)
      }
      let end = index + 1 < turns.count ? turns[index + 1].moment : nil
      pieces.append(
        Curve.Piece(
          start: turn.moment, end: end, epoch: turn.epoch, state: state, slope: slope,
          inflow: turn.inflow, before: before, exposure: exposure, eliminated: eliminated,
          converted: converted))
      if let end {
        try advance(by: (end - turn.moment).minutes, epochs[turn.epoch], inflow: turn.inflow)
      }
    }
    return pieces
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

  private func system(_ epoch: Int) -> LinearSystem { epochs[epoch].propagator.system }

  /// Adds to the slope what an event changes in it; forming it anew would make a plateau's slope
  /// rounding noise.
  private mutating func apply(_ turn: Turn, after last: Turn, at before: [Double]) {
    let new = system(turn.epoch)
    let change = zip(turn.inflow, last.inflow).map { $0 - $1 }
    var extra = new.rateOfChange(turn.jump, inflow: change)
    if turn.epoch != last.epoch {
      guard let turned = new.changeOfRate(before, replacing: system(last.epoch)) else {
        slope = new.significantRateOfChange(state, inflow: turn.inflow)
        return
      }
      for i in extra.indices { extra[i] += turned[i] }
    }
    for i in slope.indices { slope[i] += extra[i] }
  }

  private mutating func advance(
    by time: Double, _ epoch: Curve.Epoch, inflow: [Double]
  ) throws(KineticsFailure) {
    let integral = try epoch.propagator.integrate(state, over: time, inflow: inflow)
    slope = try epoch.slope(slope, at: state, after: time, inflow: inflow)
    state = try epoch.propagator.advance(state, by: time, inflow: inflow)
    for i in integral.indices { exposure[i] += integral[i] / (epoch.volumes[i] ?? 1) }
    let lost = epoch.propagator.system.eliminated(from: integral)
    for i in lost.indices { eliminated[i] += lost[i] }
    let difference = epoch.propagator.system.converted(from: integral)
    for i in difference.indices { converted[i] += difference[i] }
  }
}
