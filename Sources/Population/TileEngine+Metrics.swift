internal import Quantities

extension TileEngine {
  /// The outputs whose modes are fed by infusions and doses only.
  static func plainOutputs(_ layout: BatchPlan.Layout) -> [Bool] {
    layout.shape.content.map { nodes in
      nodes.count <= 8 && !layout.steps.pairs.contains { nodes.contains($0.to) }
    }
  }

  /// Takes a piece into the metrics of all outputs.
  func gather(_ piece: PlannedPiece, _ metrics: inout TileMetrics) {
    let start = Lanes(repeating: piece.start.minutes)
    for output in metrics.outputs.indices {
      if wants.area, let whole = piece.whole {
        addArea(whole, feeds: !piece.running.isEmpty, output, &metrics.outputs[output])
      }
      guard wants.shape, isPlain[output] else { continue }
      let bounds = self.bounds(output, lasts: piece.whole != nil)
      if wants.maximum {
        addMaximum(piece, output, start, bounds, &metrics.outputs[output])
      }
      for (index, threshold) in thresholds.enumerated() where piece.whole != nil {
        addTimeAbove(piece, threshold, output, bounds, &metrics.outputs[output].above[index])
      }
    }
  }

  /// What is known of an output's concentration in a piece.
  struct Bounds {
    var start: Lanes
    var end: Lanes
    /// The sums of the smaller and of the larger ends of each mode.
    var lower: Lanes
    var upper: Lanes
    /// Whether every mode rises or stays, and at least one rises.
    var climbs: Mask
  }

  private func bounds(_ output: Int, lasts: Bool) -> Bounds {
    var (a, b) = (Lanes(repeating: 0), Lanes(repeating: 0))
    var (lower, upper) = (a, a)
    var falls = Mask(repeating: false)
    var rises = Mask(repeating: false)
    for node in layout.shape.content[output] {
      let (from, to) = (state[node], lasts ? end[node] : state[node])
      a += from
      b += to
      let down = to .< from
      lower += from.replacing(with: to, where: down)
      upper += to.replacing(with: from, where: down)
      falls = falls .| down
      rises = rises .| (from .< to)
    }
    let volume = perVolume[output]
    return Bounds(
      start: a * volume, end: b * volume, lower: lower * volume, upper: upper * volume,
      climbs: rises .& .!falls)
  }

  private func addMaximum(
    _ piece: PlannedPiece, _ output: Int, _ start: Lanes, _ bounds: Bounds,
    _ known: inout TileMetrics.Output
  ) {
    // Of candidates that agree to 32 ulp the earliest counts, unless the curve climbs from one to the
    // next: the rule of Curve.maximum(of:from:to:).
    let margin = 32 * Double.ulpOfOne
    let higher = bounds.start .> known.maximum + margin * known.maximum
    let isNew = higher .| (known.maximum .< 0)
    known.maximum.replace(with: bounds.start, where: isNew)
    known.maximumTime.replace(with: start, where: isNew)
    known.maximumIsLast = isNew .| (known.maximumIsLast .& (bounds.start .== known.last))
    known.last = bounds.end
    guard piece.whole != nil else { return }

    let ends = start + piece.duration
    let follows = known.maximumIsLast .& bounds.climbs
    let atEnd = (bounds.end .> known.maximum + margin * known.maximum) .| follows
    var inside = (bounds.upper .> known.maximum + margin * known.maximum)
    inside = inside .& (bounds.upper .> bounds.end + margin * bounds.end)
    inside = inside .& .!bounds.climbs .& (bounds.upper .> bounds.start + margin * bounds.start)
    let peak = bounds.end.replacing(with: known.maximum, where: known.maximum .> bounds.end)
    known.maximum.replace(with: peak, where: atEnd)
    known.maximumTime.replace(with: ends, where: atEnd)
    known.maximumIsLast = atEnd
    guard any(inside) else { return }
    for lane in 0..<8 where inside[lane] {
      let modes = modalPiece(piece, output, lane)
      for turn in modes.turns() {
        let value = modes.concentration(turn)
        guard value > known.maximum[lane] * (1 + margin) else { continue }
        known.maximum[lane] = value
        known.maximumTime[lane] = piece.start.minutes + turn
        known.maximumIsLast[lane] = false
      }
    }
  }

  private func addTimeAbove(
    _ piece: PlannedPiece, _ threshold: Double, _ output: Int, _ bounds: Bounds,
    _ total: inout Lanes
  ) {
    if threshold == 0 {
      // Drug that was ever there is there for ever, also where its number has underflowed.
      let isThere = (total .> 0) .| (bounds.upper .> 0)
      total.replace(with: total + piece.duration, where: isThere)
      return
    }
    let always = bounds.lower .> threshold
    total.replace(with: total + piece.duration, where: always)
    let sometimes = (bounds.upper .> threshold) .& .!always
    guard any(sometimes) else { return }
    for lane in 0..<8 where sometimes[lane] {
      let modes = modalPiece(piece, output, lane)
      let isMonotone =
        bounds.climbs[lane] || bounds.upper[lane] == bounds.start[lane]
      total[lane] += modes.timeAbove(threshold, turns: isMonotone ? [] : modes.turns())
    }
  }

  private func modalPiece(_ piece: PlannedPiece, _ output: Int, _ lane: Int) -> ModalPiece {
    let nodes = layout.shape.content[output]
    var (rates, start, inflow) = (
      Lanes(repeating: 0), Lanes(repeating: 0), Lanes(repeating: 0)
    )
    for (mode, node) in nodes.enumerated() {
      rates[mode] = self.rates[node][lane]
      start[mode] = state[node][lane]
      for pair in layout.steps.sourcePairs where pair.to == node {
        guard let direct = pair.direct, piece.running.isEmpty == false else { continue }
        inflow[mode] += couplings[direct][lane] * self.inflow[pair.from][lane]
      }
    }
    return ModalPiece(
      count: nodes.count, rates: rates, start: start, inflow: inflow, duration: piece.duration,
      perVolume: perVolume[output][lane])
  }

  private func addArea(
    _ step: Int, feeds: Bool, _ output: Int, _ known: inout TileMetrics.Output
  ) {
    let matrix = matrix(step)
    let steps = layout.steps
    for (offset, pair) in steps.areaPairs.enumerated()
    where pair.to == steps.kept.upperBound + output {
      let isSource = pair.from < steps.live.lowerBound
      guard !isSource || feeds else { continue }
      let amount = isSource ? inflow[pair.from] : state[pair.from]
      known.area += matrix[steps.firstAreaPair + offset] * amount
    }
  }

  /// The area of an output's amount from the state reached to infinity: sums and quotients of
  /// nonnegative numbers along the network.
  func remainingArea(_ output: Int) -> Lanes {
    let steps = layout.steps
    for node in steps.live {
      var passed = state[node]
      for (index, coupling) in steps.couplings.enumerated()
      where coupling.to == node && steps.live.contains(coupling.from) {
        passed += couplings[index] * moving[coupling.from]
      }
      moving[node] = (passed / rates[node]).replacing(with: 0, where: passed .== 0)
    }
    var sum = Lanes(repeating: 0)
    for node in layout.shape.content[output] { sum += moving[node] }
    return sum
  }
}
