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
    let count = systems.first?.system.states.count ?? 0
    guard count > 0, systems.allSatisfy({ $0.system.states.count == count }) else {
      throw .noSystem
    }
    if let bad = inputs.firstIndex(where: { !$0.isPossible(states: count) }) {
      throw .badInput(bad)
    }
    let inflows = Set(inputs.map(\.state)).sorted()
    var epochs: [Epoch] = []
    for (start, system) in systems.sorted(by: { $0.from < $1.from }) {
      epochs.append(try Epoch(start: start, system, inflows: inflows, method: method))
    }
    self.epochs = epochs
    let initial = initial ?? Array(repeating: 0, count: count)
    guard initial.count == count, initial.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw .badInitialState
    }
    var builder = PieceBuilder(epochs: epochs, inputs: inputs, state: initial)
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
    for state in system.states {
      if case .amount(let volume?) = state.content, !(volume > 0 && volume.isFinite) {
        throw .kinetics(.badVolume(state.name))
      }
    }
    do {
      propagator = try Propagator(system, inflows: inflows, method: method)
      var rates: [[DecayRate]] = []
      for state in system.states.indices { rates.append(try system.decayRates(observedAt: state)) }
      decayRates = rates
      let decaying = rates.joined().map(\.rate).filter { $0 > 0 }
      isStiff = (decaying.max() ?? 0) > 1e6 * (decaying.min() ?? 0)
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
