internal import Quantities

/// The pieces of a plan in order.
///
/// What belongs to a piece stands in lists that all share, so that walking along them counts no
/// references.
struct PlannedCourse: Sendable {
  private(set) var pieces: [PlannedPiece] = []
  /// Inputs by index.
  private(set) var jumps: [Int] = []
  private(set) var running: [Int] = []
  private(set) var runs: [PlannedPiece.Run] = []

  /// How many moments lie between two anchors, and how many anchors until one is reached from the
  /// piece's start again.
  ///
  /// An anchor is reached in one step from the anchor before, so a chain of steps is never longer
  /// than twice this; each adds an error of about 2^-52. Most anchors are equally far apart and
  /// share a step, so that few exponentials are needed.
  static let anchorInterval = 64

  /// Lays out the pieces of a plan and registers their steps.
  /// - Parameters:
  ///   - measuring: Whether metrics are wanted, for which it matters where the last piece ends.
  init(
    inputs: [PlannedInput], times: [Tick], changes: [Tick], horizon: Tick, measuring: Bool,
    accumulating: Bool, _ steps: inout StepLayout
  ) {
    let changes = changes.filter { $0 <= horizon }
    var moments: Set<Tick> = [.zero]
    moments.formUnion(changes)
    for input in inputs where input.start <= horizon {
      moments.insert(input.start)
      if input.end <= horizon { moments.insert(input.end) }
    }
    let starts = moments.sorted()
    var next = 0
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : horizon
      let isLast = index + 1 == starts.count
      // Of several changes at one moment the last holds.
      let epoch = changes.count(where: { $0 <= start })
      let (firstJump, firstRunning) = (jumps.count, running.count)
      for (number, input) in inputs.enumerated() {
        if input.manner == .jump {
          if input.start == start { jumps.append(number) }
        } else if input.start <= start, input.end > start {
          running.append(number)
        }
      }
      var piece = PlannedPiece(
        start: start, epoch: epoch, jumps: firstJump..<jumps.count,
        running: firstRunning..<running.count, runs: runs.count..<runs.count,
        keeps: epoch < changes.count, duration: (end - start).minutes)
      let feeds = !piece.running.isEmpty
      var (last, anchor) = (start, start)
      var number = 0
      while next < times.count, times[next] < end || isLast {
        if times[next] == start {
          piece.observesStart = true
        } else {
          let origin = Self.origin(ofMoment: number)
          let from =
            switch origin {
            case .start: start
            case .anchor: anchor
            case .before: last
            }
          let step = steps.step(times[next] - from, epoch: epoch, feeds: feeds)
          append(step, origin, to: piece)
          if origin != .before { anchor = times[next] }
          number += 1
        }
        last = times[next]
        next += 1
      }
      piece.runs = piece.runs.lowerBound..<runs.count
      // Nobody asks where the last piece ends when nothing is measured.
      if end > start, !isLast || measuring {
        piece.whole = steps.step(over: piece, to: end, accumulates: accumulating)
      }
      pieces.append(piece)
    }
  }

  /// Where the step to a moment starts, counted from the first after the piece's start.
  private static func origin(ofMoment number: Int) -> PlannedPiece.Origin {
    if number % (anchorInterval * anchorInterval) == 0 { return .start }
    return number % anchorInterval == 0 ? .anchor : .before
  }

  private mutating func append(_ step: Int, _ origin: PlannedPiece.Origin, to piece: PlannedPiece) {
    if origin == .before, runs.count > piece.runs.lowerBound, let last = runs.last,
      last.step == step, last.origin == .before
    {
      runs[runs.count - 1].count += 1
    } else {
      runs.append(PlannedPiece.Run(origin: origin, step: step, count: 1))
    }
  }
}
