/// What happens when parameters change: amounts stay where they are.
extension TileEngine {
  /// Sums what is in every state, before the numbers of the epoch that ends are overwritten.
  func gatherAmounts() {
    metrics.settle(perVolume)
    for (place, nodes) in layout.shape.held.enumerated() {
      var sum = Lanes(repeating: 0)
      for node in nodes { sum += state[node] }
      amounts[place] = sum
    }
  }

  /// Distributes what is in every state over the nodes of the epoch that begins.
  func placeAmounts() {
    for node in layout.shape.live.lowerBound..<layout.shape.kept.upperBound {
      state[node] = Lanes(repeating: 0)
    }
    for (place, shares) in layout.shape.entry.enumerated() {
      for share in shares {
        let amount = amounts[place]
        state[share.node] += share.mode.map { amount * modeWeights[$0] } ?? amount
      }
    }
  }

  /// Takes what is kept for the next change from a piece's start to its end.
  /// - Parameters:
  ///   - step: The index of the step over the piece, from the state at its start.
  ///   - feeds: Whether anything flows in.
  func advanceKept(_ step: Int, feeds: Bool) {
    let matrix = matrix(step)
    let steps = layout.steps
    for node in steps.kept {
      state[node] *= matrix[steps.firstKept + node - steps.kept.lowerBound]
    }
    for flow in keeping {
      let isSource = flow.from < steps.live.lowerBound
      guard !isSource || feeds else { continue }
      state[flow.to] += matrix[flow.entry] * (isSource ? inflow[flow.from] : state[flow.from])
    }
  }
}
