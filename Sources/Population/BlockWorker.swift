internal import Simulation

/// One thread's work: claims blocks, computes them, hands them on.
struct BlockWorker {
  private let plan: BatchPlan
  private let engine: TileEngine?
  private let sinks: [any BlockSink]
  private let store: ConcentrationStore?
  private let work: SharedWork
  private let blockSize: Int

  init(
    _ plan: BatchPlan, blockSize: Int, sinks: [any BlockSink], store: ConcentrationStore?,
    work: SharedWork
  ) {
    self.plan = plan
    self.blockSize = blockSize
    self.sinks = sinks
    self.store = store
    self.work = work
    engine = plan.layout.map { TileEngine(plan, $0) }
  }

  func run(_ source: (SubjectTile) throws -> Void) {
    let tiles = (min(blockSize, work.subjects.count) + 7) / 8
    let points = plan.outputs.count * plan.times.count
    let kept = store == nil ? tiles * points : 0
    let numbers = tiles * plan.outputs.count * plan.metrics.count
    let buffer = UnsafeMutablePointer<SIMD8<Double>>.allocate(capacity: kept + numbers + 1)
    buffer.initialize(repeating: SIMD8(repeating: 0), count: kept + numbers + 1)
    defer { buffer.deallocate() }
    while let block = work.claim() {
      let subjects = work.subjects(block)
      let concentrations =
        store.flatMap { $0.place(of: subjects.lowerBound) } ?? buffer
      do {
        let summary = try compute(subjects, concentrations, buffer + kept, source)
        let results = ResultBlock(
          subjects: subjects, outputs: plan.outputs.count, times: plan.times.count,
          metrics: plan.metrics.count, concentrations: UnsafePointer(concentrations),
          metricValues: UnsafePointer(buffer + kept))
        try hand(block, results, summary)
      } catch {
        work.fail(block, error)
        return
      }
    }
  }

  private func compute(
    _ subjects: Range<Int>, _ concentrations: UnsafeMutablePointer<SIMD8<Double>>,
    _ metrics: UnsafeMutablePointer<SIMD8<Double>>, _ source: (SubjectTile) throws -> Void
  ) throws -> RunSummary {
    var summary = RunSummary()
    var tile = 0
    var first = subjects.lowerBound
    while first < subjects.upperBound {
      let count = min(8, subjects.upperBound - first)
      let outputs = plan.outputs.count
      try compute(
        first, count, concentrations + tile * outputs * plan.times.count,
        metrics + tile * outputs * plan.metrics.count, &summary, source)
      first += count
      tile += 1
    }
    return summary
  }

  private func compute(
    _ first: Int, _ count: Int, _ concentrations: UnsafeMutablePointer<SIMD8<Double>>,
    _ metrics: UnsafeMutablePointer<SIMD8<Double>>, _ summary: inout RunSummary,
    _ source: (SubjectTile) throws -> Void
  ) throws {
    if let engine {
      try engine.compute(
        first: first, count: count, concentrations, metrics, &summary, source: source)
    } else {
      try ScalarTile(plan).compute(
        first: first, count: count, concentrations, metrics, &summary, source: source)
    }
  }

  /// Passes a block to all sinks, then appends it in its turn.
  private func hand(_ block: Int, _ results: ResultBlock, _ summary: RunSummary) throws {
    if sinks.isEmpty {
      work.finish(summary)
      return
    }
    let parts = try sinks.map { try Prepared($0, results) }
    guard work.waitForTurn(block) else { return }
    for part in parts { try part.append() }
    work.finish(summary)
  }
}

/// A part that remembers its sink.
private struct Prepared {
  let append: () throws -> Void

  init<Sink: BlockSink>(_ sink: Sink, _ block: ResultBlock) throws {
    let part = try sink.part(of: block)
    append = { try sink.append(part) }
  }
}
