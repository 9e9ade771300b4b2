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
  /// The inputs that jump at its start, as a part of ``PlannedCourse/jumps``.
  var jumps: Range<Int>
  /// The inputs that run during it, as a part of ``PlannedCourse/running``.
  var running: Range<Int>
  /// Whether a moment is observed at the very start.
  var observesStart = false
  /// How the other moments are reached, as a part of ``PlannedCourse/runs``.
  var runs: Range<Int>
  /// The step over the whole piece; nothing when it lasts no time or its end is not asked for.
  var whole: Int?
  /// Whether parameters change again later.
  var keeps: Bool
  /// min.
  var duration: Double
}
