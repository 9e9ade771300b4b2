internal import NumericalMethods

extension TurnSearch {
  /// Finds the turn in a stretch.
  /// - Parameter lanes: Those that turn there.
  func findTurn(_ stretch: Int, _ lanes: Mask, _ engine: TileEngine) {
    let missing = lanes .& .!turnIsKnown[stretch]
    guard any(missing) else { return }
    let (left, right) = (self.left(stretch), knots[stretch])
    let turns = LaneRootFinder.roots(
      in: left.replacing(with: 0, where: .!missing), right.replacing(with: 0, where: .!missing),
      fLower: leftSlope(stretch), fUpper: knotSlopes[stretch], scale: scale,
      where: missing
    ) { slope(size, at: $0, engine).value }
    turnTimes[stretch].replace(with: turns, where: missing)
    turnValues[stretch].replace(with: concentration(at: turns, engine), where: missing)
    turnIsKnown[stretch] = turnIsKnown[stretch] .| missing
  }

  /// Where a stretch starts, and the slope of the amount there.
  func left(_ stretch: Int) -> Lanes {
    stretch == 0 ? Lanes(repeating: 0) : knots[stretch - 1]
  }
  func leftSlope(_ stretch: Int) -> Lanes { stretch == 0 ? firstSlope : knotSlopes[stretch - 1] }

  /// The slope of the output's amount at the start of the piece.
  var firstSlope: Lanes {
    var sum = Lanes(repeating: 0)
    for position in 0..<size where course.isSeen[position] { sum += slopes[position] }
    return sum
  }

  /// Whether drug is in the output or on its way to it.
  var isReached: Mask {
    var isReached = Mask(repeating: false)
    for position in 0..<size {
      isReached = isReached .| (start[position] .> 0) .| (slopes[position] .> 0)
    }
    return isReached
  }

  /// What the concentration does not exceed in the first stretch if it rises at its start, and what
  /// it does not fall below if it falls: the slope of the last node's rate dies away at least as
  /// fast as that.
  /// - Parameter value: The concentration at the start.
  func bound(_ value: Lanes) -> Lanes {
    let time = Lanes(repeating: 1) / rates[size - 1]
    let least = time.replacing(with: knots[0], where: knots[0] .< time)
    return value + firstSlope * perVolume * least
  }

  /// The lanes in which the ends do not tell for how long a concentration is above a threshold.
  ///
  /// With one turn, and the ends on two sides, it is passed once; with the ends on that side to
  /// which the turn leads away from the threshold, never.
  func turnsDecide(_ value: Lanes, _ first: Mask, _ last: Mask, _ threshold: Double) -> Mask {
    var (peaks, dips) = (Mask(repeating: false), Mask(repeating: false))
    var many = Mask(repeating: false)
    for stretch in 0...self.last {
      let (before, after) = (leftSlope(stretch), knotSlopes[stretch])
      let isPeak = has(stretch) .& (before .> 0) .& (after .< 0)
      let isDip = has(stretch) .& (before .< 0) .& (after .> 0)
      many = many .| (isPeak .| isDip) .& (peaks .| dips)
      (peaks, dips) = (peaks .| isPeak, dips .| isDip)
    }
    let isFirst = counts .== 0
    let bound = self.bound(value)
    let high = peaks .& .!(first .| last) .& .!(isFirst .& (bound .<= threshold))
    let low = dips .& first .& last .& .!(isFirst .& (bound .> threshold))
    return many .| high .| low
  }
}
