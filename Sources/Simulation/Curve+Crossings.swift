internal import Kinetics
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
  /// does not pass it.
  public func crossings(
    of output: Output, threshold: Double, from start: Tick = .zero, to end: Tick
  ) throws(SimulationFailure) -> [Crossing] {
    guard start <= end else { throw .emptyInterval }
    var result: [Crossing] = []
    var above: Bool?
    for stretch in try stretches(of: output, from: start, to: end) {
      let piece = pieces[stretch.piece]
      let volume = epochs[piece.epoch].volumes[output.state] ?? 1
      for (index, point) in stretch.points.enumerated() {
        let isAbove = point.concentration > threshold
        if let above, above != isAbove {
          var minutes = point.minutes
          if index > 0 {
            let offset = try RootFinder.root(
              in: stretch.offsets[index - 1], stretch.offsets[index],
              fLower: stretch.points[index - 1].concentration - threshold,
              fUpper: point.concentration - threshold
            ) { (offset) throws(SimulationFailure) in
              try state(in: piece, offset: offset)[output.state] / volume - threshold
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
  /// - Returns: Time since the start, min: the moment itself when the concentration is below from
  ///   there on; nothing when it stays above for a hundred years.
  public func fallsBelow(
    _ threshold: Double, of output: Output, after moment: Tick
  ) throws(SimulationFailure) -> Double? {
    let end = max(moment, pieces.last?.start ?? .zero)
    var horizon = end + Tick(flicks: 60 * Tick.perMinute)
    while try !staysBelow(threshold, of: output, from: horizon) {
      let next = end + 2 * (horizon - end)
      guard next <= Tick.longest else { return nil }
      horizon = next
    }
    let crossings = try crossings(of: output, threshold: threshold, from: moment, to: horizon)
    if let last = crossings.last { return last.minutes }
    return moment.minutes
  }

  /// Whether a concentration is below a threshold now and cannot rise above it again: nothing
  /// enters any more, and everything that could still reach the output would not lift it there.
  private func staysBelow(
    _ threshold: Double, of output: Output, from moment: Tick
  ) throws(SimulationFailure) -> Bool {
    let index = pieceIndex(at: moment)
    guard index == pieces.count - 1, pieces[index].inflow.allSatisfy({ $0 == 0 }),
      try concentration(of: output, at: moment) <= threshold
    else { return false }
    // Beyond the last turning point the concentration only falls; look far ahead for one.
    let far = moment + Tick(flicks: max(1, moment.flicks))
    guard far <= Tick.longest else { return true }
    return try stretches(of: output, from: moment, to: far).allSatisfy { stretch in
      !stretch.rises.contains(true)
    }
  }
}
