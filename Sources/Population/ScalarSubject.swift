internal import Kinetics
internal import Quantities
internal import Simulation

/// One subject of a tile on the general path: the exact scalar curve.
struct ScalarSubject {
  let plan: BatchPlan
  /// What the subject's concentrations are.
  let curve: Curve
  /// What enters each state in all.
  let given: [Double]
  /// The horizon, or later when the subject's own lag brings a dose past it.
  private let end: Tick

  /// Whether the graph is one that only LAPACK's matrix functions solve.
  var usesLAPACK: Bool { curve.method.usesLAPACK }

  /// Solves the subject in a lane.
  /// - Throws: ``/Simulation/SimulationFailure`` when its numbers cannot be.
  init(
    _ plan: BatchPlan, _ values: UnsafeMutableBufferPointer<SIMD8<Double>>, lane: Int
  ) throws(SimulationFailure) {
    self.plan = plan
    var systems: [(from: Tick, system: LinearSystem)] = []
    var doses: [Int: Double] = [:]
    var lags: [Int: Double] = [:]
    for (epoch, start) in ([.zero] + plan.changes).enumerated() {
      var system = plan.template
      for (index, column) in plan.columns.enumerated() {
        let value = values[epoch * plan.columns.count + index][lane]
        switch column {
        case .rate(let link): system.links[link].rate = value
        case .yield(let link): system.links[link].yield = value
        case .volume(let state): system.states[state].content = .amount(volume: value)
        case .dose(let dose): if epoch == 0 { doses[dose] = value }
        case .lag(let dose): if epoch == 0 { lags[dose] = value }
        }
      }
      systems.append((start, system))
    }
    var inputs: [Input] = []
    var end = plan.horizon
    for input in plan.inputs {
      let dose = doses[input.dose] ?? .nan
      var lag = Tick.zero
      if input.hasOwnLag {
        let minutes = lags[input.dose] ?? .nan
        guard let own = Tick(minutes: minutes) else { throw .badLag(minutes) }
        lag = own
      }
      let manner: Input.Manner =
        switch input.manner {
        case .jump: .jump(amount: dose)
        case .rate(let end): .rate(dose, end: end + lag)
        }
      inputs.append(Input(state: input.state, manner, start: input.start + lag))
      end = max(end, input.end + lag)
    }
    self.end = end
    given = plan.template.states.indices.map { state in
      plan.inputs.filter { $0.state == state }
        .reduce(0) { $0 + (doses[$1.dose] ?? .nan) * $1.extent }
    }
    curve = try Curve(systems: systems, inputs: inputs, outputs: plan.outputs)
  }

  /// Writes the concentrations at the plan's moments into the lane.
  func observe(
    _ concentrations: UnsafeMutablePointer<SIMD8<Double>>, lane: Int
  ) throws(SimulationFailure) {
    for (index, output) in plan.outputs.enumerated() {
      for (moment, time) in plan.times.enumerated() {
        concentrations[index * plan.times.count + moment][lane] =
          try curve.concentration(of: output, at: time)
      }
    }
  }

  /// Writes the metrics of an output into the lane.
  /// - Parameter isWanted: Which of the plan's metrics.
  func measure(
    _ metrics: UnsafeMutablePointer<SIMD8<Double>>, output: Int, lane: Int,
    _ isWanted: (Metric) -> Bool
  ) throws(SimulationFailure) {
    let observed = plan.outputs[output]
    var peak: Curve.Extremum?
    for (index, metric) in plan.metrics.enumerated() where isWanted(metric) {
      let value: Double
      switch metric {
      case .maximum, .maximumTime:
        let found: Curve.Extremum
        if let peak {
          found = peak
        } else {
          found = try curve.maximum(of: observed, to: plan.horizon)
        }
        peak = found
        value = metric == .maximum ? found.concentration : found.minutes
      case .area: value = try curve.auc(of: observed, to: plan.horizon)
      case .areaToInfinity: value = try areaToInfinity(of: observed)
      case .timeAbove(let threshold):
        value = try curve.timeAbove(threshold, of: observed, to: plan.horizon)
      case .terminalHalfLife, .meanResidenceTime, .clearance, .steadyStateVolume: continue
      }
      metrics[output * plan.metrics.count + index][lane] = value
    }
    let disposition = plan.metrics.contains { $0.isDisposition && isWanted($0) }
    if disposition { try measureDisposition(metrics, output: output, lane: lane) }
  }

  /// What is still in the body goes through the output as if it were given at a constant rate for
  /// ever: the steady amounts are the integrals.
  private func areaToInfinity(of output: Curve.Output) throws(SimulationFailure) -> Double {
    let area = try curve.auc(of: output, to: end)
    let states = try curve.states(at: end)
    let volume = curve.volumes(at: end)[output.state] ?? 1
    do throws(KineticsFailure) {
      let rest = try curve.system.firstOrder.steadyState(inflow: states)
      return area + rest[output.state] / volume
    } catch {
      if case .noSteadyState = error { return .infinity }
      throw .kinetics(error)
    }
  }
}
