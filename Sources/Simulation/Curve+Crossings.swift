public import Kinetics
internal import NumericalMethods
public import Quantities

extension Curve {
  /// A moment at which a concentration passes a threshold.
  public struct Crossing: Hashable, Sendable {
    /// Time since the start, min.
    public var minutes: Double
    /// Whether the concentration is above the threshold afterwards.
    public var rising: Bool

    /// Makes a crossing.
    public init(minutes: Double, rising: Bool) {
      self.minutes = minutes
      self.rising = rising
    }
  }

  /// Every moment in an interval at which an output's concentration passes a threshold, mg/L.
  ///
  /// Roots are bracketed between turning points, so none is missed; a jump over the threshold
  /// counts at the moment of the jump. A concentration that only touches the threshold from below
  /// does not pass it; whether one does that comes within the last bits of it is not decided. A
  /// threshold of zero is passed once, when the first drug arrives.
  /// - Throws: ``SimulationFailure/badThreshold`` for one that is negative or not finite,
  ///   ``SimulationFailure/emptyInterval``, ``SimulationFailure/beforeStart``.
  public func crossings(
    of output: Output, threshold: Double, from start: Tick = .zero, to end: Tick
  ) throws(SimulationFailure) -> [Crossing] {
    guard threshold >= 0, threshold.isFinite else { throw .badThreshold }
    var result: [Crossing] = []
    var above: Bool?
    for stretch in try stretches(of: output, from: start, to: end) {
      let piece = pieces[stretch.piece]
      let volume = epochs[piece.epoch].volumes[output.state] ?? 1
      for (index, point) in stretch.points.enumerated() {
        // Mathematically some drug is left for ever: a number that underflows is not a crossing.
        let isAbove = point.concentration > threshold || threshold == 0 && above == true
        if let above, above != isAbove {
          var minutes = point.minutes
          if index > 0 {
            let offset = try RootFinder.root(
              in: stretch.offsets[index - 1], stretch.offsets[index],
              fLower: stretch.points[index - 1].concentration - threshold,
              fUpper: point.concentration - threshold
            ) { (offset) throws(SimulationFailure) in
              try value(of: output.state, in: piece, offset: offset) / volume - threshold
            }
            minutes = piece.start.minutes + offset
          }
          result.append(Crossing(minutes: minutes, rising: isAbove))
        }
        above = isAbove
      }
    }
    return result
  }

  /// For how long an output's concentration is above a threshold (mg/L) in an interval, min.
  public func timeAbove(
    _ threshold: Double, of output: Output, from start: Tick = .zero, to end: Tick
  ) throws(SimulationFailure) -> Double {
    let crossings = try crossings(of: output, threshold: threshold, from: start, to: end)
    return try timeAbove(threshold, of: output, between: crossings, from: start, to: end)
  }

  /// The same where the crossings of the interval are known.
  package func timeAbove(
    _ threshold: Double, of output: Output, between crossings: [Crossing], from start: Tick,
    to end: Tick
  ) throws(SimulationFailure) -> Double {
    var above = try concentration(of: output, at: start) > threshold
    if let first = crossings.first { above = !first.rising }
    var total = 0.0
    var last = start.minutes
    for crossing in crossings {
      if above { total += crossing.minutes - last }
      above = crossing.rising
      last = crossing.minutes
    }
    return above ? total + end.minutes - last : total
  }

  /// When an output's concentration falls below a threshold (mg/L) for good, at or after a moment.
  ///
  /// Every turning point of the whole future is taken into account: an effect site that still rises
  /// after the end of an infusion, a depot that empties slowly.
  /// - Returns: Time since the start, min: the moment itself when the concentration is at or below
  ///   the threshold from there on; nothing when it is still above after a hundred years, as it is
  ///   for ever above a threshold of zero.
  public func fallsBelow(
    _ threshold: Double, of output: Output, after moment: Tick
  ) throws(SimulationFailure) -> Double? {
    var horizon = max(moment, .longest)
    if let last = pieces.last, last.start < horizon {
      // After the last turn it only falls: no root is looked for beyond the first hour, doubled as
      // often as need be, at whose end it is below.
      let turns = try stretches(of: output, from: max(moment, last.start), to: horizon)
      let falling = turns.last?.points.dropLast().last?.minutes ?? 0
      var near = max(moment, last.start) + Tick(flicks: 60 * Tick.perMinute)
      while near < horizon {
        let isPast = near.minutes > falling
        if isPast, try concentration(of: output, at: near) <= threshold { break }
        near = near + (near - last.start)
      }
      horizon = min(near, horizon)
    }
    let crossings = try crossings(of: output, threshold: threshold, from: moment, to: horizon)
    if let last = crossings.last { return last.rising ? nil : last.minutes }
    return try concentration(of: output, at: moment) > threshold ? nil : moment.minutes
  }
}
