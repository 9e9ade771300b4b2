/// Runs a plan over consecutive subjects on several threads.
///
/// Results do not depend on the number of threads, on the size of the blocks, or on which subjects
/// are run together.
public struct PopulationRun: Sendable {
  /// What all subjects share.
  public let plan: BatchPlan
  /// The number of threads, 1 or more.
  public var threads: Int
  /// The number of subjects in a block, 1 or more; memory is proportional to it.
  public var blockSize: Int

  /// Makes a run.
  public init(_ plan: BatchPlan, threads: Int = 1, blockSize: Int = 64) {
    self.plan = plan
    self.threads = max(1, threads)
    self.blockSize = max(1, blockSize)
  }

  /// Computes the subjects and hands their results to the sinks.
  /// - Parameters:
  ///   - subjects: The numbers of the subjects; what a number means is the source's business.
  ///   - sinks: What takes the results.
  ///   - store: Memory that keeps all concentrations, written without a detour; for these subjects.
  ///   - source: Writes the parameters of the subjects asked for; called concurrently.
  /// - Returns: What was done, for the report.
  /// - Throws: ``PopulationFailure/stopped(_:)`` with the error of a sink or of the source.
  public func run(
    _ subjects: Range<Int>, into sinks: [any BlockSink] = [],
    keeping store: ConcentrationStore? = nil,
    source: @escaping @Sendable (SubjectTile) throws -> Void
  ) throws(PopulationFailure) -> RunSummary {
    precondition(
      store.map { $0.subjects == subjects && $0.times == plan.times.count } ?? true,
      "A store takes the subjects and moments that it was made for.")
    // Blocks written straight into a store start on whole tiles.
    let size = store == nil ? blockSize : (blockSize + 7) / 8 * 8
    let work = SharedWork(subjects, blockSize: size)
    let workers = min(threads, max(1, work.blocks))
    ThreadTeam.run(workers) { _ in
      let worker = BlockWorker(plan, blockSize: size, sinks: sinks, store: store, work: work)
      worker.run(source)
    }
    if let error = work.failure { throw .stopped(error) }
    return work.summary
  }
}
