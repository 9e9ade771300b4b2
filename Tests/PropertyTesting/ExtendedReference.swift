#if arch(x86_64)
  import Foundation
  package import Kinetics

  /// The solution of a linear system in 64-bit significands, by a method of its own.
  ///
  /// With s the fastest emptying rate, `K + s` has no negative entry, so the Taylor series and the
  /// squarings of `exp(-s h) exp((K + s) h)` add and multiply nonnegative numbers only: every entry
  /// is relatively accurate to about `s t` times 2^-63.
  package struct ExtendedReference {
    private let system: LinearSystem

    package init(_ system: LinearSystem) { self.system = system }

    /// The states after a time and their integrals.
    package func advance(
      _ state: [Double], by time: Double, inflow: [Double]
    ) -> (state: [Double], integral: [Double]) {
      let n = state.count
      let size = 2 * n + 1
      var generator = [Float80](repeating: 0, count: size * size)
      for link in system.links {
        if link.drains { generator[link.from * size + link.from] -= Float80(link.rate) }
        if let to = link.to {
          generator[to * size + link.from] += Float80(link.rate) * Float80(link.yield)
        }
      }
      for i in 0..<n {
        generator[(n + i) * size + i] = 1
        generator[i * size + 2 * n] = Float80(inflow[i])
      }
      let result = exponential(generator, size, Float80(time))
      let start = state.map { Float80($0) } + Array(repeating: 0, count: n) + [1]
      let end = (0..<2 * n).map { row in
        (0..<size).reduce(Float80(0)) { $0 + result[row * size + $1] * start[$1] }
      }
      return (end.prefix(n).map { Double($0) }, end.dropFirst(n).map { Double($0) })
    }

    private func exponential(_ a: [Float80], _ n: Int, _ time: Float80) -> [Float80] {
      let fastest = (0..<n).reduce(Float80(0)) { max($0, -a[$1 * n + $1]) }
      // The step is short against every entry, not just the diagonal.
      let largest = a.reduce(Float80(1e-6)) { max($0, abs($1)) }
      var squarings = 0
      var step = time
      while step * largest > 1 { (step, squarings) = (step / 2, squarings + 1) }
      var shifted = a.map { $0 * step }
      for i in 0..<n { shifted[i * n + i] = (a[i * n + i] + fastest) * step }
      var sum = [Float80](repeating: 0, count: n * n)
      for i in 0..<n { sum[i * n + i] = 1 }
      var term = sum
      for k in 1...60 {
        term = product(term, shifted, n).map { $0 / Float80(k) }
        for i in sum.indices { sum[i] += term[i] }
        // Far enough below every entry that a path of n steps can make.
        if k > n + 30 { break }
      }
      let decay = exp(-fastest * step)
      for i in sum.indices { sum[i] *= decay }
      for _ in 0..<squarings { sum = product(sum, sum, n) }
      return sum
    }

    private func product(_ a: [Float80], _ b: [Float80], _ n: Int) -> [Float80] {
      var c = [Float80](repeating: 0, count: n * n)
      for i in 0..<n {
        for k in 0..<n where a[i * n + k] != 0 {
          let factor = a[i * n + k]
          for j in 0..<n { c[i * n + j] += factor * b[k * n + j] }
        }
      }
      return c
    }
  }
#endif
