internal import Quantities

/// A stretch between two events, the same for every subject, and the moments observed in it.
struct PlannedPiece: Sendable {
  /// Consecutive moments reached by one step after another.
  struct Run: Sendable {
    /// Whether the first step starts from the piece's start instead of from the moment before.
    var isAnchored: Bool
    /// The index of the step.
    var step: Int
    /// How many moments are reached.
    var count: Int
  }

  /// When it starts.
  var start: Tick
  /// The inputs (by index) that jump at its start.
  var jumps: [Int]
  /// The inputs that run during it.
  var running: [Int]
  /// Whether a moment is observed at the very start.
  var observesStart = false
  /// How the other moments are reached, in order.
  var runs: [Run] = []
  /// The step over the whole piece; nothing when it lasts no time.
  var whole: Int?
  /// min.
  var duration: Double

  /// Every this many moments the state is computed from the piece's start anew, so that a chain of
  /// steps never grows longer: each step adds an error of about 2^-52.
  static let anchorInterval = 64

  /// Lays out the pieces of a plan and registers their steps.
  static func layOut(
    inputs: [PlannedInput], times: [Tick], horizon: Tick, accumulating: Bool,
    _ steps: inout StepLayout
  ) -> [PlannedPiece] {
    var moments: Set<Tick> = [.zero]
    for input in inputs where input.start <= horizon {
      moments.insert(input.start)
      if input.end <= horizon { moments.insert(input.end) }
    }
    let starts = moments.sorted()
    var pieces: [PlannedPiece] = []
    var next = 0
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : horizon
      let isLast = index + 1 == starts.count
      var piece = PlannedPiece(
        start: start,
        jumps: inputs.indices.filter { inputs[$0].manner == .jump && inputs[$0].start == start },
        running: inputs.indices.filter {
          inputs[$0].manner != .jump && inputs[$0].start <= start && inputs[$0].end > start
        }, duration: (end - start).minutes)
      let feeds = !piece.running.isEmpty
      var last = start
      var number = 0
      while next < times.count, times[next] < end || isLast {
        if times[next] == start {
          piece.observesStart = true
        } else {
          number += 1
          let isAnchored = number % anchorInterval == 1 || number == 1
          let gap = times[next] - (isAnchored ? start : last)
          piece.append(steps.step(gap, feeds: feeds), isAnchored: isAnchored)
        }
        last = times[next]
        next += 1
      }
      if end > start {
        piece.whole = steps.step(end - start, feeds: feeds, accumulates: accumulating)
      }
      pieces.append(piece)
    }
    return pieces
  }

  private mutating func append(_ step: Int, isAnchored: Bool) {
    if !isAnchored, let last = runs.last, last.step == step, !last.isAnchored {
      runs[runs.count - 1].count += 1
    } else {
      runs.append(Run(isAnchored: isAnchored, step: step, count: 1))
    }
  }
}
