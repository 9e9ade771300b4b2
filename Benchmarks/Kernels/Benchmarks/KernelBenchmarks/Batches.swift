import Benchmark
import Population
import Titrate

/// Subjects eight at a time, their parameters drawn; plans are made before.
func batches() throws {
  let plasma = KetaminePopulation()
  let both = KetaminePopulation(hasMetabolite: true)
  // Nothing is carried from moment to moment here: what is left is the spectrum and its parts.
  try batch("spectrum of 8 subjects, 3 compartments", plasma, sessions: 1, moments: 2)
  try batch("spectrum of 8 subjects, 5 compartments", both, sessions: 1, moments: 2)
  try batch("a tile of W3: 8 subjects, 1,345 moments", plasma, sessions: 6, moments: 1345)
  try batch("a tile of W6: 8 subjects, 2 x 1,345 moments", both, sessions: 6, moments: 1345)

  let plan = try plasma.plan(sessions: 1, every: 1, moments: 241)
  let columns = KetamineColumns(plan)
  let run = PopulationRun(plan, blockSize: 1024)
  let kept = ConcentrationStore(plan, subjects: 0..<1024)
  Benchmark("1,024 subjects at 241 moments, kept") { _ in
    _ = try run.run(0..<1024, keeping: kept) { plasma.fill($0, columns) }
  }
  let counted = QuantileSink(plan)
  Benchmark("the same into the bins of percentiles") { _ in
    _ = try run.run(0..<1024, into: [counted]) { plasma.fill($0, columns) }
  }
  let rows = CurveRows(plan, numbering: SubjectNumbering(replicates: 1)) { blackHole($0) }
  Benchmark("the same as CSV, 246,784 shortest decimals") { _ in
    _ = try run.run(0..<1024, into: [rows]) { plasma.fill($0, columns) }
  }
}

private func batch(
  _ name: String, _ population: KetaminePopulation, sessions: Int, moments: Int
) throws {
  let plan = try population.plan(sessions: sessions, every: 15, moments: moments)
  let columns = KetamineColumns(plan)
  let run = PopulationRun(plan)
  let store = ConcentrationStore(plan, subjects: 0..<8)
  Benchmark(name) { _ in
    _ = try run.run(0..<8, keeping: store) { population.fill($0, columns) }
  }
}
