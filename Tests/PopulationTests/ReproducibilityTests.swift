import Kinetics
import Population
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("The same bits")
struct ReproducibilityTests {
  /// Oral doses, infusions, an effect site and a metabolite; one subject has to take the scalar
  /// path.
  static let batch = Result { try batch(changes: 0) }
  /// The same with parameters that change.
  static let sessions = Result { try batch(changes: 3) }

  private static func batch(changes: Int) throws -> RandomBatch {
    var random = RandomCase(5)
    var system = LinearSystem.mammillary(
      volume: 10, k10: 0.1, peripherals: [(0.2, 0.05), (0.1, 0.01)])
    let depot = system.addState("depot", .amount(volume: nil))
    system.links.append(.init(from: depot, to: 0, rate: 0.03))
    let metabolite = system.addState("metabolite", .amount(volume: 20))
    system.links.append(.init(from: 0, to: metabolite, rate: 0.05, yield: 0.9))
    system.links.append(.init(from: metabolite, to: nil, rate: 0.02))
    _ = system.addEffectSite(ke0: 0.2, drivenBy: 0, volume: 10)
    // No random infusion goes on as long, so that the area to infinity exists.
    return try RandomBatch(
      &random, system, subjects: 40, every: 150, until: 1500,
      metrics: [.area, .areaToInfinity, .maximum, .maximumTime, .timeAbove(0.1)], changes: changes)
  }

  struct Results: Equatable {
    var concentrations: [UInt64] = []
    var metrics: [UInt64] = []
    var bins: [QuantileBins] = []
  }

  static func results(
    _ batch: Result<RandomBatch, any Error>, _ subjects: Range<Int>, threads: Int, blockSize: Int
  ) throws -> Results {
    let batch = try batch.get()
    let store = ConcentrationStore(batch.plan, subjects: subjects)
    let collector = MetricCollector()
    let quantiles = QuantileSink(batch.plan)
    _ = try PopulationRun(batch.plan, threads: threads, blockSize: blockSize)
      .run(subjects, into: [collector, quantiles], keeping: store) { batch.fill($0) }
    // And once more without a store, whose blocks are made of whole tiles.
    let again = MetricCollector()
    let counted = QuantileSink(batch.plan)
    _ = try PopulationRun(batch.plan, threads: threads, blockSize: blockSize)
      .run(subjects, into: [again, counted]) { batch.fill($0) }
    #expect(again.values.map(\.bitPattern) == collector.values.map(\.bitPattern))
    var results = Results()
    results.metrics = collector.values.map(\.bitPattern)
    for subject in subjects {
      for output in batch.plan.outputs.indices {
        for time in batch.plan.times.indices {
          results.concentrations.append(
            store[subject: subject, output: output, time: time].bitPattern)
        }
      }
    }
    for output in batch.plan.outputs.indices {
      for time in batch.plan.times.indices {
        results.bins.append(quantiles.bins(output: output, time: time))
        #expect(counted.bins(output: output, time: time) == results.bins.last)
      }
    }
    return results
  }

  @Test(
    "for any number of threads and size of blocks",
    arguments: [(2, 64), (8, 7), (1, 1), (2, 1_000), (3, 12)])
  func threadsAndBlocks(threads: Int, blockSize: Int) throws {
    for batch in [Self.batch, Self.sessions] {
      let once = try Self.results(batch, 0..<40, threads: 1, blockSize: 64)
      #expect(try Self.results(batch, 0..<40, threads: threads, blockSize: blockSize) == once)
    }
  }

  @Test("for shards run apart and merged", arguments: [false, true])
  func shards(sessions: Bool) throws {
    let batch = sessions ? Self.sessions : Self.batch
    let once = try Self.results(batch, 0..<40, threads: 1, blockSize: 64)
    var merged = Results()
    for shard in [0..<1, 1..<20, 20..<23, 23..<40] {
      let part = try Self.results(batch, shard, threads: 2, blockSize: 16)
      merged.concentrations += part.concentrations
      merged.metrics += part.metrics
      if merged.bins.isEmpty {
        merged.bins = part.bins
      } else {
        for index in part.bins.indices { merged.bins[index].add(part.bins[index]) }
      }
    }
    #expect(merged == once)
  }

  @Test("in a store so large that it asks for large pages")
  func largeStore() throws {
    func minutes(_ count: Int) -> Tick { Tick(flicks: Int64(count) * Tick.perMinute) }
    let plan = try BatchPlan(
      template: .mammillary(volume: 10, k10: 0.1, peripherals: [(0.2, 0.05)]),
      outputs: [Curve.Output(name: "plasma", analyte: "drug", state: 0)],
      inputs: [PlannedInput(state: 0, .rate(end: minutes(40)), start: .zero, dose: 0)],
      times: (0..<5_000).map(minutes), horizon: minutes(5_000))
    let dose = try #require(plan.index(of: .dose(0)))
    func store(_ subjects: Range<Int>) throws -> ConcentrationStore {
      let store = ConcentrationStore(plan, subjects: subjects)
      _ = try PopulationRun(plan).run(subjects, keeping: store) { tile in
        for lane in 0..<tile.count { tile[dose, lane] = Double(tile.first + lane + 1) }
      }
      return store
    }
    // 5 MB in one piece, and in pieces of a third of one.
    let large = try store(0..<120)
    for first in stride(from: 0, to: 120, by: 8) {
      let small = try store(first..<first + 8)
      for subject in first..<first + 8 {
        #expect(
          plan.times.indices.allSatisfy {
            large[subject: subject, output: 0, time: $0]
              == small[subject: subject, output: 0, time: $0]
          }, "subject \(subject)")
        #expect(large[subject: subject, output: 0, time: 40] > 0)
      }
    }
  }

  @Test("metrics do not depend on the moments observed", arguments: [false, true])
  func metricsWithoutGrid(sessions: Bool) throws {
    let batch = try (sessions ? Self.sessions : Self.batch).get()
    let plan = try BatchPlan(
      template: batch.plan.template, outputs: batch.plan.outputs, inputs: batch.plan.inputs,
      times: [], horizon: batch.plan.horizon, metrics: batch.plan.metrics,
      changes: batch.plan.changes)
    let (with, without) = (MetricCollector(), MetricCollector())
    _ = try PopulationRun(batch.plan).run(0..<20, into: [with]) { batch.fill($0) }
    _ = try PopulationRun(plan).run(0..<20, into: [without]) { batch.fill($0) }
    #expect(with.values == without.values)
  }

  @Test("an error of a sink or of the source stops the run and comes out")
  func errors() throws {
    struct Enough: Error {}
    let batch = try Self.batch.get()
    #expect(throws: PopulationFailure.self) {
      try PopulationRun(batch.plan, threads: 4, blockSize: 8).run(0..<40) { tile in
        if tile.first == 24 { throw Enough() }
        batch.fill(tile)
      }
    }
  }
}
