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

  /// Whether the graph is one that only LAPACK's matrix functions solve.
  var usesLAPACK: Bool { curve.usesLAPACK }

  /// Solves the subject in a lane.
  /// - Throws: ``/Simulation/SimulationFailure`` when its numbers cannot be.
  init(
    _ plan: BatchPlan, _ values: UnsafeMutableBufferPointer<SIMD8<Double>>, lane: Int
  ) throws(SimulationFailure) {
    self.plan = plan
    var systems: [(from: Tick, system: CompartmentSystem)] = []
    var doses: [Int: Double] = [:]
    var lags: [Int: Double] = [:]
    for (epoch, start) in ([.zero] + plan.changes).enumerated() {
      var system = plan.template
      for (index, column) in plan.columns.enumerated() {
        let value = values[epoch * plan.columns.count + index][lane]
        switch column {
        case .rate(let link): system.firstOrder.links[link].rate = value
        case .yield(let link): system.firstOrder.links[link].yield = value
        case .maximumRate(let link): system.saturable[link].maximumRate = value
        case .halfSaturation(let link): system.saturable[link].halfSaturation = value
        case .saturableYield(let link): system.saturable[link].yield = value
        case .volume(let state): system.states[state].content = .amount(volume: value)
        case .dose(let dose): if epoch == 0 { doses[dose] = value }
        case .lag(let dose): if epoch == 0 { lags[dose] = value }
        }
      }
      systems.append((start, system))
    }
    var inputs: [Input] = []
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
    }
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
      let own = concentrations + index * plan.times.count
      try curve.concentrations(of: output, at: plan.times) { own[$0][lane] = $1 }
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
      case .areaToInfinity: value = try curve.aucToInfinity(of: observed)
      case .timeAbove(let threshold):
        value = try curve.timeAbove(threshold, of: observed, to: plan.horizon)
      case .terminalHalfLife, .meanResidenceTime, .clearance, .steadyStateVolume: continue
      }
      metrics[output * plan.metrics.count + index][lane] = value
    }
    let disposition = plan.metrics.contains { $0.isDisposition && isWanted($0) }
    if disposition { try measureDisposition(metrics, output: output, lane: lane) }
  }
}
