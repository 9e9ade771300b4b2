public import Kinetics
public import Quantities

extension Curve {
  /// Solves a linear system, or a sequence of systems that replace one another.
  ///
  /// As ``init(systems:inputs:initial:outputs:method:tolerance:)`` for systems none of whose links
  /// saturates.
  /// - Throws: ``SimulationFailure``.
  public init(
    systems: [(from: Tick, system: LinearSystem)], inputs: [Input], initial: [Double]? = nil,
    outputs: [Output], method: Propagator.Method? = nil
  ) throws(SimulationFailure) {
    try self.init(
      systems: systems.map { ($0.from, CompartmentSystem($0.system)) }, inputs: inputs,
      initial: initial, outputs: outputs, method: method)
  }

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
  ///   - method: Which way of solving to take. A system whose links saturate is solved by
  ///     collocation when absent, and has no closed form.
  ///   - tolerance: The largest relative error of what is solved by collocation, 1e-12 to 1e-3;
  ///     1e-10 when absent.
  /// - Throws: ``SimulationFailure``.
  public init(
    systems: [(from: Tick, system: CompartmentSystem)], inputs: [Input], initial: [Double]? = nil,
    outputs: [Output], method: Propagator.Method? = nil, tolerance: Double? = nil
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
    let initial = initial ?? Array(repeating: 0, count: count)
    do throws(KineticsFailure) {
      var epochs: [Epoch] = []
      for (start, system) in systems.sorted(by: { $0.from < $1.from }) {
        epochs.append(
          try Epoch(start: start, system, inflows: inflows, method: method, tolerance: tolerance))
      }
      self.epochs = epochs
    } catch {
      throw .kinetics(error)
    }
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
    start: Tick, _ system: CompartmentSystem, inflows: [Int], method: Propagator.Method?,
    tolerance: Double?
  ) throws(KineticsFailure) {
    for state in system.states {
      if case .amount(let volume?) = state.content, !(volume > 0 && volume.isFinite) {
        throw .badVolume(state.name)
      }
    }
    self.start = start
    self.system = system
    if system.linear != nil, method.map(Propagator.Method.closed.contains) ?? true {
      saturable = nil
      closed = try ClosedForm(system.firstOrder, inflows: inflows, method: method)
    } else {
      saturable = try SaturableSolver(
        system, tolerance: tolerance ?? SaturableSolver.defaultTolerance,
        method: method ?? .collocation)
      closed = try ClosedForm(system.unsaturated(), inflows: [], method: nil)
    }
    volumes = system.states.map { state in
      switch state.content {
      case .amount(let volume): volume
      case .concentration: 1
      }
    }
  }
}
