extension TileEngine {
  /// Takes a piece into the metrics of all outputs.
  func gather(_ piece: MeasuredPiece, _ metrics: inout TileMetrics) {
    for output in metrics.outputs.indices {
      if wants.area, let whole = piece.whole {
        addArea(whole, feeds: piece.feeds, output, &metrics.outputs[output])
      }
      if wants.shape { addShape(piece, output, searches[output], &metrics.outputs[output]) }
    }
  }

  private func addArea(
    _ step: Int, feeds: Bool, _ output: Int, _ known: inout TileMetrics.Output
  ) {
    let matrix = matrix(step)
    let steps = layout.steps
    for (offset, pair) in steps.areaPairs.enumerated()
    where pair.to == steps.kept.upperBound + output {
      let isSource = pair.from < steps.live.lowerBound
      guard !isSource || feeds else { continue }
      let amount = isSource ? inflow[pair.from] : state[pair.from]
      known.area += matrix[steps.firstAreaPair + offset] * amount
    }
  }

  /// The area of an output's amount from the state reached to infinity: sums and quotients of
  /// nonnegative numbers along the network.
  func remainingArea(_ output: Int) -> Lanes {
    let steps = layout.steps
    for node in steps.live {
      var passed = state[node]
      for (index, coupling) in steps.couplings.enumerated()
      where coupling.to == node && steps.live.contains(coupling.from) {
        passed += couplings[index] * moving[coupling.from]
      }
      moving[node] = (passed / rates[node]).replacing(with: 0, where: passed .== 0)
    }
    var sum = Lanes(repeating: 0)
    for node in layout.shape.content[output] { sum += moving[node] }
    return sum
  }
}
