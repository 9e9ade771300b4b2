internal import NumericalMethods

extension TileEngine {
  /// The matrix of a step.
  func matrix(_ step: Int) -> UnsafeMutablePointer<Lanes> {
    matrices + step * width
  }

  /// Makes the matrices of an epoch's steps for the tile's subjects.
  func makeMatrices(_ epoch: Int) {
    for (index, step) in layout.steps.steps[epoch].enumerated() {
      makeMatrix(
        index, step, isDeep: layout.steps.isDeep(step), Lanes(repeating: step.duration))
    }
    if wants.shape {
      for search in searches { search.prepare(self) }
    }
  }

  /// Makes the matrix of a step over durations that may differ between lanes.
  /// - Parameters:
  ///   - index: Where it goes.
  ///   - step: What is needed of it.
  ///   - duration: min.
  func makeMatrix(_ index: Int, _ step: StepLayout.Step, isDeep: Bool, _ duration: Lanes) {
    if isDeep {
      makeDeepMatrix(index, step, duration)
    } else {
      makeShallowMatrix(index, step, duration)
    }
  }

  private func makeShallowMatrix(_ index: Int, _ step: StepLayout.Step, _ duration: Lanes) {
    let target = matrix(index)
    let steps = layout.steps
    let first = steps.live.lowerBound
    for node in steps.live {
      target[node - first] = DividedDifferences.decay(rates[node], duration)
    }
    for (offset, pair) in steps.pairs.enumerated() {
      target[steps.firstPair + offset] = passed(pair, target, duration)
    }
    if step.feeds {
      for (offset, pair) in steps.sourcePairs.enumerated() {
        target[steps.firstSourcePair + offset] = passed(pair, target, duration)
      }
    }
    if step.accumulates {
      for (offset, pair) in steps.areaPairs.enumerated() where step.feeds || pair.from >= first {
        target[steps.firstAreaPair + offset] = passed(pair, target, duration)
      }
    }
    guard step.keeps else { return }
    for node in steps.kept {
      target[steps.firstKept + node - steps.kept.lowerBound] = DividedDifferences.decay(
        rates[node], duration)
    }
    for (offset, pair) in steps.keptPairs.enumerated() where step.feeds || pair.from >= first {
      target[steps.firstKeptPair + offset] = passed(pair, target, duration)
    }
  }

  /// What a unit in one node brings into another over a step.
  private func passed(
    _ pair: StepLayout.Pair, _ matrix: UnsafeMutablePointer<Lanes>, _ h: Lanes
  ) -> Lanes {
    var sum = Lanes(repeating: 0)
    if let direct = pair.direct {
      let difference =
        if !layout.steps.live.contains(pair.from) {
          DividedDifferences.first(rates[pair.to], h)
        } else if pair.to >= layout.steps.kept.upperBound {
          DividedDifferences.first(rates[pair.from], h)
        } else {
          DividedDifferences.first(
            rates[pair.from], rates[pair.to], decayA: decay(pair.from, matrix),
            decayB: decay(pair.to, matrix), h)
        }
      sum = couplings[direct] * difference
    }
    for way in pair.through {
      let difference = DividedDifferences.second(
        rates[pair.from], rates[way.node], rates[pair.to], decayA: decay(pair.from, matrix),
        decayB: decay(way.node, matrix), decayC: decay(pair.to, matrix), h)
      sum += couplings[way.first] * couplings[way.second] * difference
    }
    return sum
  }

  private func decay(_ node: Int, _ matrix: UnsafeMutablePointer<Lanes>) -> Lanes {
    let steps = layout.steps
    if steps.live.contains(node) { return matrix[node - steps.live.lowerBound] }
    if steps.kept.contains(node) {
      return matrix[steps.firstKept + node - steps.kept.lowerBound]
    }
    return Lanes(repeating: 1)
  }

  /// Takes the tile from a state to that after a step.
  /// - Parameters:
  ///   - step: The index of the step.
  ///   - state: Holds the live nodes; not `target`.
  ///   - feeds: Whether anything flows in.
  ///   - target: Receives the live nodes.
  func advance(
    _ step: Int, from state: UnsafeMutablePointer<Lanes>, feeds: Bool,
    to target: UnsafeMutablePointer<Lanes>
  ) {
    let matrix = matrix(step)
    for node in live { target[node] = matrix[node - live.lowerBound] * state[node] }
    for index in passing.indices {
      let flow = passing[index]
      target[flow.to] += matrix[flow.entry] * state[flow.from]
    }
    if feeds { addFeed(matrix, to: target) }
  }

  /// What flows in over a step, and where it then is.
  func makeFeed(_ step: Int, _ feed: UnsafeMutablePointer<Lanes>) {
    for node in live { feed[node] = Lanes(repeating: 0) }
    addFeed(matrix(step), to: feed)
  }

  private func addFeed(
    _ matrix: UnsafeMutablePointer<Lanes>, to target: UnsafeMutablePointer<Lanes>
  ) {
    for index in entering.indices {
      let flow = entering[index]
      target[flow.to] += matrix[flow.entry] * inflow[flow.from]
    }
  }
}
