import Kinetics
import Population
import PropertyTesting
import Quantities
import Simulation
import Testing

/// Metrics of a center that drug reaches directly are formed without the scalar curve.
@Suite("Metrics on the SIMD path")
struct PlainMetricTests {
  private static let metrics: [Metric] = [
    .maximum, .maximumTime, .area, .areaToInfinity, .timeAbove(0.2), .timeAbove(3), .timeAbove(0),
  ]

  @Test("equal those of the scalar curve, with turns inside infusions")
  func equalCurve() throws {
    var turns = 0
    let worst = try RandomCase.worst("plain metrics equal curve", cases: 40, slow: 800) {
      random in
      let batch = try self.batch(&random)
      let collector = MetricCollector()
      let summary = try PopulationRun(batch.plan).run(0..<4, into: [collector]) { batch.fill($0) }
      #expect(summary.fast == 4 && summary.scalarMetrics == 0)
      var worst = 0.0
      for subject in 0..<4 {
        let curve = try batch.curve(subject)
        let found = Array(collector.values[subject * 7..<subject * 7 + 7])
        let output = batch.plan.outputs[0]
        let horizon = batch.plan.horizon
        let peak = try curve.maximum(of: output, to: horizon)
        let area = try curve.auc(of: output, to: horizon)
        let rest = try RandomBatch.remainder(curve, output, horizon, batch.systems[subject])
        worst = max(
          worst,
          relativeDifference(
            [found[0], found[2], found[3]], [peak.concentration, area, area + rest]))
        // A flat top has its moment to the square root of the precision only: the curve is as high
        // there.
        let moment = try #require(Tick(minutes: found[1]))
        let there = max(
          try curve.concentration(of: output, at: moment),
          try curve.concentration(of: output, at: moment, .before))
        worst = max(worst, relativeDifference([there], [peak.concentration]))
        if !batch.isEvent(found[1]) { turns += 1 }
        for (index, threshold) in [0.2, 3, 0].enumerated() {
          let exact = try curve.timeAbove(threshold, of: output, to: horizon)
          // Crossings are right to 1e-9 min.
          #expect(abs(found[4 + index] - exact) <= 1e-9, "\(random), above \(threshold)")
        }
      }
      return worst
    }
    #expect(worst <= 1e-12)
    #expect(turns > 0)
  }

  /// Infusions into the center, whose rates fall and rise by decades, and boluses.
  private func batch(_ random: inout RandomCase) throws -> RandomBatch {
    let template = LinearSystem.mammillary(
      volume: random.logarithmic(1...100), k10: random.logarithmic(1e-3...1),
      peripherals: (0..<random.integer(1...3)).map { _ in (random.rate(), random.rate()) })
    var inputs: [PlannedInput] = []
    for _ in 0..<random.integer(2...6) {
      let start = random.moment(upTo: 600)
      let manner: PlannedInput.Manner =
        random.chance(0.3) ? .jump : .rate(end: start + random.moment(upTo: 400))
      inputs.append(PlannedInput(state: 0, manner, start: start, dose: inputs.count))
    }
    return try RandomBatch(
      &random, template, outputs: [0], inputs: inputs, times: [], until: 1_500, subjects: 4,
      metrics: Self.metrics)
  }
}
