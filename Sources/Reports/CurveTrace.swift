internal import Quantities
internal import Simulation

/// An output's course as points to be joined by lines: a sample per dot of the chart, both limits
/// at every event, and the exact extrema between events, so that no peak is drawn too low.
struct CurveTrace {
  /// A point: min and mg/L.
  struct Point {
    var minutes: Double
    var value: Double
  }

  let points: [Point]

  /// The highest value, mg/L.
  var highest: Double { points.reduce(0) { max($0, $1.value) } }

  init(
    of output: Curve.Output, on curve: Curve, until end: Tick, samples: Int
  ) throws(SimulationFailure) {
    let events = Set([.zero, end] + curve.eventMoments.filter { $0 < end }).sorted()
    let step = max(1, end.flicks / Int64(max(1, samples)))
    var points: [Point] = []
    for moment in events {
      for side in [Curve.Side.before, .after] {
        let value = try curve.concentration(of: output, at: moment, side)
        points.append(Point(minutes: moment.minutes, value: value))
      }
    }
    for index in 1..<max(1, samples) {
      let moment = Tick(flicks: Int64(index) * step)
      let value = try curve.concentration(of: output, at: moment)
      points.append(Point(minutes: moment.minutes, value: value))
    }
    for (from, to) in zip(events, events.dropFirst()) {
      for extremum in [
        try curve.maximum(of: output, from: from, to: to),
        try curve.minimum(of: output, from: from, to: to),
      ] where extremum.minutes > from.minutes && extremum.minutes < to.minutes {
        points.append(Point(minutes: extremum.minutes, value: extremum.concentration))
      }
    }
    // Stable: the limits of one moment stay in their order, before and after.
    self.points = points.enumerated().sorted {
      ($0.element.minutes, $0.offset) < ($1.element.minutes, $1.offset)
    }.map(\.element)
  }
}

extension Curve {
  /// When anything starts or stops entering.
  var eventMoments: [Tick] {
    inputs.flatMap { input in
      if case .rate(_, let end) = input.manner { [input.start, end] } else { [input.start] }
    }
  }
}
