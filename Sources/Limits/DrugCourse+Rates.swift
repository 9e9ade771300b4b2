internal import Quantities

extension DrugCourse {
  /// A stretch in which the rate of all that runs stays the same.
  struct RateStretch {
    let start: Tick
    var end: Tick
    /// mg/min.
    let rate: Rational
    let line: Int
    let session: Int
    /// How long it ran, pauses left out, min.
    var minutes: Rational
  }

  /// What rules about rates and settings measure.
  func rateReadings(_ measure: Measure) -> [Reading] {
    if measure == .rate {
      return runningRates.map {
        Reading(
          $0.rate, at: $0.start.minutes, until: $0.end.minutes, line: $0.line, session: $0.session,
          duration: $0.minutes)
      }
    }
    var readings: [Reading] = []
    let settings = settings
    for (last, next) in zip(settings, settings.dropFirst()) where last.session == next.session {
      let isRise = next.rate > last.rate
      switch measure {
      case .rateIncrease where isRise: readings.append(reading(next, next.rate - last.rate))
      case .rateDecrease where !isRise: readings.append(reading(next, last.rate - next.rate))
      case .timeBeforeIncrease where isRise: readings.append(reading(next, last.minutes))
      case .timeBeforeDecrease where !isRise: readings.append(reading(next, last.minutes))
      default: break
      }
    }
    return readings
  }

  private func reading(_ stretch: RateStretch, _ value: Rational) -> Reading {
    Reading(value, at: stretch.start.minutes, line: stretch.line, session: stretch.session)
  }

  /// The rate of everything that runs but boluses; stretches in which nothing runs are left out.
  private var runningRates: [RateStretch] {
    let running = items.filter { !$0.isBolus && $0.rate != nil }
    let isSequence = zip(running, running.dropFirst()).allSatisfy { $0.end <= $1.start }
    if isSequence {
      return running.map {
        RateStretch(
          start: $0.start, end: $0.end, rate: $0.rate ?? .zero, line: $0.line, session: $0.session,
          minutes: $0.minutes)
      }
    }
    var events: [(time: Tick, change: Rational, item: Int, starts: Bool)] = []
    for (index, item) in running.enumerated() {
      guard let rate = item.rate else { continue }
      events.append((item.start, rate, index, true))
      events.append((item.end, -rate, index, false))
    }
    events.sort { ($0.time, $0.item) < ($1.time, $1.item) }
    var stretches: [RateStretch] = []
    var (rate, culprit, index) = (Rational.zero, 0, 0)
    while index < events.count {
      let time = events[index].time
      while index < events.count, events[index].time == time {
        rate += events[index].change
        if events[index].starts { culprit = events[index].item }
        index += 1
      }
      let isLast = index == events.count
      if isLast || rate.isZero { continue }
      let end = events[index].time
      stretches.append(
        RateStretch(
          start: time, end: end, rate: rate, line: running[culprit].line,
          session: running[culprit].session, minutes: Rational(minutes: end - time)))
    }
    return stretches
  }

  /// The pump's settings; stretches of one rate that follow each other, also behind a pause, are one.
  private var settings: [RateStretch] {
    var result: [RateStretch] = []
    for item in items where item.isSetting {
      guard let rate = item.rate else { continue }
      if let last = result.last, last.rate == rate, last.session == item.session {
        result[result.count - 1].end = item.end
        result[result.count - 1].minutes += item.minutes
        continue
      }
      result.append(
        RateStretch(
          start: item.start, end: item.end, rate: rate, line: item.line, session: item.session,
          minutes: item.minutes))
    }
    return result
  }
}
