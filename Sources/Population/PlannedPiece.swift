internal import Quantities

/// A stretch between two events or changes of parameters, the same for every subject, and the
/// moments observed in it.
struct PlannedPiece: Sendable {
  /// Where a step starts.
  enum Origin: Sendable {
    /// From the piece's start; what it reaches is an anchor.
    case start
    /// From the last anchor, to the next one.
    case anchor
    /// From the moment before.
    case before
  }

  /// Consecutive moments reached by one step after another.
  struct Run: Sendable {
    /// Where the first step starts; the others start from the moment before.
    var origin: Origin
    /// The index of the step.
    var step: Int
    /// How many moments are reached.
    var count: Int
  }

  /// When it starts.
  var start: Tick
  /// Which of the subjects' sets of parameters holds.
  var epoch: Int
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
  /// Whether parameters change again later.
  var keeps: Bool
  /// min.
  var duration: Double

  /// How many moments lie between two anchors, and how many anchors until one is reached from the
  /// piece's start again.
  ///
  /// An anchor is reached in one step from the anchor before, so a chain of steps is never longer
  /// than twice this; each adds an error of about 2^-52. Most anchors are equally far apart and
  /// share a step, so that few exponentials are needed.
  static let anchorInterval = 64

  /// Lays out the pieces of a plan and registers their steps.
  static func layOut(
    inputs: [PlannedInput], times: [Tick], changes: [Tick], horizon: Tick, accumulating: Bool,
    _ steps: inout StepLayout
  ) -> [PlannedPiece] {
    let changes = changes.filter { $0 <= horizon }
    var moments: Set<Tick> = [.zero]
    moments.formUnion(changes)
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
      // Of several changes at one moment the last holds.
      let epoch = changes.count(where: { $0 <= start })
      var piece = PlannedPiece(
        start: start, epoch: epoch,
        jumps: inputs.indices.filter { inputs[$0].manner == .jump && inputs[$0].start == start },
        running: inputs.indices.filter {
          inputs[$0].manner != .jump && inputs[$0].start <= start && inputs[$0].end > start
        }, keeps: epoch < changes.count, duration: (end - start).minutes)
      let feeds = !piece.running.isEmpty
      var (last, anchor) = (start, start)
      var number = 0
      while next < times.count, times[next] < end || isLast {
        if times[next] == start {
          piece.observesStart = true
        } else {
          let origin = origin(ofMoment: number)
          let from =
            switch origin {
            case .start: start
            case .anchor: anchor
            case .before: last
            }
          piece.append(steps.step(times[next] - from, epoch: epoch, feeds: feeds), origin)
          if origin != .before { anchor = times[next] }
          number += 1
        }
        last = times[next]
        next += 1
      }
      if end > start {
        piece.whole = steps.step(over: piece, to: end, accumulates: accumulating)
      }
      pieces.append(piece)
    }
    return pieces
  }

  /// Where the step to a moment starts, counted from the first after the piece's start.
  private static func origin(ofMoment number: Int) -> Origin {
    if number % (anchorInterval * anchorInterval) == 0 { return .start }
    return number % anchorInterval == 0 ? .anchor : .before
  }

  private mutating func append(_ step: Int, _ origin: Origin) {
    if origin == .before, let last = runs.last, last.step == step, last.origin == .before {
      runs[runs.count - 1].count += 1
    } else {
      runs.append(Run(origin: origin, step: step, count: 1))
    }
  }
}
