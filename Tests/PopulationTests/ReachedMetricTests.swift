import Foundation
import Kinetics
import Population
import PropertyTesting
import Quantities
import Simulation
import Testing

/// Metabolites and effect sites, which drug reaches by way of the plasma.
@Suite("Maxima and times above of metabolites and effect sites on the SIMD path")
struct ReachedMetricTests {
  private static let thresholds = [0.01, 0.3, 3, 0]
  private static let metrics: [Metric] =
    [.maximum, .maximumTime] + thresholds.map { .timeAbove($0) }

  @Test("equal those of the scalar curve, whatever is given, also where rates meet")
  func equalCurve() throws {
    var (subjects, scalar, inside) = (0, 0, 0)
    let worst = try RandomCase.worst("reached metrics equal curve", cases: 20, slow: 1_000) {
      random in
      let batch = try self.batch(&random)
      let collector = MetricCollector()
      let summary = try PopulationRun(batch.plan).run(0..<3, into: [collector]) { batch.fill($0) }
      #expect(summary.fast + summary.general == 3 && summary.failed == 0)
      subjects += 3
      scalar += summary.scalarMetrics
      let horizon = batch.plan.horizon
      let count = Self.metrics.count
      var worst = 0.0
      for subject in 0..<3 {
        let curve = try batch.curve(subject)
        for (index, output) in batch.plan.outputs.enumerated() {
          let first = (subject * batch.plan.outputs.count + index) * count
          let found = Array(collector.values[first..<first + count])
          let peak = try curve.maximum(of: output, to: horizon)
          // A flat top has its moment to the square root of the precision only: the curve is as
          // high there.
          let moment = try #require(Tick(minutes: found[1]))
          let there = max(
            try curve.concentration(of: output, at: moment),
            try curve.concentration(of: output, at: moment, .before))
          let top = peak.concentration
          worst = max(worst, relativeDifference([found[0], there], [top, top]))
          #expect(abs(found[1] - peak.minutes) <= 1e-6 * peak.minutes, "\(random), \(output.name)")
          if !batch.isEvent(found[1]) { inside += 1 }
          for (index, threshold) in Self.thresholds.enumerated() {
            let exact = try curve.timeAbove(threshold, of: output, to: horizon)
            // Crossings are right to 1e-9 min.
            #expect(
              abs(found[2 + index] - exact) <= 1e-9,
              "\(random), \(output.name) above \(threshold): \(found[2 + index]), \(exact)")
          }
        }
      }
      return worst
    }
    #expect(worst <= 1e-12)
    #expect(inside > subjects)
    // Rates that span more than 10^6 and signs within rounding error are rare.
    print("reached metrics: \(scalar) of \(subjects) subjects by the scalar curve")
    #expect(scalar * 50 <= subjects)
  }

  /// One to three compartments, a metabolite of one or two, effect sites of both; bolus, oral doses
  /// and infusions, sessions and escalations; now and then parameters change.
  private func batch(_ random: inout RandomCase) throws -> RandomBatch {
    let k10 = random.logarithmic(1e-3...1)
    let volume = random.logarithmic(1...100)
    var system = LinearSystem.mammillary(
      volume: volume, k10: k10,
      peripherals: (0..<random.integer(0...2)).map { _ in
        (random.logarithmic(1e-3...1), random.logarithmic(1e-3...1))
      })
    var outputs = [0]
    if random.chance(0.7) {
      let metabolite = system.addState("metabolite", .amount(volume: volume))
      let rate = random.logarithmic(1e-3...1)
      system.links.append(.init(from: 0, to: metabolite, rate: rate, yield: 0.9))
      system.links.append(
        .init(from: metabolite, to: nil, rate: random.chance(0.2) ? k10 : rate * 0.3))
      if random.chance(0.5) {
        system.addPeripheral("tissue", of: metabolite, volume: 20, out: 0.03, back: 0.01)
      }
      outputs.append(metabolite)
      if random.chance(0.2) {
        // Two nodes between the plasma's source and what is seen.
        outputs.append(system.addEffectSite(ke0: 0.1, drivenBy: metabolite, volume: volume))
      }
    }
    if outputs.count == 1 || random.chance(0.5) {
      let ke0 = random.chance(0.3) ? k10 : random.logarithmic(3e-3...2)
      outputs.append(system.addEffectSite(ke0: ke0, drivenBy: 0, volume: volume))
    }
    var inputs: [PlannedInput] = []
    if random.chance(0.2) {
      let depot = system.addState("depot", .amount(volume: nil))
      system.links.append(.init(from: depot, to: 0, rate: random.logarithmic(1e-2...1)))
      for _ in 0..<random.integer(1...3) {
        inputs.append(
          PlannedInput(state: depot, .jump, start: random.moment(upTo: 600), dose: inputs.count))
      }
    } else if random.chance(0.5) {
      // Sessions.
      let length = random.moment(upTo: 100)
      let count = random.integer(1...6)
      for session in 0..<count {
        let start = Tick(flicks: Int64(300 * session) * Tick.perMinute)
        inputs.append(
          PlannedInput(state: 0, .rate(end: start + length), start: start, dose: inputs.count))
      }
    } else {
      // Steps of an escalation, with boluses here and there.
      var start = random.moment(upTo: 60)
      for _ in 0..<random.integer(1...6) {
        let end = start + random.moment(upTo: 200)
        inputs.append(PlannedInput(state: 0, .rate(end: end), start: start, dose: inputs.count))
        if random.chance(0.3) {
          inputs.append(PlannedInput(state: 0, .jump, start: start, dose: inputs.count))
        }
        start = end
      }
    }
    // Parameters may change at the doses.
    let changes = random.chance(0.3) ? inputs.map(\.start).sorted() : []
    return try RandomBatch(
      &random, system, outputs: outputs, inputs: inputs, times: [], until: 2_500, subjects: 3,
      metrics: Self.metrics, changes: changes)
  }

  @Test("an effect site after a bolus peaks when the formula says, also where ke0 meets the rate")
  func bateman() throws {
    let rates = [(0.01, 0.2), (0.05, 0.05), (0.05, 0.05 + 1e-12), (0.3, 0.29), (1e-3, 0.9)]
    for (k, ke0) in rates {
      var system = LinearSystem.mammillary(volume: 10, k10: k, peripherals: [])
      let site = system.addEffectSite(ke0: ke0, drivenBy: 0, volume: 10)
      let plan = try BatchPlan(
        template: system, outputs: [Curve.Output(name: "site", analyte: "drug", state: site)],
        inputs: [PlannedInput(state: 0, .jump, start: .zero, dose: 0)], times: [],
        horizon: Tick(flicks: 3_000 * Tick.perMinute), metrics: [.maximum, .maximumTime])
      let collector = MetricCollector()
      let summary = try PopulationRun(plan).run(0..<1, into: [collector]) { tile in
        tile[plan.index(of: .dose(0)) ?? 0] = SIMD8(repeating: 100)
      }
      #expect(summary.scalarMetrics == 0)
      let isNear = abs(ke0 - k) < 1e-9
      let moment = isNear ? 2 / (k + ke0) : log(ke0 / k) / (ke0 - k)
      // At the peak the site holds what the plasma holds then.
      let peak = 10 * exp(-k * moment)
      #expect(abs(collector.values[1] - moment) <= 1e-9 * moment, "\(k) \(ke0)")
      #expect(abs(collector.values[0] - peak) <= 1e-12 * peak, "\(k) \(ke0)")
    }
  }

  @Test("of equal sessions the first counts")
  func ties() throws {
    var system = LinearSystem.mammillary(volume: 10, k10: 0.02, peripherals: [(0.1, 0.05)])
    let site = system.addEffectSite(ke0: 0.1, drivenBy: 0, volume: 10)
    func minutes(_ count: Int) -> Tick { Tick(flicks: Int64(count) * Tick.perMinute) }
    // Six days apart nothing is left that a double could show.
    let inputs = (0..<4).map {
      PlannedInput(
        state: 0, .rate(end: minutes(8_640 * $0 + 40)), start: minutes(8_640 * $0), dose: 0)
    }
    let plan = try BatchPlan(
      template: system, outputs: [Curve.Output(name: "site", analyte: "drug", state: site)],
      inputs: inputs, times: [], horizon: minutes(40_000), metrics: [.maximumTime])
    let collector = MetricCollector()
    _ = try PopulationRun(plan).run(0..<1, into: [collector]) { tile in
      tile[plan.index(of: .dose(0)) ?? 0] = SIMD8(repeating: 1)
    }
    #expect(collector.values[0] > 40 && collector.values[0] < 60)
  }

  @Test("rates that span more than a million go through the scalar curve, and are counted")
  func stiff() throws {
    var random = RandomCase(2)
    var system = LinearSystem.mammillary(volume: 10, k10: 1e-5, peripherals: [])
    let site = system.addEffectSite(ke0: 100, drivenBy: 0, volume: 10)
    let batch = try RandomBatch(
      &random, system, outputs: [0, site],
      inputs: [PlannedInput(state: 0, .jump, start: .zero, dose: 0)], times: [], until: 1_000,
      subjects: 5, metrics: [.maximum, .maximumTime])
    let collector = MetricCollector()
    let summary = try PopulationRun(batch.plan).run(0..<5, into: [collector]) { batch.fill($0) }
    #expect(summary.fast == 5 && summary.scalarMetrics == 5)
    for subject in 0..<5 {
      let peak = try batch.curve(subject).maximum(
        of: batch.plan.outputs[1], to: batch.plan.horizon)
      let found = Array(collector.values[4 * subject + 2..<4 * subject + 4])
      #expect(found == [peak.concentration, peak.minutes])
    }
  }

  @Test(
    "ketamine with metabolite and effect site needs no scalar curve, also where sessions differ",
    arguments: [false, true])
  func ordinary(differ: Bool) throws {
    // Three compartments as Domino's, norketamine with two, ke0 of a few minutes.
    var system = LinearSystem.mammillary(
      volume: 4.41, k10: 0.088, peripherals: [(0.592, 0.247), (0.590, 0.0146)])
    let metabolite = system.addState("metabolite", .amount(volume: 45))
    system.links.append(.init(from: 0, to: metabolite, rate: 0.35, yield: 0.941))
    system.links.append(.init(from: metabolite, to: nil, rate: 0.02))
    system.addPeripheral("deep", of: metabolite, volume: 110, out: 1.3 / 45, back: 1.3 / 110)
    let site = system.addEffectSite(ke0: 0.11, drivenBy: 0, volume: 4.41)
    func minutes(_ count: Int) -> Tick { Tick(flicks: Int64(count) * Tick.perMinute) }
    let inputs = (0..<6).map {
      PlannedInput(
        state: 0, .rate(end: minutes(2_880 * $0 + 40)), start: minutes(2_880 * $0), dose: $0)
    }
    var random = RandomCase(1)
    let batch = try RandomBatch(
      &random, system, outputs: [0, metabolite, site], inputs: inputs, times: [],
      // The last observation is a year after the last session.
      until: 540_000, subjects: 120, metrics: Self.metrics,
      changes: differ ? inputs.dropFirst().map(\.start) : [])
    let summary = try PopulationRun(batch.plan, threads: 2).run(0..<120, into: [MetricCollector()])
    {
      batch.fill($0)
    }
    #expect(summary.fast == 120 && summary.scalarMetrics == 0)
  }
}

extension RandomBatch {
  /// Whether something starts or ends at a moment.
  func isEvent(_ minutes: Double) -> Bool {
    plan.inputs.contains { input in
      if case .rate(let end) = input.manner, end.minutes == minutes { return true }
      return input.start.minutes == minutes
    }
  }
}
