internal import NumericalMethods

extension TurnSearch {
  /// Cuts the piece into stretches with at most one turn each.
  /// - Parameter wanted: The lanes to search, none of them monotone.
  func findStretches(_ engine: TileEngine, _ wanted: Mask) {
    unsure = unsure .| wanted .& isStiff
    findEnd(engine)
    var bottom = size
    open[size] = wanted
    while bottom > 1 {
      let (up, down) = signs(bottom - 1)
      open[bottom - 1] = open[bottom] .& .!(up .| down)
      if course.isSingle(bottom - 1) { break }
      guard any(open[bottom - 1]) else { break }
      bottom -= 1
    }
    for count in bottom..<max(size, bottom) where !course.isSpent[count - 1] {
      findZeros(count, engine)
    }

    let isOpen = open[size]
    let (end, atEnd) = self.end(size, isOpen, engine)
    for stretch in 0...last {
      let isInside = isOpen .& (counts .> Int64(stretch))
      knots[stretch] = end
      knotSlopes[stretch] = atEnd
      turnIsKnown[stretch] = Mask(repeating: false)
      guard any(isInside) else { continue }
      knots[stretch].replace(with: points[stretch], where: isInside)
      let found = slope(size, at: knots[stretch].replacing(with: 0, where: .!isInside), engine)
      knotSlopes[stretch].replace(with: found.value, where: isInside)
    }
  }

  /// The zeros of a rung, between those of the one below.
  private func findZeros(_ count: Int, _ engine: TileEngine) {
    let isOpen = open[count]
    let (end, atEnd) = self.end(count, isOpen, engine)
    var found = SIMD8<Int64>(repeating: 0)
    var left = Lanes(repeating: 0)
    var atLeft = startSlope(count, isOpen)
    for stretch in 0...last {
      let exists = isOpen .& has(stretch)
      let isInside = isOpen .& (counts .> Int64(stretch))
      var (right, atRight) = (end, atEnd)
      if any(isInside) {
        right.replace(with: points[stretch], where: isInside)
        let there = slope(count, at: right.replacing(with: 0, where: .!isInside), engine)
        note(there, isInside)
        atRight.replace(with: there.value, where: isInside)
      }
      let changes = exists .& ((atLeft .< 0) .& (atRight .> 0) .| (atLeft .> 0) .& (atRight .< 0))
      if any(changes) {
        let zeros = LaneRootFinder.roots(
          in: left.replacing(with: 0, where: .!changes),
          right.replacing(with: 0, where: .!changes), fLower: atLeft, fUpper: atRight,
          scale: scale, where: changes
        ) { slope(count, at: $0, engine).value }
        append(zeros, changes, &found)
      }
      append(right, isInside .& (atRight .== 0), &found)
      (left, atLeft) = (right, atRight)
    }
    swap(&points, &newPoints)
    counts = found
  }

  private func append(_ values: Lanes, _ lanes: Mask, _ found: inout SIMD8<Int64>) {
    guard any(lanes) else { return }
    for lane in 0..<8 where lanes[lane] {
      newPoints[Int(found[lane])][lane] = values[lane]
      found[lane] += 1
    }
  }

  /// The share of its terms below which a functional's sign is not trusted.
  static let noise = 1e-13

  private func note(_ slope: (value: Lanes, size: Lanes), _ lanes: Mask) {
    guard !course.isPlain else { return }
    let isNoise = (abs(slope.value) .<= Self.noise * slope.size) .& (slope.size .> 0)
    unsure = unsure .| lanes .& isNoise
  }

  func abs(_ x: Lanes) -> Lanes { x.replacing(with: -x, where: x .< 0) }

  /// A rung at the start of the piece.
  private func startSlope(_ count: Int, _ lanes: Mask) -> Lanes {
    let (row, sizes) = (functional(count), magnitude(count))
    var (value, sum) = (Lanes(repeating: 0), Lanes(repeating: 0))
    for position in 0..<count {
      value += row[position] * slopes[position]
      sum += sizes[position] * abs(slopes[position])
    }
    note((value, sum), lanes)
    return value
  }

  /// Carries the slopes to the end of the piece.
  private func findEnd(_ engine: TileEngine) {
    let first = engine.layout.steps.live.lowerBound
    for position in 0..<size {
      endSlopes[position] = matrix[course.nodes[position] - first] * slopes[position]
      endSizes[position] = abs(endSlopes[position])
    }
    for flow in course.flows {
      let term = matrix[flow.entry] * slopes[flow.from]
      endSlopes[flow.to] += term
      endSizes[flow.to] += abs(term)
    }
  }

  /// How far a rung is searched, and what it is there.
  private func end(
    _ count: Int, _ lanes: Mask, _ engine: TileEngine
  ) -> (time: Lanes, value: Lanes) {
    let (row, sizes) = (functional(count), magnitude(count))
    var time = duration
    var (value, sum) = (Lanes(repeating: 0), Lanes(repeating: 0))
    for position in 0..<count {
      value += row[position] * endSlopes[position]
      sum += sizes[position] * endSizes[position]
    }
    let isFar = lanes .& (duration * slowest[count] .> 600) .& (slowest[count] .< .infinity)
    if any(isFar) {
      time.replace(with: 600 / slowest[count], where: isFar)
      let there = slope(count, at: time.replacing(with: 0, where: .!isFar), engine)
      value.replace(with: there.value, where: isFar)
      sum.replace(with: there.size, where: isFar)
    }
    unsure = unsure .| lanes .& (abs(value) .< 1e-290)
    if count < size { note((value, sum), lanes) }
    return (time, value)
  }
}
