import Kinetics
import Population
import PropertyTesting
import Quantities
import Simulation
import Testing

/// Parameters that change during the course, at doses and between them, on and off the moments
/// observed, several at one moment, at the start and at the end.
@Suite("Sessions on the SIMD path")
struct SessionPathTests {
  @Test("equal the scalar curve on networks of stars, in every state and at every moment")
  func equalsCurve() throws {
    let worst = try RandomCase.worst("sessions equal curve", cases: 12, slow: 400) { random in
      let template = random.starSystem()
      let batch = try RandomBatch(
        &random, template, subjects: 3, every: 25, changes: random.integer(1...9))
      let store = ConcentrationStore(batch.plan, subjects: 0..<3)
      let summary = try PopulationRun(batch.plan).run(0..<3, keeping: store) { batch.fill($0) }
      #expect(batch.plan.isFast && summary.fast == 3 && summary.failed == 0, "\(random)")
      var worst = 0.0
      for subject in 0..<3 {
        let curve = try batch.curve(subject)
        for (output, observed) in batch.plan.outputs.enumerated() {
          for (time, moment) in batch.plan.times.enumerated() {
            let fast = store[subject: subject, output: output, time: time]
            let exact = try curve.concentration(of: observed, at: moment)
            worst = max(worst, relativeDifference([fast], [exact]))
          }
        }
      }
      return worst
    }
    #expect(worst <= 1e-12)
  }

  @Test("have the metrics of the scalar curve: what is left at the end goes by the last parameters")
  func metricsEqualCurve() throws {
    let metrics: [Metric] = [.maximum, .maximumTime, .area, .areaToInfinity, .timeAbove(1)]
    let worst = try RandomCase.worst("session metrics equal curve", cases: 8, slow: 200) { random in
      let template = random.starSystem()
      let batch = try RandomBatch(
        &random, template, subjects: 2, every: 500, metrics: metrics,
        changes: random.integer(1...5))
      let collector = MetricCollector()
      let summary = try PopulationRun(batch.plan).run(0..<2, into: [collector]) { batch.fill($0) }
      #expect(summary.fast == 2, "\(random)")
      var (found, exact): ([Double], [Double]) = ([], [])
      for subject in 0..<2 {
        let curve = try batch.curve(subject)
        let horizon = batch.plan.horizon
        let last = batch.later[subject].last ?? batch.systems[subject]
        for (number, output) in batch.plan.outputs.enumerated() {
          let first = (subject * batch.plan.outputs.count + number) * metrics.count
          let values = collector.values[first..<first + metrics.count].map { $0 }
          let area = try curve.auc(of: output, to: horizon)
          let rest = try RandomBatch.remainder(curve, output, horizon, last)
          exact += [try curve.maximum(of: output, to: horizon).concentration, area, area + rest]
          found += [values[0], values[2], values[3]]
          let above = try curve.timeAbove(1, of: output, to: horizon)
          #expect(abs(values[4] - above) <= 1e-9, "\(random), output \(number)")
          let moment = try #require(Tick(minutes: values[1]))
          let there = max(
            try curve.concentration(of: output, at: moment),
            try curve.concentration(of: output, at: moment, .before))
          exact.append(values[0])
          found.append(there)
        }
      }
      return relativeDifference(found, exact)
    }
    #expect(worst <= 1e-12)
  }

  @Test("equal a course without sessions where nothing changes")
  func unchanged() throws {
    let worst = try RandomCase.worst("equal sessions equal none", cases: 10, slow: 200) { random in
      let template = random.starSystem()
      let none = try RandomBatch(
        &random, template, subjects: 8, every: 50, metrics: [.area, .areaToInfinity])
      let changes = (0..<4).map { _ in random.moment(upTo: 1_500) }.sorted()
      let plan = try BatchPlan(
        template: template, outputs: none.plan.outputs, inputs: none.plan.inputs,
        times: none.plan.times, horizon: none.plan.horizon, metrics: none.plan.metrics,
        changes: changes)
      let stores = [none.plan, plan].map { ConcentrationStore($0, subjects: 0..<8) }
      let areas = [MetricCollector(), MetricCollector()]
      _ = try PopulationRun(none.plan).run(0..<8, into: [areas[0]], keeping: stores[0]) {
        none.fill($0)
      }
      let summary = try PopulationRun(plan).run(0..<8, into: [areas[1]], keeping: stores[1]) {
        none.fill($0)
        for epoch in 1...changes.count {
          for column in plan.columns.indices { $0[column, epoch: epoch] = $0[column] }
        }
      }
      #expect(summary.fast == 8, "\(random)")
      var worst = relativeDifference(areas[0].values, areas[1].values)
      for subject in 0..<8 {
        for output in plan.outputs.indices {
          let values = stores.map { store in
            plan.times.indices.map { store[subject: subject, output: output, time: $0] }
          }
          worst = max(worst, relativeDifference(values[0], values[1]))
        }
      }
      return worst
    }
    #expect(worst <= 1e-12)
  }
}
