import Benchmark
import NumericalMethods

/// Random numbers.
func draws() {
  let philox = Philox(seed: 20_261_127)
  kernel("Philox, 8 uniform numbers") {
    blackHole(philox.uniforms(at: .init(subject: UInt64($0) * 8, purpose: 1, draw: 0)))
  }
}
