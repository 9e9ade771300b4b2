import Benchmark
import Population
import Simulation

/// One patient.
func curves() throws {
  let population = KetaminePopulation()
  let system = population.template
  let outputs = population.outputs
  let infusion = Input(state: 0, .rate(0.875, end: minutes(40)), start: minutes(0))
  Benchmark("exact spectrum and curve of one infusion, 3 compartments") { _ in
    blackHole(try Curve(systems: [(minutes(0), system)], inputs: [infusion], outputs: outputs))
  }
  try course(
    "W1: one infusion, 1,441 moments", population.plan(sessions: 1, every: 1, moments: 1441)
  ) { _ in
    0.875
  }
  try course("W2: 40 steps, 20,161 moments", population.escalation()) { 0.1 + 0.0125 * Double($0) }
}

/// A plan for one patient of 70 kg, made before, with a rate for each of its doses.
private func course(
  _ name: String, _ plan: BatchPlan, rate: @escaping @Sendable (Int) -> Double
) throws {
  let doses = plan.columns.indices.filter {
    if case .dose = plan.columns[$0] { true } else { false }
  }
  let run = PopulationRun(plan)
  let store = ConcentrationStore(plan, subjects: 0..<1)
  Benchmark(name) { _ in
    _ = try run.run(0..<1, keeping: store) { tile in
      for (step, column) in doses.enumerated() { tile[column] = SIMD8(repeating: rate(step)) }
    }
  }
}
