extension TileEngine {
  /// Walks through all pieces and writes what is observed; metrics are gathered on the way.
  /// - Parameters:
  ///   - course: The pieces.
  ///   - concentrations: For each output one vector per moment.
  ///   - gather: Called for each piece when its start (in `state`), its inflow and, if it lasts, its
  ///     end (in `end`) are known.
  /// - Returns: The lanes that were solved in every epoch.
  func walk(
    _ course: PlannedCourse, _ concentrations: UnsafeMutablePointer<Lanes>,
    gather: (PlannedPiece) -> Void
  ) -> Mask {
    for node in 0..<layout.shape.count { state[node] = Lanes(repeating: 0) }
    var next = 0
    var epoch: Int?
    var good = Mask(repeating: true)
    for number in course.pieces.indices {
      let piece = course.pieces[number]
      if piece.epoch != epoch {
        if epoch != nil { gatherAmounts() }
        good = good .& prepare(piece.epoch)
        makeMatrices(piece.epoch)
        if epoch != nil { placeAmounts() }
        epoch = piece.epoch
      }
      enter(piece, course)
      let feeds = !piece.running.isEmpty
      observe(piece, course, feeds, concentrations, &next)
      if let whole = piece.whole { advance(whole, from: state, feeds: feeds, to: end) }
      gather(piece)
      guard let whole = piece.whole else { continue }
      if piece.keeps { advanceKept(whole, feeds: feeds) }
      for node in live { state[node] = end[node] }
    }
    return good
  }

  /// Places what jumps at a piece's start and sums what flows in during it.
  private func enter(_ piece: PlannedPiece, _ course: PlannedCourse) {
    for place in piece.jumps {
      let input = course.jumps[place]
      let dose = values[doseColumn[input]]
      for share in layout.shape.entry[plan.inputs[input].state] {
        state[share.node] += share.mode.map { dose * modeWeights[$0] } ?? dose
      }
    }
    for source in 0..<live.lowerBound { inflow[source] = Lanes(repeating: 0) }
    for place in piece.running {
      let input = course.running[place]
      if let source = source[input] { inflow[source] += values[doseColumn[input]] }
    }
  }

  /// Writes what is observed in a piece, from the moment of index `next` on.
  private func observe(
    _ piece: PlannedPiece, _ course: PlannedCourse, _ feeds: Bool,
    _ concentrations: UnsafeMutablePointer<Lanes>, _ next: inout Int
  ) {
    let times = plan.times.count
    let first = live.lowerBound
    if piece.observesStart {
      while next < times, plan.times[next] == piece.start {
        kernel.observe(state + first, perVolume, to: concentrations + next, stride: times)
        next += 1
      }
    }
    for place in piece.runs {
      let run = course.runs[place]
      var rest = run.count
      if run.origin != .before {
        advance(run.step, from: run.origin == .start ? state : anchor, feeds: feeds, to: moving)
        for node in live { anchor[node] = moving[node] }
        kernel.observe(moving + first, perVolume, to: concentrations + next, stride: times)
        next += 1
        rest -= 1
      }
      guard rest > 0 else { continue }
      if feeds { makeFeed(run.step, feed) }
      let follower = place + 1
      kernel.run(
        GridKernel.Run(
          count: rest, state: moving + first, matrix: matrix(run.step),
          feed: feeds ? feed + first : nil, perVolume: perVolume, target: concentrations + next,
          stride: times,
          continues: follower < piece.runs.upperBound && course.runs[follower].origin == .before))
      next += rest
    }
  }
}
