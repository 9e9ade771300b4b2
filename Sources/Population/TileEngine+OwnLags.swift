internal import NumericalMethods
internal import Quantities

/// Subjects of whom each has events of its own moments: lane by lane exact, by steps of each lane's
/// own duration from one event to the next.
///
/// What a lane's numbers are depends on that lane only. Steps of no length leave a lane as it is, bit
/// for bit; what nothing flows into gets zero added.
extension TileEngine {
  typealias Moments = SIMD8<Int64>

  /// As ``walk(_:gather:)`` for a plan with lags of the subjects' own.
  func walk(
    _ own: LaneCourse, _ concentrations: UnsafeMutablePointer<Lanes>,
    gather: (MeasuredPiece) -> Void
  ) -> Mask {
    for node in 0..<layout.shape.count { state[node] = Lanes(repeating: 0) }
    own.events.sort(values)
    var good = Mask(repeating: true)
    for (number, window) in own.course.windows.enumerated() {
      if number > 0 { gatherAmounts() }
      good = good .& prepare(window.epoch)
      makeMatrices(window.epoch)
      if own.take(perVolume) { scaleMatrices(window.epoch, own.scale) }
      if number > 0 { placeAmounts() }
      passEvents(window, own, gather: gather)
      observe(window, own, to: concentrations)
    }
    if plan.metrics.contains(.areaToInfinity) { placeRest() }
    return good
  }

  /// Goes from event to event, and notes where each piece starts and what is there at the first
  /// moment observed in it.
  private func passEvents(
    _ window: LaggedCourse.Window, _ own: LaneCourse, gather: (MeasuredPiece) -> Void
  ) {
    let feeds = own.toMoment.needs.feeds
    let step = window.keeps ? own.beforeChange : own.overPiece
    var start = Moments(repeating: window.start.flicks)
    var begins = Mask(repeating: true)
    own.pieces.removeAll()
    own.events.take(begins, at: start) { place($0, $1) }
    while true {
      sumInflow(own.events)
      let (next, exist) = own.events.next(in: window)
      addPiece(start, begins, until: next, exist, window, own)
      // Nobody asks where the last piece ends when nothing is measured.
      if !any(exist), window.isLast, plan.metrics.isEmpty { return }
      let lasts = next .> start
      let duration = Self.minutes(next &- start)
      if any(lasts) {
        makeMatrix(own.matrix, step.needs, isDeep: step.isDeep, duration)
        advance(own.matrix, from: state, feeds: feeds, to: end)
      }
      gather(
        MeasuredPiece(
          start: Self.minutes(start), duration: duration, whole: any(lasts) ? own.matrix : nil,
          feeds: feeds, lasts: lasts, counts: lasts .| begins))
      if any(lasts) {
        if window.keeps { advanceKept(own.matrix, feeds: feeds) }
        for node in live { state[node] = end[node] }
      }
      guard any(exist) else { return }
      own.events.take(exist, at: next) { place($0, $1) }
      (start, begins) = (next, exist)
    }
  }

  /// Notes a piece: its start, and what will be there at the first moment observed in it.
  private func addPiece(
    _ start: Moments, _ begins: Mask, until next: Moments, _ exist: Mask,
    _ window: LaggedCourse.Window, _ own: LaneCourse
  ) {
    let pieces = own.pieces
    // The window's first moment is reached from wherever the lanes are then.
    let isFirst = pieces.isEmpty
    let landing =
      isFirst
      ? Moments(repeating: .max) : own.course.landing(after: start, in: window, where: begins)
    pieces.append(start: start, landing: landing)
    for source in 0..<live.lowerBound { pieces.lastState[source] = inflow[source] }
    for node in live { pieces.lastState[node] = state[node] }
    guard !isFirst else { return }
    var until = Moments(repeating: 0)
    var isUsed = Mask(repeating: false)
    for lane in 0..<8 where landing[lane] != .max {
      let moment = own.course.moments[Int(landing[lane])]
      if exist[lane] && next[lane] <= moment { continue }
      until[lane] = moment - start[lane]
      isUsed[lane] = true
    }
    guard any(isUsed) else { return }
    let step = own.toMoment
    makeMatrix(own.matrix, step.needs, isDeep: step.isDeep, Self.minutes(until))
    advance(own.matrix, from: state, feeds: step.needs.feeds, to: pieces.lastLanded)
    for node in live { pieces.lastLanded[node] *= own.scale[node] }
  }

  /// Adds a dose that enters at once in some lanes.
  private func place(_ input: Int, _ lanes: Mask) {
    let dose = values[doseColumn[input]].replacing(with: 0, where: .!lanes)
    place(dose, of: plan.inputs[input], in: state)
  }

  /// Sums what flows in, in the order of the inputs.
  private func sumInflow(_ events: LaneEvents) {
    for source in 0..<live.lowerBound { inflow[source] = Lanes(repeating: 0) }
    for input in events.running {
      guard let source = source[input] else { continue }
      inflow[source] += values[doseColumn[input]].replacing(
        with: 0, where: .!events.isRunning(input))
    }
  }

  /// Adds what comes after the horizon as if it were given then, for the area that is left.
  private func placeRest() {
    for (number, input) in plan.inputs.enumerated() where input.hasOwnLag {
      guard let lag = plan.index(of: .lag(dose: input.dose)) else { continue }
      var rest = Lanes(repeating: 0)
      for lane in 0..<8 {
        let late = Tick(minutes: values[lag][lane]) ?? .zero
        if input.manner == .jump {
          rest[lane] = input.start + late > plan.horizon ? 1 : 0
        } else {
          let from = max(input.start + late, plan.horizon)
          rest[lane] = max(input.end + late - from, .zero).minutes
        }
      }
      place(values[doseColumn[number]] * rest, of: input, in: state)
    }
  }

  /// Durations in minutes, as ``/Quantities/Tick/minutes`` gives them.
  static func minutes(_ flicks: Moments) -> Lanes {
    var minutes = Lanes(repeating: 0)
    for lane in 0..<8 { minutes[lane] = Double(flicks[lane]) }
    minutes /= Double(Tick.perMinute)
    if any(flicks .> 1 << 53) {
      for lane in 0..<8 { minutes[lane] = Tick(flicks: flicks[lane]).minutes }
    }
    return minutes
  }
}
