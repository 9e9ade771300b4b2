public import Kinetics
public import Quantities

extension Curve {
  /// Solves a system, or a sequence of systems that replace one another.
  ///
  /// At one moment infusions end first, then doses enter, then parameters change: amounts stay as
  /// they are when parameters change, so concentrations may jump.
  /// - Parameters:
  ///   - systems: Each with the moment from which it holds; the first holds from zero. All have the
  ///     same states.
  ///   - inputs: What enters, in any order.
  ///   - initial: Amounts at time zero before anything enters; zero when absent.
  ///   - outputs: What can be observed.
  ///   - method: Which of the two independent ways of solving to take.
  /// - Throws: ``SimulationFailure``.
  public init(
    systems: [(from: Tick, system: LinearSystem)], inputs: [Input], initial: [Double]? = nil,
    outputs: [Output], method: Propagator.Method? = nil
  ) throws(SimulationFailure) {
    self.inputs = inputs
    self.outputs = outputs
    let inflows = Set(inputs.map(\.state)).sorted()
    var epochs: [Epoch] = []
    for (start, system) in systems.sorted(by: { $0.from < $1.from }) {
      epochs.append(try Epoch(start: start, system, inflows: inflows, method: method))
    }
    self.epochs = epochs
    let count = epochs.first?.volumes.count ?? 0
    guard count > 0, epochs.allSatisfy({ $0.volumes.count == count }) else {
      throw .noSystem
    }
    var builder = PieceBuilder(
      epochs: epochs, inputs: inputs, state: initial ?? Array(repeating: 0, count: count))
    do {
      pieces = try builder.build()
    } catch {
      throw .kinetics(error)
    }
  }
}

extension Curve.Epoch {
  fileprivate init(
    start: Tick, _ system: LinearSystem, inflows: [Int], method: Propagator.Method?
  ) throws(SimulationFailure) {
    do {
      propagator = try Propagator(system, inflows: inflows, method: method)
      var rates: [[DecayRate]] = []
      for state in system.states.indices { rates.append(try system.decayRates(observedAt: state)) }
      decayRates = rates
    } catch {
      throw .kinetics(error)
    }
    self.start = start
    volumes = system.states.map { state in
      switch state.content {
      case .amount(let volume): volume
      case .concentration: 1
      }
    }
  }
}

/// Walks from event to event.
private struct PieceBuilder {
  let epochs: [Curve.Epoch]
  let inputs: [Input]
  var state: [Double]
  var slope: [Double] = []
  var exposure: [Double]
  var eliminated: [Double]

  init(epochs: [Curve.Epoch], inputs: [Input], state: [Double]) {
    self.epochs = epochs
    self.inputs = inputs
    self.state = state
    exposure = state.map { _ in 0 }
    eliminated = exposure
  }

  mutating func build() throws(KineticsFailure) -> [Curve.Piece] {
    let moments = Set(
      [Tick.zero] + inputs.flatMap { [$0.start, $0.end] } + epochs.map(\.start)
    ).sorted()
    let jumps = Dictionary(grouping: inputs.indices.filter { isJump(inputs[$0]) }) {
      inputs[$0].start
    }
    let starts = Dictionary(grouping: inputs.indices.filter { !isJump(inputs[$0]) }) {
      inputs[$0].start
    }
    var running: [Int] = []
    var pieces: [Curve.Piece] = []
    var inflow = state.map { _ in 0.0 }
    var epoch = 0
    for (index, moment) in moments.enumerated() {
      let before = state
      running.removeAll { inputs[$0].end <= moment }
      running += (starts[moment] ?? []).filter { inputs[$0].end > moment }
      running.sort()
      let oldInflow = inflow
      inflow = inflow.map { _ in 0 }
      for input in running {
        if case .rate(let rate, _) = inputs[input].manner { inflow[inputs[input].state] += rate }
      }
      var jump = state.map { _ in 0.0 }
      for input in jumps[moment] ?? [] {
        if case .jump(let amount) = inputs[input].manner { jump[inputs[input].state] += amount }
      }
      for i in state.indices { state[i] += jump[i] }
      let newEpoch = epochs.lastIndex { $0.start <= moment } ?? 0
      let system = epochs[newEpoch].propagator.system
      if index == 0 || newEpoch != epoch {
        slope = system.rateOfChange(state, inflow: inflow)
      } else {
        let change = zip(inflow, oldInflow).map { $0 - $1 }
        let extra = system.rateOfChange(jump, inflow: change)
        for i in slope.indices { slope[i] += extra[i] }
      }
      epoch = newEpoch
      let end = moments.indices.contains(index + 1) ? moments[index + 1] : nil
      pieces.append(
        Curve.Piece(
          start: moment, end: end, epoch: epoch, state: state, slope: slope, inflow: inflow,
          before: before, exposure: exposure, eliminated: eliminated))
      if let end { try advance(to: (end - moment).minutes, epochs[epoch], inflow: inflow) }
    }
    return pieces
  }

  private mutating func advance(
    to time: Double, _ epoch: Curve.Epoch, inflow: [Double]
  ) throws(KineticsFailure) {
    let integral = try epoch.propagator.integrate(state, over: time, inflow: inflow)
    let nothing = inflow.map { _ in 0.0 }
    state = try epoch.propagator.advance(state, by: time, inflow: inflow)
    slope = try epoch.propagator.advance(slope, by: time, inflow: nothing)
    for i in integral.indices { exposure[i] += integral[i] / (epoch.volumes[i] ?? 1) }
    let lost = epoch.propagator.system.eliminated(from: integral)
    for i in lost.indices { eliminated[i] += lost[i] }
  }

  private func isJump(_ input: Input) -> Bool {
    if case .jump = input.manner { true } else { false }
  }
}
