import Kinetics
import Population
import PropertyTesting
import Quantities
import Simulation
import Testing

/// Doses whose order differs between the subjects of a tile, on and off the moments observed, some
/// after the horizon.
@Suite("Lags of the subjects' own on the SIMD path")
struct OwnLagTests {
  @Test("give the scalar curve on networks of stars, in every state and at every moment")
  func equalsCurve() throws {
    let worst = try RandomCase.worst("own lags equal curve", cases: 6, slow: 150) { random in
      let template = random.starSystem()
      let batch = try RandomBatch(
        &random, template, subjects: 5, every: random.chance(0.7) ? 50 : 10,
        changes: random.chance(0.5) ? 0 : random.integer(1...5), ownLags: true)
      let store = ConcentrationStore(batch.plan, subjects: 0..<5)
      let summary = try PopulationRun(batch.plan).run(0..<5, keeping: store) { batch.fill($0) }
      #expect(batch.plan.isFast && summary.fast == 5 && summary.failed == 0, "\(random)")
      return try batch.worstDifference(store)
    }
    #expect(worst <= 1e-12)
  }

  @Test("give the metrics of the scalar curve, the area to infinity with all that comes later")
  func metricsEqualCurve() throws {
    let metrics: [Metric] = [
      .maximum, .maximumTime, .area, .areaToInfinity, .timeAbove(1), .timeAbove(0),
    ]
    let worst = try RandomCase.worst("own lags' metrics", cases: 4, slow: 100) { random in
      let template = random.starSystem()
      let batch = try RandomBatch(
        &random, template, subjects: 5, every: 500, metrics: metrics,
        changes: random.chance(0.5) ? 0 : random.integer(1...4), ownLags: true)
      let collector = MetricCollector()
      let summary = try PopulationRun(batch.plan).run(0..<5, into: [collector]) { batch.fill($0) }
      #expect(summary.fast == 5, "\(random)")
      var worst = 0.0
      for subject in 0..<5 {
        for output in batch.plan.outputs.indices {
          let first = (subject * batch.plan.outputs.count + output) * metrics.count
          let found = Array(collector.values[first..<first + metrics.count])
          worst = max(worst, try batch.worstDifference(found, subject, output, "\(random)"))
        }
      }
      return worst
    }
    #expect(worst <= 1e-12)
  }

  @Test("give a disposition that knows no lag")
  func disposition() throws {
    let metrics: [Metric] = [.terminalHalfLife, .meanResidenceTime, .clearance, .steadyStateVolume]
    var random = RandomCase(3)
    let batch = try Self.course(&random, subjects: 8, metrics: metrics)
    let (own, none) = (MetricCollector(), MetricCollector())
    _ = try PopulationRun(batch.plan).run(0..<8, into: [own]) { batch.fill($0) }
    _ = try PopulationRun(batch.plan).run(0..<8, into: [none]) { tile in
      batch.fill(tile)
      for (index, column) in batch.plan.columns.enumerated() {
        if case .lag = column { tile[index] = SIMD8(repeating: 0) }
      }
    }
    // An effect site has neither clearance nor volume.
    #expect(own.values.map(\.bitPattern) == none.values.map(\.bitPattern))
    #expect(own.values.count == 8 * 3 * 4 && own.values[..<8].allSatisfy { $0 > 0 })
  }

  /// Three compartments with oral doses, infusions and boluses, a metabolite and an effect site,
  /// observed at more moments than two anchors are apart.
  private static func course(
    _ random: inout RandomCase, subjects: Int, every: Int = 4, until: Int = 1_500,
    metrics: [Metric] = [], changes: [Tick] = []
  ) throws -> RandomBatch {
    var system = LinearSystem.mammillary(
      volume: 10, k10: 0.1, peripherals: [(0.2, 0.05), (0.1, 0.01)])
    let depot = system.addState("depot", .amount(volume: nil))
    system.links.append(.init(from: depot, to: 0, rate: 0.03))
    let metabolite = system.addState("metabolite", .amount(volume: 20))
    system.links.append(.init(from: 0, to: metabolite, rate: 0.05, yield: 0.9))
    system.links.append(.init(from: metabolite, to: nil, rate: 0.02))
    let site = system.addEffectSite(ke0: 0.2, drivenBy: 0, volume: 10)
    func minutes(_ count: Int) -> Tick { Tick(flicks: Int64(count) * Tick.perMinute) }
    return try RandomBatch(
      &random, system, outputs: [0, metabolite, site],
      inputs: [
        PlannedInput(state: 0, .jump, start: .zero, dose: 0),
        PlannedInput(state: depot, .jump, start: minutes(40), dose: 1, hasOwnLag: true),
        PlannedInput(state: 0, .rate(end: minutes(100)), start: minutes(60), dose: 2),
        PlannedInput(
          state: 0, .rate(end: minutes(130)), start: minutes(90), dose: 3, hasOwnLag: true),
        PlannedInput(state: 0, .jump, start: minutes(100), dose: 4, hasOwnLag: true),
        PlannedInput(state: depot, .jump, start: minutes(300), dose: 5, hasOwnLag: true),
      ], times: stride(from: 0, through: until, by: every).map { minutes($0) }, until: until,
      subjects: subjects, metrics: metrics, changes: changes)
  }

  /// What each kernel takes: one to three modes that do not feed each other, also with a depot before
  /// them or an effect site after them.
  ///
  /// Between the doses a single mode falls below the smallest number.
  private static func simple(
    _ random: inout RandomCase, peripherals: Int, depot hasDepot: Bool = false,
    site hasSite: Bool = false, metrics: [Metric] = []
  ) throws -> RandomBatch {
    var system = LinearSystem.mammillary(
      volume: 10, k10: 1, peripherals: Array([(0.2, 0.05), (0.1, 0.01)].prefix(peripherals)))
    let observed = hasSite ? [0, system.addEffectSite(ke0: 0.2, drivenBy: 0, volume: 10)] : [0]
    let entered = hasDepot ? system.addState("depot", .amount(volume: nil)) : 0
    if hasDepot { system.links.append(.init(from: entered, to: 0, rate: 0.03)) }
    func minutes(_ count: Int) -> Tick { Tick(flicks: Int64(count) * Tick.perMinute) }
    let inputs = [0, 50, 1_100].enumerated().flatMap { number, start in
      [
        PlannedInput(
          state: entered, .jump, start: minutes(start), dose: 2 * number,
          hasOwnLag: true),
        hasDepot
          ? PlannedInput(state: entered, .jump, start: minutes(start + 20), dose: 2 * number + 1)
          : PlannedInput(
            state: 0, .rate(end: minutes(start + 60)), start: minutes(start + 20),
            dose: 2 * number + 1, hasOwnLag: true),
      ]
    }
    return try RandomBatch(
      &random, system, outputs: observed, inputs: inputs,
      times: stride(from: 0, through: 2_000, by: 7).map { minutes($0) }, until: 2_000,
      subjects: 10, metrics: metrics)
  }

  @Test("give the scalar curve by every kernel")
  func kernels() throws {
    var random = RandomCase(9)
    for (peripherals, depot, site) in [
      (0, false, false), (1, false, false), (2, false, false), (2, true, false), (2, false, true),
    ] {
      let batch = try Self.simple(&random, peripherals: peripherals, depot: depot, site: site)
      let store = ConcentrationStore(batch.plan, subjects: 0..<10)
      let summary = try PopulationRun(batch.plan).run(0..<10, keeping: store) { batch.fill($0) }
      #expect(summary.fast == 10)
      #expect(try batch.worstDifference(store) <= 1e-12)
    }
  }

  @Test("give a subject the same bits whoever shares its tile", arguments: [false, true])
  func company(changing: Bool) throws {
    func minutes(_ count: Int) -> Tick { Tick(flicks: Int64(count) * Tick.perMinute) }
    let metrics: [Metric] = [
      .maximum, .maximumTime, .area, .areaToInfinity, .timeAbove(0.5), .timeAbove(0),
    ]
    let batches = try (0..<7).map { number in
      var random = RandomCase(number)
      if number > 2 {
        return try Self.simple(
          &random, peripherals: min(number - 3, 2), site: number == 6, metrics: metrics)
      }
      if number == 0 {
        return try Self.course(
          &random, subjects: 10, until: 600, metrics: metrics,
          changes: changing ? [minutes(100), minutes(377)] : [])
      }
      let template = random.starSystem()
      return try RandomBatch(
        &random, template, subjects: 10, every: 10,
        metrics: RandomCase.isSlow ? metrics : [.area, .areaToInfinity],
        changes: changing ? 3 : 0,
        ownLags: true)
    }
    for batch in batches {
      let all = Array(0..<10)
      let once = try Self.bits(batch, all, blockSize: 64)
      #expect(once.summary.fast == 10)
      var random = RandomCase(11)
      for blockSize in [1, 7, 64] {
        let order = random.shuffled(all)
        let found = try Self.bits(batch, order, blockSize: blockSize)
        #expect(found.summary.scalarMetrics == once.summary.scalarMetrics)
        for (place, subject) in order.enumerated() {
          #expect(found.rows[place] == once.rows[subject], "subject \(subject), \(blockSize)")
        }
      }
    }
  }

  /// Runs subjects in an order and gives the bits of each one's concentrations and metrics.
  private static func bits(
    _ batch: RandomBatch, _ order: [Int], blockSize: Int
  ) throws -> (rows: [[UInt64]], summary: RunSummary) {
    let sink = BitCollector()
    let summary = try PopulationRun(batch.plan, threads: 2, blockSize: blockSize).run(
      0..<order.count, into: [sink]
    ) { tile in
      for lane in 0..<tile.count {
        batch.write(order[tile.first + lane], to: tile, lane: lane)
      }
    }
    return (sink.rows, summary)
  }

  @Test("are as exact along thousands of moments")
  func longGrid() throws {
    var random = RandomCase(4)
    let batch = try Self.course(&random, subjects: 3, every: 1, until: 9_000)
    let store = ConcentrationStore(batch.plan, subjects: 0..<3)
    let summary = try PopulationRun(batch.plan).run(0..<3, keeping: store) { batch.fill($0) }
    #expect(summary.fast == 3)
    // All of the anchors and of the moments before them, and many others.
    let moments = batch.plan.times.indices.filter { $0 % 64 == 0 || $0 % 64 == 63 || $0 % 7 == 0 }
    #expect(try batch.worstDifference(store, at: moments) <= 1e-12)
  }

  @Test("that cannot be fail their subject by name, and leave others as they are")
  func impossible() throws {
    var random = RandomCase(6)
    let batch = try Self.course(&random, subjects: 16, metrics: [.maximum, .area])
    let lag = try #require(batch.plan.index(of: .lag(dose: 1)))
    let all = try Self.bits(batch, Array(0..<16), blockSize: 64)
    for bad in [-1, .nan, .infinity, 1e300] {
      let sink = BitCollector()
      let summary = try PopulationRun(batch.plan).run(0..<16, into: [sink]) { tile in
        batch.fill(tile)
        if tile.first == 8 { tile[lag, 3] = bad }
      }
      #expect(summary.fast == 15 && summary.failed == 1 && summary.firstFailure?.subject == 11)
      if case .badLag(let minutes) = summary.firstFailure?.reason {
        #expect(minutes.bitPattern == bad.bitPattern)
      } else {
        Issue.record("\(String(describing: summary.firstFailure))")
      }
      for subject in 0..<16 where subject != 11 {
        #expect(sink.rows[subject] == all.rows[subject])
      }
      #expect(sink.rows[11].allSatisfy { Double(bitPattern: $0).isNaN })
    }
  }
}

extension RandomBatch {
  /// The largest relative difference of metrics (maximum, its moment, area, area to infinity, times
  /// above 1 and 0) from those of the subject's own curve.
  fileprivate func worstDifference(
    _ found: [Double], _ subject: Int, _ number: Int, _ text: String
  ) throws -> Double {
    let curve = try curve(subject)
    let output = plan.outputs[number]
    let moment = try #require(Tick(minutes: found[1]))
    let there = max(
      try curve.concentration(of: output, at: moment),
      try curve.concentration(of: output, at: moment, .before))
    let top = try curve.maximum(of: output, to: plan.horizon)
    for (index, threshold) in [(4, 1.0), (5, 0)] {
      let above = try curve.timeAbove(threshold, of: output, to: plan.horizon)
      #expect(abs(found[index] - above) <= 1e-9, "\(text), output \(number), above \(threshold)")
    }
    let exact = [
      top.concentration, top.concentration, try curve.auc(of: output, to: plan.horizon),
      try curve.aucToInfinity(of: output),
    ]
    return relativeDifference([found[0], there, found[2], found[3]], exact)
  }
}

/// The bits of all concentrations and metrics, by subject.
private final class BitCollector: BlockSink, @unchecked Sendable {
  private(set) var rows: [[UInt64]] = []

  func part(of block: ResultBlock) -> [[UInt64]] {
    (0..<block.subjects.count).map { subject in
      (0..<block.outputs).flatMap { output in
        (0..<block.times).map {
          block.concentration(subject: subject, output: output, time: $0).bitPattern
        }
          + (0..<block.metrics).map {
            block.metric($0, subject: subject, output: output).bitPattern
          }
      }
    }
  }

  func append(_ part: [[UInt64]]) { rows += part }
}
