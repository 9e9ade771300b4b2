import Benchmark
import NumericalMethods
import Population
import Simulation
import Titrate

/// Everything that `make benchmarks` times; each prints the time of one call.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], warmupIterations: 3, scalingFactor: .kilo,
    maxDuration: .seconds(1))
  elementaryFunctions()
  draws()
  Benchmark.defaultConfiguration.scalingFactor = .one
  do {
    try curves()
    try batches()
    try documents()
  } catch {
    fatalError("a workload cannot be made: \(error)")
  }
}

/// A call that is timed a thousand times between two looks at the clock.
func kernel(_ name: String, _ body: @escaping @Sendable (Int) -> Void) {
  Benchmark(name) { benchmark in
    for iteration in benchmark.scaledIterations { body(iteration) }
  }
}
