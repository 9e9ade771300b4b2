internal import Dosing
internal import NumericalMethods
internal import Quantities

/// What has been given of one drug by any moment, before bioavailability: the pump's own count.
struct DeliveredDose: Sendable {
  private let segments: [Segment]

  /// A stretch in which nothing starts or ends.
  private struct Segment: Sendable {
    let start: Tick
    /// The sum of everything that has ended, mg.
    let finished: Double
    /// The same without boluses at the start of the stretch, mg.
    let finishedBefore: Double
    /// What runs.
    let running: [Delivery]
    /// The sum of the running rates, mg/min.
    let rate: Double
    /// The same, mg/h.
    let hourlyRate: Double
  }

  /// Adds up deliveries; sums are exact and rounded once.
  init(_ deliveries: [Delivery]) {
    let moments = Set([Tick.zero] + deliveries.flatMap { [$0.start, $0.end] }).sorted()
    let starting = Dictionary(grouping: deliveries, by: \.start)
    var finished = ExactSum()
    var running: [Delivery] = []
    var segments: [Segment] = []
    for moment in moments {
      for delivery in running where delivery.end <= moment { finished.add(delivery.amount) }
      running.removeAll { $0.end <= moment }
      let finishedBefore = finished.value
      for delivery in starting[moment] ?? [] {
        if delivery.end > moment { running.append(delivery) } else { finished.add(delivery.amount) }
      }
      let rate = ExactSum(running.map(\.rate)).value
      segments.append(
        Segment(
          start: moment, finished: finished.value, finishedBefore: finishedBefore, running: running,
          rate: rate, hourlyRate: NumberFormat.shortest(near: rate * Scale.perHour)))
    }
    self.segments = segments
  }

  /// What runs just after a moment, mg/min.
  func rate(at moment: Tick) -> Double { segment(at: moment).rate }

  /// The same in mg/h, without the digits that converting back and forth leaves behind.
  func hourlyRate(at moment: Tick) -> Double { segment(at: moment).hourlyRate }

  /// What has been given by a moment, a bolus at that moment included, mg.
  func amount(by moment: Tick) -> Double {
    let segment = segment(at: moment)
    return total(segment.finished, segment, at: moment)
  }

  private func total(_ finished: Double, _ segment: Segment, at moment: Tick) -> Double {
    guard !segment.running.isEmpty else { return finished }
    var sum = ExactSum([finished])
    for delivery in segment.running { sum.add(delivery.rate * (moment - delivery.start).minutes) }
    return sum.value
  }

  /// What has been given before a moment, without a bolus at that moment, mg.
  func amount(before moment: Tick) -> Double {
    let segment = segment(at: moment)
    guard segment.start == moment else { return amount(by: moment) }
    return total(segment.finishedBefore, segment, at: moment)
  }

  /// The highest rate at any time, mg/min.
  var highestRate: Double { segments.map(\.rate).max() ?? 0 }

  /// The highest rate that is reached or exceeded for longer than a time without a break, mg/min.
  func highestRate(lasting time: Tick) -> Double {
    var best = 0.0
    // Rates that have not been undercut yet, rising, each with when it was first reached.
    var held: [(start: Tick, rate: Double)] = []
    for segment in segments {
      var start = segment.start
      while let last = held.last, last.rate >= segment.rate {
        if segment.start - last.start > time { best = max(best, last.rate) }
        start = last.start
        held.removeLast()
      }
      held.append((start, segment.rate))
    }
    return best
  }

  /// The moments at which something starts or ends, and the rate from there on, mg/min.
  var steps: [(start: Tick, rate: Double)] { segments.map { ($0.start, $0.rate) } }

  private func segment(at moment: Tick) -> Segment {
    var (low, high) = (0, segments.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].start <= moment { low = middle } else { high = middle }
    }
    return segments[low]
  }
}

extension Delivery {
  /// The rate while it runs, mg/min; zero for a bolus.
  var rate: Double {
    switch manner {
    case .bolus: 0
    case .finiteInfusion(let rate), .setRate(let rate): rate
    }
  }

  /// Whether it is given at once.
  var isBolus: Bool {
    if case .bolus = manner { true } else { false }
  }
}
