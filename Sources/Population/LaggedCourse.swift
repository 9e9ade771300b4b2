internal import Quantities

/// The events and the moments observed of a plan in which doses arrive after each subject's own
/// lag, so that the order of events may differ between subjects too.
struct LaggedCourse: Sendable {
  /// What happens to an input.
  enum Change: Sendable {
    case jump
    case starts
    case ends
  }

  struct Event: Sendable {
    /// The index of the input.
    var input: Int
    var change: Change
    /// When it would happen without a lag.
    var planned: Tick
    /// The column of the lag; nothing when it happens as planned.
    var lag: Int?
  }

  /// The time in which one set of parameters holds.
  struct Window: Sendable {
    var start: Tick
    var end: Tick
    /// Whether what happens at its end belongs to it, because nothing comes after.
    var isLast: Bool
    /// Which of the subjects' sets of parameters holds.
    var epoch: Int
    /// Whether parameters change again later.
    var keeps: Bool
    /// The moments observed in it, and how they are reached.
    var moments: Range<Int>
    var stretches: [Stretch] = []
  }

  /// Consecutive moments that are reached in one way.
  enum Stretch: Sendable {
    /// One moment, from each lane's last event.
    case reach
    /// One moment, from the anchor before by a step; where something happened since, from there.
    case anchor(step: Int)
    /// So many moments, each by the same step from the one before.
    case run(step: Int, count: Int)
  }

  /// All events up to the horizon if lags are zero, in their order then.
  let events: [Event]
  let windows: [Window]
  /// The moments observed, flicks.
  let moments: [Int64]
  let horizon: Tick

  /// Lays out a plan and registers the steps between moments observed.
  /// - Parameters:
  ///   - lag: The column of the lag of an input that has one of the subject's own.
  ///   - feeds: Whether anything flows in at any time.
  init(
    inputs: [PlannedInput], times: [Tick], changes: [Tick], horizon: Tick, feeds: Bool,
    lag: (PlannedInput) -> Int?, _ steps: inout StepLayout
  ) {
    var events: [Event] = []
    for (index, input) in inputs.enumerated() {
      let column = lag(input)
      func add(_ change: Change, _ moment: Tick) {
        guard moment <= horizon else { return }
        events.append(Event(input: index, change: change, planned: moment, lag: column))
      }
      if input.manner == .jump {
        add(.jump, input.start)
      } else if input.end > input.start {
        add(.starts, input.start)
        add(.ends, input.end)
      }
    }
    self.events = events.enumerated()
      .sorted { ($0.element.planned, $0.offset) < ($1.element.planned, $1.offset) }
      .map(\.element)
    moments = times.map(\.flicks)
    self.horizon = horizon
    let changes = changes.filter { $0 <= horizon }
    let starts = Set([.zero] + changes).sorted()
    var next = 0
    windows = starts.enumerated().map { index, start in
      let isLast = index + 1 == starts.count
      let end = isLast ? horizon : starts[index + 1]
      let first = next
      while next < times.count, times[next] < end || isLast { next += 1 }
      // Of several changes at one moment the last holds.
      let epoch = changes.count(where: { $0 <= start })
      var window = Window(
        start: start, end: end, isLast: isLast, epoch: epoch, keeps: epoch < changes.count,
        moments: first..<next)
      window.layOut(times, feeds: feeds, &steps)
      return window
    }
  }
}

extension LaggedCourse.Window {
  /// Counts anchors from the window's first moment, so that they do not depend on any lag; as far
  /// apart as those of ``PlannedCourse``.
  fileprivate mutating func layOut(_ times: [Tick], feeds: Bool, _ steps: inout StepLayout) {
    let interval = PlannedCourse.anchorInterval
    for moment in moments {
      let number = moment - moments.lowerBound
      if number % (interval * interval) == 0 {
        stretches.append(.reach)
      } else if number % interval == 0 {
        let gap = times[moment] - times[moment - interval]
        stretches.append(.anchor(step: steps.step(gap, epoch: epoch, feeds: feeds)))
      } else {
        let step = steps.step(times[moment] - times[moment - 1], epoch: epoch, feeds: feeds)
        if case .run(step, let count) = stretches.last {
          stretches[stretches.count - 1] = .run(step: step, count: count + 1)
        } else {
          stretches.append(.run(step: step, count: 1))
        }
      }
    }
  }
}

extension LaggedCourse {
  /// The index of the first moment of a window that is not before a lane's; `.max` for none and in
  /// other lanes.
  func landing(
    after start: SIMD8<Int64>, in window: Window, where lanes: SIMDMask<SIMD8<Int64>>
  ) -> SIMD8<Int64> {
    var found = SIMD8(repeating: Int64(window.moments.lowerBound))
    moments.withUnsafeBufferPointer { moments in
      var rest = window.moments.count
      while rest > 0 {
        let half = (rest + 1) / 2
        for lane in 0..<8 where moments[Int(found[lane]) + half - 1] < start[lane] {
          found[lane] += Int64(half)
        }
        rest -= half
      }
    }
    let isNone = .!lanes .| (found .== Int64(window.moments.upperBound))
    return found.replacing(with: .max, where: isNone)
  }
}
