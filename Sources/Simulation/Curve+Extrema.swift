public import Kinetics
public import Quantities

extension Curve {
  /// A highest or lowest concentration and when it occurs.
  public struct Extremum: Hashable, Sendable {
    /// mg/L.
    public var concentration: Double
    /// Time since the start, min.
    public var minutes: Double

    /// Makes an extremum.
    public init(concentration: Double, minutes: Double) {
      self.concentration = concentration
      self.minutes = minutes
    }
  }

  /// The highest concentration of an output in an interval, and when it occurs.
  ///
  /// The candidates are the ends of the event-free pieces and the roots of the derivative inside
  /// them (`CriticalPoints`); no grid is involved. Where the curve rises to a candidate, that
  /// candidate is the higher one even when both round to the same number; of candidates that agree
  /// to 32 units in the last place the earliest counts, so a level stretch counts from its start.
  /// - Throws: ``SimulationFailure/emptyInterval`` when the interval ends before it starts.
  public func maximum(
    of output: Output, from start: Tick = .zero, to end: Tick
  ) throws(SimulationFailure) -> Extremum {
    var best: Extremum?
    // Whether the curve has not fallen since the best candidate, and where it was last.
    var (bestIsLast, last) = (false, 0.0)
    for stretch in try stretches(of: output, from: start, to: end) {
      for (index, point) in stretch.points.enumerated() {
        defer { last = point.concentration }
        guard let highest = best else {
          (best, bestIsLast) = (point, true)
          continue
        }
        let follows = index > 0 && bestIsLast
        let climbs = follows && stretch.rises[index - 1]
        // A few last bits more are rounding error: of equal sessions the first counts.
        let margin = (follows ? 4 : 32) * highest.concentration.ulp
        if point.concentration > highest.concentration + margin || climbs {
          let value = max(point.concentration, highest.concentration)
          (best, bestIsLast) = (Extremum(concentration: value, minutes: point.minutes), true)
        } else {
          // One piece starts where the one before it ended, unless something jumped.
          bestIsLast = index == 0 && bestIsLast && point.concentration == last
        }
      }
    }
    return best ?? Extremum(concentration: 0, minutes: start.minutes)
  }

  /// The lowest concentration of an output in an interval, and when it first occurs.
  public func minimum(
    of output: Output, from start: Tick, to end: Tick
  ) throws(SimulationFailure) -> Extremum {
    let points = try stretches(of: output, from: start, to: end).flatMap(\.points)
    return points.reduce(points[0]) { $1.concentration < $0.concentration ? $1 : $0 }
  }

  /// A part of a piece, cut at every turning point: the concentration is monotone between points.
  struct Stretch {
    let piece: Int
    var points: [Extremum]
    /// Whether the concentration rises from each point to the next.
    var rises: [Bool]
    /// The offsets of the points from the start of the piece, min.
    var offsets: [Double]
  }

  /// The interval cut into monotone parts.
  func stretches(
    of output: Output, from start: Tick, to end: Tick
  ) throws(SimulationFailure) -> [Stretch] {
    guard start <= end else { throw .emptyInterval }
    guard start >= .zero else { throw .beforeStart }
    var result: [Stretch] = []
    var search: (epoch: Int, points: CriticalPoints)?
    for index in pieceIndex(at: start)...pieceIndex(at: end) {
      let piece = pieces[index]
      let first = piece.offset(max(start, piece.start))
      let last = piece.offset(min(end, piece.end ?? end))
      guard first <= last else { continue }
      let points = search?.epoch == piece.epoch ? search?.points : nil
      let critical = points ?? criticalPoints(of: output, in: piece.epoch)
      search = (piece.epoch, critical)
      let turns = try critical.offsets(within: last) { (offset) throws(SimulationFailure) in
        try slope(in: piece, offset: offset)
      }
      var offsets = [first] + turns.filter { $0 > first && $0 < last }
      if last > first { offsets.append(last) }
      let volume = epochs[piece.epoch].volumes[output.state] ?? 1
      var values: [Extremum] = []
      for offset in offsets {
        let amount = try state(in: piece, offset: offset)[output.state]
        values.append(
          Extremum(concentration: amount / volume, minutes: piece.start.minutes + offset))
      }
      var rises: [Bool] = []
      for (a, b) in zip(offsets, offsets.dropFirst()) {
        rises.append(try slope(in: piece, offset: a + (b - a) / 2)[output.state] > 0)
      }
      result.append(Stretch(piece: index, points: values, rises: rises, offsets: offsets))
    }
    return result
  }

  private func criticalPoints(of output: Output, in epoch: Int) -> CriticalPoints {
    CriticalPoints(
      component: output.state, system: epochs[epoch].propagator.system,
      rates: epochs[epoch].decayRates[output.state])
  }
}
