internal import NumericalMethods
internal import Quantities

/// Maxima and times above, by the rules of `Curve.maximum(of:from:to:)` and `Curve.crossings`.
extension TileEngine {
  /// Of candidates that agree to this share the earliest counts, unless the curve climbs from one
  /// to the next.
  private static let margin = 32 * Double.ulpOfOne

  /// What is known of an output's concentration in a piece.
  private struct Bounds {
    var start: Lanes
    var end: Lanes
    /// Nothing of the piece lies outside these.
    var lower = Lanes(repeating: 0)
    var upper = Lanes(repeating: .infinity)
    /// The lanes whose turns have been bracketed.
    var searched = Mask(repeating: false)
  }

  /// Takes a piece into the maximum and the times above thresholds of an output.
  func addShape(
    _ piece: MeasuredPiece, _ output: Int, _ search: TurnSearch, _ known: inout TileMetrics.Output
  ) {
    var bounds = ends(output, lasts: piece.whole != nil)
    if wants.maximum { addStart(piece, bounds, &known) }
    known.last.replace(with: bounds.end, where: piece.counts)
    guard let whole = piece.whole else { return }
    search.begin(
      self, output: output, duration: piece.duration, feeds: piece.feeds,
      matrix: matrix(whole))
    var relevant = piece.lasts .& .!search.isMonotone
    if search.course.isPlain, any(relevant) {
      // Each mode tends from where it is to where the infusion holds it.
      bound(output, &bounds)
      relevant = relevant .& isRelevant(bounds, known)
    }
    if any(relevant) { search.findStretches(self, relevant) }
    bounds.searched = relevant
    if wants.maximum { addMaximum(piece, bounds, search, &known) }
    for (index, threshold) in thresholds.enumerated() {
      addTimeAbove(threshold, bounds, search, &known.above[index])
    }
  }

  private func ends(_ output: Int, lasts: Bool) -> Bounds {
    var (a, b) = (Lanes(repeating: 0), Lanes(repeating: 0))
    for node in layout.shape.content[output] {
      a += state[node]
      if lasts { b += end[node] }
    }
    return Bounds(start: a * perVolume[output], end: (lasts ? b : a) * perVolume[output])
  }

  /// The sums of the smaller and of the larger ends of each mode.
  private func bound(_ output: Int, _ bounds: inout Bounds) {
    var (lower, upper) = (Lanes(repeating: 0), Lanes(repeating: 0))
    for node in layout.shape.content[output] {
      let isDown = end[node] .< state[node]
      lower += state[node].replacing(with: end[node], where: isDown)
      upper += end[node].replacing(with: state[node], where: isDown)
    }
    (bounds.lower, bounds.upper) = (lower * perVolume[output], upper * perVolume[output])
  }

  /// Whether turns inside a piece can matter.
  private func isRelevant(_ bounds: Bounds, _ known: TileMetrics.Output) -> Mask {
    var relevant = Mask(repeating: false)
    if wants.maximum {
      relevant = known.maximumIsLast .| (bounds.upper .> known.maximum * (1 + Self.margin))
    }
    for threshold in thresholds {
      relevant = relevant .| (bounds.upper .> threshold) .& .!(bounds.lower .> threshold)
    }
    return relevant
  }

  private func addStart(
    _ piece: MeasuredPiece, _ bounds: Bounds, _ known: inout TileMetrics.Output
  ) {
    let higher = bounds.start .> known.maximum * (1 + Self.margin)
    let isNew = piece.counts .& (higher .| (known.maximum .< 0))
    known.maximum.replace(with: bounds.start, where: isNew)
    known.maximumTime.replace(with: piece.start, where: isNew)
    let isLast = isNew .| (known.maximumIsLast .& (bounds.start .== known.last))
    known.maximumIsLast.replace(with: isLast, where: piece.counts)
  }

  private func addMaximum(
    _ piece: MeasuredPiece, _ bounds: Bounds, _ search: TurnSearch,
    _ known: inout TileMetrics.Output
  ) {
    var rises = search.rises
    if any(bounds.searched) {
      for stretch in 0...search.last {
        let lanes = bounds.searched .& search.has(stretch)
        let (before, after) = (search.leftSlope(stretch), search.knotSlopes[stretch])
        let peaks = lanes .& (before .> 0) .& (after .< 0)
        let highest = stretch == 0 ? search.bound(bounds.start) : Lanes(repeating: .infinity)
        let limit = known.maximum * (1 + Self.margin)
        let matters = peaks .& (known.maximumIsLast .| (highest .> limit))
        if any(matters) {
          search.findTurn(stretch, matters, self)
          let value = search.turnValues[stretch]
          let isNew = matters .& (known.maximumIsLast .| (value .> limit))
          known.maximum.replace(
            with: value, where: isNew .& (value .> known.maximum))
          known.maximumTime.replace(with: piece.start + search.turnTimes[stretch], where: isNew)
        }
        let climbs = (before .>= 0) .& (after .>= 0) .& ((before .> 0) .| (after .> 0))
        known.maximumIsLast = known.maximumIsLast .& .!(lanes .& .!climbs)
        let isUp = (after .> 0) .| (after .== 0) .& (before .> 0)
        rises = rises .& .!lanes .| lanes .& isUp
      }
    }
    let follows = rises .& known.maximumIsLast
    let atEnd = piece.lasts .& ((bounds.end .> known.maximum * (1 + Self.margin)) .| follows)
    known.maximum.replace(with: bounds.end, where: atEnd .& (bounds.end .> known.maximum))
    known.maximumTime.replace(with: piece.start + piece.duration, where: atEnd)
    known.maximumIsLast.replace(with: atEnd, where: piece.lasts)
  }

  private func addTimeAbove(
    _ threshold: Double, _ bounds: Bounds, _ search: TurnSearch, _ total: inout Lanes
  ) {
    if threshold == 0 {
      // Drug that was ever there is there for ever, also where its number has underflowed.
      let isThere = (total .> 0) .| (bounds.start .> 0) .| (bounds.end .> 0) .| search.isReached
      total.replace(with: total + search.duration, where: isThere)
      return
    }
    let (first, last) = (bounds.start .> threshold, bounds.end .> threshold)
    // Where a turn decides, and the lanes in which the ends and the threshold do.
    var turning = Mask(repeating: false)
    if any(.!search.isMonotone) {
      let isAbove = bounds.lower .> threshold
      let isOpen = bounds.searched .& (bounds.upper .> threshold) .& .!isAbove
      turning = isOpen .& search.turnsDecide(bounds.start, first, last, threshold)
    }
    let whole = Segment(
      left: Lanes(repeating: 0), right: search.duration,
      from: bounds.start, to: bounds.end)
    add(whole, .!turning, threshold, search, &total)
    guard any(turning) else { return }
    var segment = whole
    for stretch in 0...search.last {
      let (before, after) = (search.leftSlope(stretch), search.knotSlopes[stretch])
      let changes = (before .< 0) .& (after .> 0) .| (before .> 0) .& (after .< 0)
      let lanes = turning .& search.has(stretch) .& changes
      guard any(lanes) else { continue }
      search.findTurn(stretch, lanes, self)
      (segment.right, segment.to) = (search.turnTimes[stretch], search.turnValues[stretch])
      add(segment, lanes, threshold, search, &total)
      segment.left.replace(with: segment.right, where: lanes)
      segment.from.replace(with: segment.to, where: lanes)
    }
    (segment.right, segment.to) = (whole.right, whole.to)
    add(segment, turning, threshold, search, &total)
  }

  /// A part of a piece in which a concentration passes a threshold once at most.
  private struct Segment {
    var left: Lanes
    var right: Lanes
    /// The concentrations at its ends.
    var from: Lanes
    var to: Lanes
  }

  private func add(
    _ segment: Segment, _ lanes: Mask, _ threshold: Double, _ search: TurnSearch,
    _ total: inout Lanes
  ) {
    let (first, last) = (segment.from .> threshold, segment.to .> threshold)
    total.replace(
      with: total + (segment.right - segment.left), where: lanes .& first .& last)
    let passes = lanes .& (first .^ last)
    guard any(passes) else { return }
    let left = segment.left.replacing(with: 0, where: .!passes)
    let crossing = LaneRootFinder.roots(
      in: left, segment.right.replacing(with: 0, where: .!passes),
      fLower: segment.from - threshold, fUpper: segment.to - threshold, scale: search.scale,
      where: passes
    ) { search.concentration(at: $0, self) - threshold }
    total.replace(with: total + (crossing - segment.left), where: passes .& first)
    total.replace(with: total + (segment.right - crossing), where: passes .& last)
  }
}
