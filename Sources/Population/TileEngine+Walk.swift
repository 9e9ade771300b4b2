extension TileEngine {
  /// Walks through all pieces and writes what is observed; metrics are gathered on the way.
  /// - Parameters:
  ///   - concentrations: For each output one vector per moment.
  ///   - gather: Called for each piece when its start (in `state`), its inflow and, if it lasts, its
  ///     end (in `end`) are known.
  /// - Returns: The lanes that were solved in every epoch.
  func walk(
    _ concentrations: UnsafeMutablePointer<Lanes>, gather: (PlannedPiece) -> Void
  ) -> Mask {
    let shape = layout.shape
    let times = plan.times.count
    let first = layout.steps.live.lowerBound
    for node in 0..<shape.count { state[node] = Lanes(repeating: 0) }
    var next = 0
    var epoch: Int?
    var good = Mask(repeating: true)
    for piece in layout.pieces {
      if piece.epoch != epoch {
        if epoch != nil { gatherAmounts() }
        good = good .& prepare(piece.epoch)
        makeMatrices(piece.epoch)
        if epoch != nil { placeAmounts() }
        epoch = piece.epoch
      }
      for input in piece.jumps {
        for share in shape.entry[plan.inputs[input].state] {
          let dose = values[doseColumn[input]]
          state[share.node] += share.mode.map { dose * modeWeights[$0] } ?? dose
        }
      }
      for source in shape.inflows.indices { inflow[source] = Lanes(repeating: 0) }
      for input in piece.running {
        guard let source = shape.inflows.firstIndex(of: plan.inputs[input].state) else { continue }
        inflow[source] += values[doseColumn[input]]
      }
      let feeds = !piece.running.isEmpty
      if piece.observesStart {
        while next < times, plan.times[next] == piece.start {
          kernel.observe(state + first, perVolume, to: concentrations + next, stride: times)
          next += 1
        }
      }
      for run in piece.runs {
        var rest = run.count
        if run.origin != .before {
          advance(run.step, from: run.origin == .start ? state : anchor, feeds: feeds, to: moving)
          for node in layout.steps.live { anchor[node] = moving[node] }
          kernel.observe(moving + first, perVolume, to: concentrations + next, stride: times)
          next += 1
          rest -= 1
        }
        guard rest > 0 else { continue }
        if feeds { makeFeed(run.step, feed) }
        kernel.run(
          GridKernel.Run(
            count: rest, state: moving + first, matrix: matrix(run.step),
            feed: feeds ? feed + first : nil, perVolume: perVolume, target: concentrations + next,
            stride: times))
        next += rest
      }
      if let whole = piece.whole { advance(whole, from: state, feeds: feeds, to: end) }
      gather(piece)
      guard let whole = piece.whole else { continue }
      if piece.keeps { advanceKept(whole, feeds: feeds) }
      for node in layout.steps.live { state[node] = end[node] }
    }
    return good
  }
}
