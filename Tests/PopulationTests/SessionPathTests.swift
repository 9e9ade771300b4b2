import Kinetics
import Population
import PropertyTesting
import Quantities
import Simulation
import Testing

/// Parameters that change during the course, at doses and between them, on and off the moments
/// observed.
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
      return try batch.worstDifference(store)
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

  @Test("of plasma, metabolite and effect site have their peaks without a scalar curve")
  func peaks() throws {
    var system = LinearSystem.mammillary(
      volume: 4.41, k10: 0.088, peripherals: [(0.592, 0.247), (0.590, 0.0146)])
    let metabolite = system.addState("metabolite", .amount(volume: 45))
    system.links.append(.init(from: 0, to: metabolite, rate: 0.35, yield: 0.941))
    system.links.append(.init(from: metabolite, to: nil, rate: 0.02))
    system.addPeripheral("deep", of: metabolite, volume: 110, out: 1.3 / 45, back: 1.3 / 110)
    let site = system.addEffectSite(ke0: 0.11, drivenBy: 0, volume: 4.41)
    let starts = (0..<6).map { Self.minutes(2_880 * $0) }
    let inputs = starts.enumerated().map { number, start in
      PlannedInput(state: 0, .rate(end: start + Self.minutes(40)), start: start, dose: number)
    }
    var random = RandomCase(1)
    let batch = try RandomBatch(
      &random, system, outputs: [0, metabolite, site], inputs: inputs, times: [], until: 20_160,
      subjects: 24, metrics: [.maximum, .maximumTime, .timeAbove(0.05)],
      changes: Array(starts.dropFirst()))
    let found = try run(batch, 0..<24)
    #expect(found.summary.fast == 24 && found.summary.scalarMetrics == 0)
    for subject in stride(from: 0, to: 24, by: 5) {
      let curve = try batch.curve(subject)
      for (number, output) in batch.plan.outputs.enumerated() {
        let first = 3 * (3 * subject + number)
        let values = Array(found.metrics[first..<first + 3])
        let peak = try curve.maximum(of: output, to: batch.plan.horizon)
        #expect(relativeDifference([values[0]], [peak.concentration]) <= 1e-12)
        #expect(abs(values[1] - peak.minutes) <= 1e-6 * peak.minutes, "\(output.name)")
        let above = try curve.timeAbove(0.05, of: output, to: batch.plan.horizon)
        #expect(abs(values[2] - above) <= 1e-9 * (1 + above), "\(output.name)")
      }
    }
  }

  /// A bolus, an infusion and an oral dose in three compartments with a metabolite and an effect
  /// site, observed every half an hour for ten hours.
  private static func course(changes: [Int], subjects: Int) throws -> RandomBatch {
    var random = RandomCase(8)
    var system = LinearSystem.mammillary(
      volume: 10, k10: 0.1, peripherals: [(0.2, 0.05), (0.1, 0.01)])
    let depot = system.addState("depot", .amount(volume: nil))
    system.links.append(.init(from: depot, to: 0, rate: 0.03))
    let metabolite = system.addState("metabolite", .amount(volume: 20))
    system.links.append(.init(from: 0, to: metabolite, rate: 0.05, yield: 0.9))
    system.links.append(.init(from: metabolite, to: nil, rate: 0.02))
    _ = system.addEffectSite(ke0: 0.2, drivenBy: 0, volume: 10)
    return try RandomBatch(
      &random, system, outputs: [0, metabolite, 5],
      inputs: [
        PlannedInput(state: 0, .jump, start: .zero, dose: 0),
        PlannedInput(state: 0, .rate(end: minutes(100)), start: minutes(60), dose: 1),
        PlannedInput(state: depot, .jump, start: minutes(100), dose: 2),
        PlannedInput(state: 0, .jump, start: minutes(600), dose: 3),
      ], times: stride(from: 0, through: 600, by: 30).map { minutes($0) }, until: 600,
      subjects: subjects, metrics: [.maximum, .area, .timeAbove(0.5)],
      changes: changes.map { minutes($0) })
  }

  @Test("may start at once, several at one moment, at the last one and after it")
  func edges() throws {
    for changes in [[0], [0, 0, 60], [100, 100, 100], [45, 600], [600, 600, 900], [900]] {
      let batch = try Self.course(changes: changes, subjects: 9)
      let found = try self.run(batch, 0..<9)
      #expect(found.summary.fast == 9)
      for subject in 0..<9 {
        let curve = try batch.curve(subject)
        for (number, output) in batch.plan.outputs.enumerated() {
          let exact = try batch.plan.times.map { try curve.concentration(of: output, at: $0) }
          let values = batch.plan.times.indices.map {
            found.store[subject: subject, output: number, time: $0]
          }
          #expect(relativeDifference(values, exact) <= 1e-12, "\(changes), \(output.name)")
          let horizon = batch.plan.horizon
          let metrics = [
            try curve.maximum(of: output, to: horizon).concentration,
            try curve.auc(of: output, to: horizon),
          ]
          let place = 3 * (3 * subject + number)
          let measured = Array(found.metrics[place..<place + 2])
          #expect(relativeDifference(measured, metrics) <= 1e-12, "\(changes), \(output.name)")
          let above = try curve.timeAbove(0.5, of: output, to: horizon)
          #expect(abs(found.metrics[place + 2] - above) <= 1e-9, "\(changes), \(output.name)")
        }
      }
    }
  }

  @Test("that the SIMD path cannot take go to the scalar curve, and others do not notice")
  func exceptions() throws {
    let batch = try Self.course(changes: [60, 300], subjects: 16)
    let all = try run(batch, 0..<16)
    let rate = try #require(batch.plan.index(of: .rate(link: 1)))
    let volume = try #require(batch.plan.index(of: .volume(state: 0)))
    let some = try run(batch, 0..<16) { tile in
      // Nothing goes to a peripheral in the last session of one; another has no volume then.
      if tile.first == 0 { tile[rate, epoch: 2][3] = 0 }
      if tile.first == 8 { tile[volume, epoch: 2][1] = 0 }
    }
    #expect(all.summary.fast == 16)
    // The one without a volume is tried on the general path, and fails.
    #expect(some.summary.fast == 14 && some.summary.general == 2 && some.summary.failed == 1)
    #expect(some.summary.firstFailure?.subject == 9)
    for subject in 0..<16 {
      for output in 0..<3 {
        for time in batch.plan.times.indices {
          let (found, usual) = (
            some.store[subject: subject, output: output, time: time],
            all.store[subject: subject, output: output, time: time]
          )
          switch subject {
          case 9: #expect(found.isNaN)
          case 3 where batch.plan.times[time] < Self.minutes(300):
            #expect(relativeDifference([found], [usual]) <= 1e-12)
          case 3: #expect(found > 0)
          default: #expect(found == usual, "subject \(subject)")
          }
        }
      }
    }
  }

  @Test("that change after an area to infinity begins have none")
  func undefinedArea() throws {
    let batch = try Self.course(changes: [900], subjects: 1)
    #expect(throws: PopulationFailure.self) {
      try BatchPlan(
        template: batch.plan.template, outputs: batch.plan.outputs, inputs: batch.plan.inputs,
        times: [], horizon: batch.plan.horizon, metrics: [.areaToInfinity],
        changes: batch.plan.changes)
    }
  }

  private static func minutes(_ count: Int) -> Tick { Tick(flicks: Int64(count) * Tick.perMinute) }

  private func run(
    _ batch: RandomBatch, _ subjects: Range<Int>,
    changing change: @escaping @Sendable (SubjectTile) -> Void = { _ in }
  ) throws -> (store: ConcentrationStore, metrics: [Double], summary: RunSummary) {
    let store = ConcentrationStore(batch.plan, subjects: subjects)
    let collector = MetricCollector()
    let summary = try PopulationRun(batch.plan).run(subjects, into: [collector], keeping: store) {
      batch.fill($0)
      change($0)
    }
    return (store, collector.values, summary)
  }
}
