import Glibc
import Kinetics
import Population
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("The SIMD path")
struct FastPathTests {
  @Test("equals the scalar curve on networks of stars, in every state and at every moment")
  func equalsCurve() throws {
    let worst = try RandomCase.worst("SIMD path equals curve", cases: 10, slow: 200) { random in
      let template = random.starSystem()
      let batch = try RandomBatch(&random, template, subjects: 3)
      let store = ConcentrationStore(batch.plan, subjects: 0..<3)
      let summary = try PopulationRun(batch.plan).run(0..<3, keeping: store) { batch.fill($0) }
      #expect(batch.plan.isFast && summary.fast + summary.general == 3 && summary.failed == 0)
      return try batch.worstDifference(store)
    }
    #expect(worst <= 1e-12)
  }

  @Test("carries what decays alone down to 1e-300")
  func decaysFar() throws {
    // One compartment of 1 L, 1 mg, 1 per min: e^-t.
    let template = LinearSystem.mammillary(volume: 1, k10: 1, peripherals: [])
    let plan = try BatchPlan(
      template: template, outputs: [.init(name: "plasma", analyte: "drug", state: 0)],
      inputs: [PlannedInput(state: 0, .jump, start: .zero, dose: 0)],
      times: (0...900).map { Tick(flicks: Tick.perMinute * $0) },
      horizon: Tick(flicks: Tick.perMinute * 900))
    let store = ConcentrationStore(plan, subjects: 0..<1)
    let dose = try #require(plan.index(of: .dose(0)))
    _ = try PopulationRun(plan).run(0..<1, keeping: store) { $0[dose, 0] = 1 }
    let found = (0...900).map { store[subject: 0, output: 0, time: $0] }
    for (minute, value) in found.prefix(690).enumerated() {
      #expect(abs(value / Glibc.exp(-Double(minute)) - 1) < 1e-13)
    }
  }

  @Test("metrics equal those of the scalar curve")
  func metricsEqualCurve() throws {
    let metrics: [Metric] = [.maximum, .area, .areaToInfinity]
    let worst = try RandomCase.worst("SIMD metrics equal curve", cases: 6, slow: 100) { random in
      let template = random.starSystem()
      let batch = try RandomBatch(
        &random, template, subjects: 2, every: 500, metrics: metrics)
      let collector = MetricCollector()
      _ = try PopulationRun(batch.plan).run(0..<2, into: [collector]) { batch.fill($0) }
      var exact: [Double] = []
      for subject in 0..<2 {
        let curve = try batch.curve(subject)
        let horizon = batch.plan.horizon
        for output in batch.plan.outputs {
          let area = try curve.auc(of: output, to: horizon)
          let rest = try RandomBatch.remainder(curve, output, horizon, batch.systems[subject])
          exact += [
            try curve.maximum(of: output, to: horizon).concentration, area, area + rest,
          ]
        }
      }
      return relativeDifference(collector.values, exact)
    }
    #expect(worst <= 1e-12)
  }
}

extension RandomBatch {
  /// The area after a moment, by a curve that goes on for as long as it takes.
  static func remainder(
    _ curve: Curve, _ output: Curve.Output, _ moment: Tick, _ system: LinearSystem
  ) throws -> Double {
    let states = try curve.states(at: moment)
    let volume = curve.volumes(at: moment)[output.state] ?? 1
    return try system.steadyState(inflow: states)[output.state] / volume
  }
}
