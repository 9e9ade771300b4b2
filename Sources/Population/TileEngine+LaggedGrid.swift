internal import NumericalMethods

/// The moments observed where each lane has events of its own moments.
///
/// All lanes go along the grid together. A lane in which something has happened since the moment
/// before is put where it is by then, by one step from its last event. So every lane's numbers come
/// from its own events by steps along the grid, whatever happens in others.
extension TileEngine {
  /// Writes the concentrations at the moments of a window.
  func observe(
    _ window: LaggedCourse.Window, _ own: LaneCourse,
    to concentrations: UnsafeMutablePointer<Lanes>
  ) {
    guard !window.moments.isEmpty else { return }
    own.pieces.rewind()
    var flows = takeInflow(own)
    // The lanes in which something has happened since the last anchor.
    var begun = Mask(repeating: false)
    func enter(_ moment: Int) -> Mask {
      let entered = own.pieces.enter(moment)
      if any(entered) {
        flows = takeInflow(own)
        begun = begun .| entered
      }
      return entered
    }
    var next = window.moments.lowerBound
    for stretch in window.stretches {
      switch stretch {
      case .reach:
        _ = enter(next)
        reach(next, own, moving)
        observeAnchor(next, own, to: concentrations)
        begun = Mask(repeating: false)
        next += 1
      case .anchor(let step):
        _ = enter(next)
        advance(step, from: anchor, feeds: flows, to: moving)
        if any(begun) {
          reach(next, own, end)
          for node in live { moving[node].replace(with: end[node], where: begun) }
        }
        observeAnchor(next, own, to: concentrations)
        begun = Mask(repeating: false)
        next += 1
      case .run(let step, let count):
        let last = next + count
        while next < last {
          let landing = own.pieces.nextLanding
          let until = landing < last ? landing + 1 : last
          run(step, next..<until, flows, own, to: concentrations)
          next = until
          let entered = enter(next - 1)
          if any(entered) { land(entered, next - 1, own, to: concentrations) }
        }
      }
    }
  }

  /// Takes all lanes along equal steps.
  private func run(
    _ step: Int, _ moments: Range<Int>, _ flows: Bool, _ own: LaneCourse,
    to concentrations: UnsafeMutablePointer<Lanes>
  ) {
    if flows { makeFeed(step, feed) }
    kernel.run(
      GridKernel.Run(
        count: moments.count, state: moving + live.lowerBound, matrix: matrix(step),
        feed: flows ? feed + live.lowerBound : nil, perVolume: own.volumes,
        target: concentrations + moments.lowerBound, stride: plan.times.count, continues: true))
  }

  /// Takes all lanes from their last event to a moment.
  private func reach(_ moment: Int, _ own: LaneCourse, _ target: UnsafeMutablePointer<Lanes>) {
    let since = Moments(repeating: own.course.moments[moment]) &- own.pieces.currentStarts
    let step = own.toMoment
    makeMatrix(own.matrix, step.needs, isDeep: step.isDeep, Self.minutes(since))
    advance(own.matrix, from: own.pieces.current, feeds: step.needs.feeds, to: target)
    for node in live { target[node] *= own.scale[node] }
  }

  private func observeAnchor(
    _ moment: Int, _ own: LaneCourse, to concentrations: UnsafeMutablePointer<Lanes>
  ) {
    for node in live {
      anchor[node] = moving[node]
    }
    kernel.observe(
      moving + live.lowerBound, own.volumes, to: concentrations + moment,
      stride: plan.times.count)
  }

  /// Puts lanes that have entered a piece where they are at the first moment in it.
  private func land(
    _ lanes: Mask, _ moment: Int, _ own: LaneCourse,
    to concentrations: UnsafeMutablePointer<Lanes>
  ) {
    own.pieces.land(lanes, live, to: moving)
    kernel.observe(moving + live.lowerBound, own.volumes, to: own.observed, stride: 1)
    for output in plan.outputs.indices {
      concentrations[output * plan.times.count + moment].replace(
        with: own.observed[output], where: lanes)
    }
  }

  /// Takes what flows in from the lanes' current pieces.
  /// - Returns: Whether anything does.
  private func takeInflow(_ own: LaneCourse) -> Bool {
    var flows = Mask(repeating: false)
    for source in 0..<live.lowerBound {
      inflow[source] = own.pieces.current[source]
      flows = flows .| (inflow[source] .> 0)
    }
    return any(flows)
  }

  /// Makes the matrices of the steps between moments carry what is scaled.
  func scaleMatrices(_ epoch: Int, _ scale: UnsafeMutablePointer<Lanes>) {
    let steps = layout.steps
    for (index, step) in steps.steps[epoch].enumerated() {
      let matrix = matrix(index)
      for flow in passing { matrix[flow.entry] *= scale[flow.to] / scale[flow.from] }
      guard step.feeds else { continue }
      for flow in entering { matrix[flow.entry] *= scale[flow.to] }
    }
  }
}
