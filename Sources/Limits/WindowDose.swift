internal import Quantities

/// The amount given in a window of fixed length that slides over a course, without a grid.
///
/// `W(t) = D(t) - D(t - w)` is what was given after `t - w` and up to `t`: a dose just one window
/// after another is no longer in the same window. `D` is piecewise linear, so `W` is, and its
/// extremes are among its left and right limits at the moments of `D` and one window later. Binary
/// numbers only pick the candidates that come near the extreme; of those the exact values decide.
struct WindowDose: Sendable {
  private let amount: DeliveredAmount
  private let width: Tick
  private let candidates: [Candidate]

  /// A moment at which the window's amount may be extreme.
  private struct Candidate {
    let time: Tick
    /// The last nodes at or before the end and the beginning of the window.
    let lead: Int?
    let lag: Int?
  }

  /// One limit of the window's amount at one moment.
  struct Point {
    let time: Tick
    let value: Rational
  }

  /// Prepares a window.
  init(_ amount: DeliveredAmount, width: Tick) {
    self.amount = amount
    self.width = width
    let nodes = amount.nodes
    var candidates: [Candidate] = []
    candidates.reserveCapacity(2 * nodes.count)
    var (lead, lag) = (-1, -1)
    while lag + 1 < nodes.count {
      let leaving = nodes[lag + 1].time + width
      let entering = lead + 1 < nodes.count ? nodes[lead + 1].time : leaving
      let time = min(entering, leaving)
      if lead + 1 < nodes.count, nodes[lead + 1].time == time { lead += 1 }
      if leaving == time { lag += 1 }
      candidates.append(
        Candidate(time: time, lead: lead < 0 ? nil : lead, lag: lag < 0 ? nil : lag))
    }
    self.candidates = candidates
  }

  /// The amount in the window that ends at a moment, what is given just then included.
  func value(at moment: Tick) -> Rational {
    func node(_ time: Tick) -> Int? { amount.nodes.lastIndex { $0.time <= time } }
    let start = moment - width
    return amount.amount(at: moment, .after, node: node(moment))
      - amount.amount(at: start, .after, node: node(start))
  }

  /// Whether the window that ends at a moment lies within the course, so that a lower bound
  /// concerns it.
  func isWithinCourse(endingAt moment: Tick) -> Bool {
    guard let first = amount.nodes.first, let last = amount.nodes.last else { return false }
    return first.time + width <= moment && moment <= last.time
  }

  private func value(_ candidate: Candidate, _ side: DeliveredAmount.Side) -> Rational {
    amount.amount(at: candidate.time, side, node: candidate.lead)
      - amount.amount(at: candidate.time - width, side, node: candidate.lag)
  }

  private func approximate(_ candidate: Candidate, _ side: DeliveredAmount.Side) -> Double {
    amount.approximate(at: candidate.time, side, node: candidate.lead)
      - amount.approximate(at: candidate.time - width, side, node: candidate.lag)
  }

  /// The candidates whose windows count: all of them for the largest amount; for the smallest only
  /// windows that lie within the course.
  private func relevant(_ side: Measurement.Side) -> ArraySlice<Candidate> {
    guard side == .lower, let first = amount.nodes.first, let last = amount.nodes.last else {
      return candidates[...]
    }
    let (start, end) = (first.time + width, last.time)
    guard start <= end, let low = candidates.firstIndex(where: { $0.time >= start }),
      let high = candidates.lastIndex(where: { $0.time <= end }), low <= high
    else { return [] }
    return candidates[low...high]
  }

  /// The largest (upper) or smallest (lower) amount, and where it first is.
  func extreme(_ side: Measurement.Side) -> Point? {
    let relevant = relevant(side)
    let sign: Double = side == .upper ? 1 : -1
    var best = -Double.infinity
    var values: [Double] = []
    values.reserveCapacity(2 * relevant.count)
    for candidate in relevant {
      let before = sign * approximate(candidate, .before)
      let after = sign * approximate(candidate, .after)
      values.append(before)
      values.append(after)
      best = max(best, before, after)
    }
    // Far more than the rounding errors of two values that are read off and subtracted.
    let near = best - 1e-12 * (amount.nodes.last?.approximateAfter ?? 0)
    var result: Point?
    for (index, candidate) in relevant.enumerated() {
      for (offset, limit) in [DeliveredAmount.Side.before, .after].enumerated()
      where values[2 * index + offset] >= near {
        let exact = value(candidate, limit)
        if let best = result, side == .upper ? exact <= best.value : exact >= best.value {
          continue
        }
        result = Point(time: candidate.time, value: exact)
      }
    }
    return result
  }

  /// When the amount is beyond a limit: first, for how long in all, in how many stretches.
  func beyond(_ limit: Rational, _ side: Measurement.Side) -> Excursions {
    var excursions = Excursions()
    var last: (time: Rational, value: Rational)?
    for candidate in relevant(side) {
      let time = Rational(minutes: candidate.time)
      let (before, after) = (value(candidate, .before), value(candidate, .after))
      if let last { excursions.add(from: last, to: (time, before), limit, side) }
      excursions.arrive(at: time, after, limit, side)
      last = (time, after)
    }
    return excursions
  }
}

/// The stretches of time in which a piecewise linear amount is beyond a limit.
struct Excursions {
  /// The first moment, min.
  private(set) var first: Rational?
  /// How long in all, min.
  private(set) var duration = Rational.zero
  /// How many stretches.
  private(set) var count = 0
  private var isBeyond = false

  private func passes(_ value: Rational, _ limit: Rational, _ side: Measurement.Side) -> Bool {
    side == .upper ? value > limit : value < limit
  }

  /// A straight stretch from one moment's right limit to the next one's left limit.
  mutating func add(
    from a: (time: Rational, value: Rational), to b: (time: Rational, value: Rational),
    _ limit: Rational, _ side: Measurement.Side
  ) {
    let (starts, ends) = (passes(a.value, limit, side), passes(b.value, limit, side))
    guard starts || ends else {
      isBeyond = false
      return
    }
    guard starts != ends else {
      enter(at: a.time)
      duration += b.time - a.time
      return
    }
    let crossing = a.time + (b.time - a.time) * ((limit - a.value) / (b.value - a.value))
    if ends {
      isBeyond = false
      enter(at: crossing)
      duration += b.time - crossing
    } else {
      enter(at: a.time)
      duration += crossing - a.time
      isBeyond = false
    }
  }

  /// A moment's right limit.
  mutating func arrive(
    at time: Rational, _ value: Rational, _ limit: Rational, _ side: Measurement.Side
  ) {
    if passes(value, limit, side) { enter(at: time) } else { isBeyond = false }
  }

  private mutating func enter(at time: Rational) {
    if !isBeyond { count += 1 }
    isBeyond = true
    if first == nil { first = time }
  }
}
