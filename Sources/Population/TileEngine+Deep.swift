internal import NumericalMethods

extension TileEngine {
  /// The matrix of a step on which drug can pass through two or more nodes between.
  func makeDeepMatrix(_ index: Int, _ step: StepLayout.Step, _ duration: Lanes) {
    let used =
      if step.accumulates {
        layout.shape.count
      } else if step.keeps {
        layout.steps.kept.upperBound
      } else {
        layout.steps.live.upperBound
      }
    makeExponential(duration, used)
    store(dense, index, step)
  }

  /// Forms, at the start of `dense`, the matrix exponential in full over steps that may differ
  /// between lanes: Taylor series and squaring with nonnegative numbers only, as in the scalar
  /// ``/NumericalMethods/TriangularGenerator``.
  ///
  /// The number of squarings is each lane's own.
  /// - Parameters:
  ///   - duration: min.
  ///   - used: How many of the first nodes take part.
  func makeExponential(_ duration: Lanes, _ used: Int) {
    let n = layout.shape.count
    let (sum, term) = (dense, dense + n * n)
    let row = dense + 2 * n * n
    var fastest = Lanes(repeating: 0)
    for node in 0..<used { fastest.replace(with: rates[node], where: rates[node] .> fastest) }

    // The fastest rate times the base step stays below 1/8.
    let exponent = unsafeBitCast(fastest * duration, to: SIMD8<Int64>.self) &>> 52
    let wanted = exponent &- (1023 - 4)
    let squarings = wanted.replacing(with: 0, where: wanted .< 0)
    let most = squarings.max()
    let scale = unsafeBitCast((1023 &- squarings) &<< 52, to: Lanes.self)
    let base = duration * scale

    taylor(sum, term, used, fastest: fastest, base: base)
    renewDiagonal(sum, used, base, factor: Lanes(repeating: 1))
    var factor = Lanes(repeating: 1)
    for round in 0..<most {
      // A lane that needs fewer squarings starts later.
      let active = squarings .> Int64(most - 1 - round)
      factor.replace(with: factor * 2, where: active)
      for i in stride(from: used - 1, through: 0, by: -1) {
        for j in 0...i {
          var value = Lanes(repeating: 0)
          for k in j...i { value += sum[i * n + k] * sum[k * n + j] }
          row[j] = value
        }
        for j in 0...i { sum[i * n + j].replace(with: row[j], where: active) }
      }
      renewDiagonal(sum, used, base, factor: factor)
    }
  }

  private func taylor(
    _ sum: UnsafeMutablePointer<Lanes>, _ term: UnsafeMutablePointer<Lanes>, _ used: Int,
    fastest: Lanes, base: Lanes
  ) {
    let n = layout.shape.count
    let couplings = layout.steps.couplings
    for i in 0..<used {
      for j in 0..<used {
        sum[i * n + j] = Lanes(repeating: i == j ? 1 : 0)
        term[i * n + j] = sum[i * n + j]
      }
    }
    // A way of m couplings first shows at order m; 11 more orders bring it below 2^-57 of that.
    for k in 1...layout.steps.depth + 11 {
      let factor = base / Double(k)
      for i in stride(from: used - 1, through: 0, by: -1) {
        let own = fastest - rates[i]
        for j in 0...i { term[i * n + j] *= own }
        for (index, coupling) in couplings.enumerated() where coupling.to == i {
          for j in 0...coupling.from {
            term[i * n + j] += term[coupling.from * n + j] * self.couplings[index]
          }
        }
        for j in 0...i {
          term[i * n + j] *= factor
          sum[i * n + j] += term[i * n + j]
        }
      }
    }
    let shift = Portable.exp(-fastest * base)
    for i in 0..<used { for j in 0...i { sum[i * n + j] *= shift } }
  }

  private func renewDiagonal(
    _ sum: UnsafeMutablePointer<Lanes>, _ used: Int, _ base: Lanes, factor: Lanes
  ) {
    let n = layout.shape.count
    for i in 0..<used { sum[i * n + i] = DividedDifferences.decay(rates[i], base * factor) }
  }

  private func store(
    _ sum: UnsafeMutablePointer<Lanes>, _ index: Int, _ step: StepLayout.Step
  ) {
    let n = layout.shape.count
    let steps = layout.steps
    let target = matrix(index)
    for node in steps.live { target[node - steps.live.lowerBound] = sum[node * n + node] }
    for (offset, pair) in steps.pairs.enumerated() {
      target[steps.firstPair + offset] = sum[pair.to * n + pair.from]
    }
    for (offset, pair) in steps.sourcePairs.enumerated() {
      target[steps.firstSourcePair + offset] = sum[pair.to * n + pair.from]
    }
    if step.accumulates {
      for (offset, pair) in steps.areaPairs.enumerated() {
        target[steps.firstAreaPair + offset] = sum[pair.to * n + pair.from]
      }
    }
    guard step.keeps else { return }
    for node in steps.kept {
      target[steps.firstKept + node - steps.kept.lowerBound] = sum[node * n + node]
    }
    for (offset, pair) in steps.keptPairs.enumerated() {
      target[steps.firstKeptPair + offset] = sum[pair.to * n + pair.from]
    }
  }
}
