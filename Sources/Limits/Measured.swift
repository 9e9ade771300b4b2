internal import Quantities
internal import Simulation

/// What a rule measures in one schedule: values one by one, or an amount or concentration over
/// time.
enum Measured: Sendable {
  /// Values one by one, in time order.
  case readings([Reading])
  /// The amount in a sliding window.
  case window(WindowDose, DrugCourse)
  /// A concentration over time.
  case trace(ConcentrationTrace)

  /// The value farthest out on a side, the earliest of equal ones; nothing when there is nothing to
  /// measure.
  func extreme(_ side: Measurement.Side) throws(SimulationFailure) -> Reading? {
    switch self {
    case .readings(let readings):
      guard var worst = readings.first else { return nil }
      for reading in readings.dropFirst() where reading.isFurther(than: worst, side) {
        worst = reading
      }
      return worst
    case .window(let window, let course):
      guard let point = window.extreme(side) else { return nil }
      let culprit = course.culprit(at: point.time, upTo: true)
      return Reading(
        point.value, at: point.time.minutes, line: culprit?.line, session: culprit?.session)
    case .trace(let trace): return try trace.extreme(side)
    }
  }

  /// When a bound is passed, how often and for how long.
  /// - Parameters:
  ///   - bound: The bound.
  ///   - worst: The measurement farthest beyond it.
  ///   - course: What is given.
  func breach(
    of bound: Bound, worst: Measurement, course: DrugCourse
  ) throws(SimulationFailure) -> Breach {
    switch self {
    case .readings(let readings):
      let beyond = readings.filter { $0.isBeyond(bound) }
      let durations = beyond.compactMap(\.duration)
      let passed = beyond.first?.firstPassing(bound, course)
      let culprit = passed.flatMap { course.culprit(at: $0.tick, upTo: true) }
      return Breach(
        worst: worst, first: passed?.double ?? beyond.first?.minutes,
        firstLine: culprit?.line ?? beyond.first?.line,
        duration: durations.isEmpty ? nil : durations.reduce(.zero, +).double,
        occurrences: beyond.count, lines: beyond.compactMap(\.line))
    case .window(let window, _):
      let excursions = window.beyond(bound.limit, bound.side)
      return Breach(
        worst: worst, first: excursions.first?.double,
        firstLine: excursions.first.flatMap { course.culprit(at: $0.tick, upTo: true)?.line },
        duration: excursions.duration.double, occurrences: excursions.count)
    case .trace(let trace): return try trace.breach(of: bound, worst: worst, course: course)
    }
  }
}

extension Reading {
  /// The moment at which a growing value passes a bound, min; nothing when it is the reading's own.
  fileprivate func firstPassing(_ bound: Bound, _ course: DrugCourse) -> Rational? {
    guard bound.side == .upper else { return nil }
    switch passing {
    case .atOnce: return nil
    case .amount(let since): return DeliveredAmount(course.items).firstAbove(since + bound.limit)
    case .time(let since): return since + bound.limit
    }
  }
}

extension Rational {
  /// The moment nearest to a time in minutes.
  fileprivate var tick: Tick { Tick(flicks: (self * Rational(Tick.perMinute)).nearest ?? .max) }
}
