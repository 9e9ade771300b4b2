internal import Simulation

/// Up to eight subjects of a plan whose graph is not made of stars or has a link that saturates: one
/// scalar curve each.
struct ScalarTile {
  private let plan: BatchPlan

  init(_ plan: BatchPlan) {
    self.plan = plan
  }

  /// Computes a tile; parameters as for the SIMD path.
  func compute(
    first: Int, count: Int, _ concentrations: UnsafeMutablePointer<SIMD8<Double>>,
    _ results: UnsafeMutablePointer<SIMD8<Double>>, _ summary: inout RunSummary,
    source: (SubjectTile) throws -> Void
  ) throws {
    try withUnsafeTemporaryAllocation(
      of: SIMD8<Double>.self, capacity: plan.columns.count * plan.epochs
    ) { values in
      for index in values.indices {
        let value = plan.defaults[index % plan.columns.count]
        values.initializeElement(at: index, to: SIMD8(repeating: value))
      }
      try source(SubjectTile(first: first, count: count, values: values, epochs: plan.epochs))
      for lane in 0..<count {
        summary.subjects += 1
        do throws(SimulationFailure) {
          try solve(values, lane, concentrations, results, &summary)
        } catch {
          fail(first + lane, lane, error, concentrations, results, &summary)
        }
      }
    }
  }

  /// Solves the subject in a lane by the scalar curve.
  func solve(
    _ values: UnsafeMutableBufferPointer<SIMD8<Double>>, _ lane: Int,
    _ concentrations: UnsafeMutablePointer<SIMD8<Double>>,
    _ results: UnsafeMutablePointer<SIMD8<Double>>, _ summary: inout RunSummary
  ) throws(SimulationFailure) {
    summary.general += 1
    let subject = try ScalarSubject(plan, values, lane: lane)
    if subject.usesLAPACK { summary.lapack += 1 }
    try subject.observe(concentrations, lane: lane)
    for output in plan.outputs.indices {
      try subject.measure(results, output: output, lane: lane) { _ in true }
    }
  }

  /// Notes a failure and makes every number of the subject NaN.
  func fail(
    _ subject: Int, _ lane: Int, _ reason: SimulationFailure,
    _ concentrations: UnsafeMutablePointer<SIMD8<Double>>,
    _ results: UnsafeMutablePointer<SIMD8<Double>>, _ summary: inout RunSummary
  ) {
    for index in 0..<plan.outputs.count * plan.times.count { concentrations[index][lane] = .nan }
    for index in 0..<plan.outputs.count * plan.metrics.count { results[index][lane] = .nan }
    summary.failed += 1
    if subject < summary.firstFailure?.subject ?? .max { summary.firstFailure = (subject, reason) }
  }
}
