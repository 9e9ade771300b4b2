internal import Quantities

/// A stretch between two events as the metrics see it, at moments that may differ between lanes.
struct MeasuredPiece {
  typealias Lanes = SIMD8<Double>
  typealias Mask = SIMDMask<SIMD8<Int64>>

  /// When it starts, min.
  var start: Lanes
  /// How long it lasts, min.
  var duration: Lanes
  /// The index of the step over all of it; nothing when it lasts no time in any lane.
  var whole: Int?
  /// Whether anything flows in.
  var feeds: Bool
  /// The lanes in which it lasts.
  var lasts: Mask
  /// The lanes in which the concentration at its start counts; others have no such piece.
  var counts: Mask
}

extension MeasuredPiece {
  /// A piece that is the same in every lane.
  init(_ piece: PlannedPiece) {
    start = Lanes(repeating: piece.start.minutes)
    duration = Lanes(repeating: piece.duration)
    whole = piece.whole
    feeds = !piece.running.isEmpty
    lasts = Mask(repeating: piece.whole != nil)
    counts = Mask(repeating: true)
  }
}
