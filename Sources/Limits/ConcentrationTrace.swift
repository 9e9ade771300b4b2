internal import Quantities
internal import Simulation

/// A concentration over a whole course, asked for its extremes and for when it passes a bound.
///
/// An upper bound concerns every moment from the start on, also after the last dose. A lower bound
/// concerns the spans given.
struct ConcentrationTrace: Sendable {
  let curve: Curve
  let output: Curve.Output
  /// Where a lower bound must hold.
  let spans: [Span]
  let course: DrugCourse
  /// The highest concentration there is.
  let peak: Curve.Extremum

  /// A stretch of one session.
  struct Span: Sendable {
    let start: Tick
    let end: Tick
    let session: Int
  }

  /// The highest concentration at all, or the lowest within the spans.
  func extreme(_ side: Measurement.Side) throws(SimulationFailure) -> Reading? {
    if side == .upper { return reading(peak) }
    var lowest: Reading?
    for span in spans {
      let minimum = reading(try curve.minimum(of: output, from: span.start, to: span.end))
      if let known = lowest, !minimum.isFurther(than: known, .lower) { continue }
      lowest = minimum
    }
    return lowest
  }

  /// The concentration at a moment, a bolus just then included, and whether a lower bound concerns
  /// it.
  func value(at moment: Tick) throws(SimulationFailure) -> (reading: Reading, isBound: Bool) {
    let culprit = course.culprit(at: moment, upTo: true)
    let reading = Reading(
      approximate: try curve.concentration(of: output, at: moment), at: moment.minutes,
      line: culprit?.line, session: culprit?.session)
    return (reading, spans.contains { $0.start <= moment && moment <= $0.end })
  }

  private func reading(_ extremum: Curve.Extremum) -> Reading {
    let culprit = Tick(minutes: extremum.minutes).flatMap {
      course.culprit(at: $0, upTo: true)
    }
    return Reading(
      approximate: extremum.concentration, at: extremum.minutes, line: culprit?.line,
      session: culprit?.session)
  }

  /// When a bound is passed, how often and for how long.
  func breach(
    of bound: Bound, worst: Measurement, course: DrugCourse
  ) throws(SimulationFailure) -> Breach {
    let threshold = bound.limit.double
    let spans = bound.side == .upper ? [Span(start: .zero, end: .longest, session: 0)] : self.spans
    var first: Double?
    var (duration, occurrences) = (0.0, 0)
    var beyond: [Range<Double>] = []
    for span in spans {
      let crossings = try curve.crossings(
        of: output, threshold: threshold, from: span.start, to: span.end)
      let concentration = try curve.concentration(of: output, at: span.start)
      let startsBeyond =
        bound.side == .upper
        ? concentration > threshold : concentration < threshold
      let isEntry = { (crossing: Curve.Crossing) in crossing.rising == (bound.side == .upper) }
      let entries =
        (startsBeyond ? [span.start.minutes] : []) + crossings.filter(isEntry).map(\.minutes)
      let exits = crossings.filter { !isEntry($0) }.map(\.minutes)
      for (index, entry) in entries.enumerated() {
        let exit = exits.indices.contains(index) ? exits[index] : span.end.minutes
        beyond.append(entry..<max(entry, exit))
      }
      let above = try curve.timeAbove(
        threshold, of: output, between: crossings, from: span.start, to: span.end)
      duration += bound.side == .upper ? above : (span.end - span.start).minutes - above
      occurrences += entries.count
      if first == nil { first = entries.first }
    }
    let culprit = first.flatMap { Tick(minutes: $0) }.flatMap {
      course.culprit(at: $0, upTo: true)
    }
    return Breach(
      worst: worst, first: first ?? worst.minutes, firstLine: culprit?.line ?? worst.line,
      duration: duration, occurrences: max(1, occurrences),
      // What is given too little of is not to blame for a concentration that is too low.
      lines: bound.side == .upper ? course.lines(during: beyond) : [])
  }
}
