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
  /// Where links saturate, equal sessions agree to the tolerance only: there the earliest of those
  /// that agree to four times the tolerance counts.
  /// - Throws: ``SimulationFailure/emptyInterval`` when the interval ends before it starts.
  public func maximum(
    of output: Output, from start: Tick = .zero, to end: Tick
  ) throws(SimulationFailure) -> Extremum {
    var best: Extremum?
    let tolerance = tolerance
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
        var margin = (follows ? 4 : 32) * highest.concentration.ulp
        if let tolerance, !follows { margin = max(margin, 4 * tolerance * highest.concentration) }
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
      let turns: [Double]
      switch piece.path {
      case .closed:
        let points = search?.epoch == piece.epoch ? search?.points : nil
        let critical = points ?? criticalPoints(of: output, in: piece.epoch)
        search = (piece.epoch, critical)
        turns = try critical.offsets(within: last) { (offset) throws(SimulationFailure) in
          try slope(in: piece, offset: offset)
        }
      case .solved(let course):
        turns = course.turns(of: output.state, margin: tolerance ?? 0)
      }
      var offsets = [first] + turns.filter { $0 > first && $0 < last }
      if last > first { offsets.append(last) }
      result.append(try stretch(of: output, index, offsets))
    }
    return result
  }

  /// A piece cut at offsets between which it is monotone.
  private func stretch(
    of output: Output, _ index: Int, _ offsets: [Double]
  ) throws(SimulationFailure) -> Stretch {
    let piece = pieces[index]
    let volume = epochs[piece.epoch].volumes[output.state] ?? 1
    var values: [Extremum] = []
    for offset in offsets {
      let amount = try value(of: output.state, in: piece, offset: offset)
      values.append(
        Extremum(concentration: amount / volume, minutes: piece.start.minutes + offset))
    }
    var rises: [Bool] = []
    for k in offsets.indices.dropFirst() {
      let (a, b) = (offsets[k - 1], offsets[k])
      if case .solved = piece.path, values[k - 1].concentration != values[k].concentration {
        // In the middle there may be a level stretch, whose slope is rounding error.
        rises.append(values[k - 1].concentration < values[k].concentration)
      } else {
        rises.append(try slope(in: piece, offset: a + (b - a) / 2)[output.state] > 0)
      }
    }
    return Stretch(piece: index, points: values, rises: rises, offsets: offsets)
  }

  private func criticalPoints(of output: Output, in epoch: Int) -> CriticalPoints {
    let closed = epochs[epoch].closed
    return CriticalPoints(
      component: output.state, system: closed.propagator.system,
      rates: closed.decayRates[output.state])
  }
}
