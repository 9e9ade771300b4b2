internal import Quantities

/// How much of a drug has been given by every moment: linear between events, with jumps, exact.
struct DeliveredAmount: Sendable {
  /// A moment at which the amount jumps or its rate changes.
  struct Node: Sendable {
    let time: Tick
    /// The amount just before, mg.
    let before: Rational
    /// The amount just after, mg.
    let after: Rational
    /// The rate from here on, mg/min.
    let rate: Rational
    /// The same as binary numbers.
    let approximateBefore: Double
    let approximateAfter: Double
    let approximateRate: Double
  }

  /// The moments in order.
  let nodes: [Node]

  /// Adds up what is given.
  init(_ items: some Sequence<DrugCourse.Item>) {
    var events: [(time: Tick, jump: Rational, change: Rational)] = []
    for item in items {
      if let rate = item.rate, item.end > item.start {
        events.append((item.start, .zero, rate))
        events.append((item.end, .zero, -rate))
      } else {
        events.append((item.start, item.amount, .zero))
      }
    }
    events.sort { $0.time < $1.time }
    var nodes: [Node] = []
    nodes.reserveCapacity(events.count)
    var (amount, rate) = (Rational.zero, Rational.zero)
    var index = 0
    while index < events.count {
      let time = events[index].time
      if let last = nodes.last, !rate.isZero {
        amount += rate * Rational(minutes: time - last.time)
      }
      let before = amount
      while index < events.count, events[index].time == time {
        amount += events[index].jump
        rate += events[index].change
        index += 1
      }
      nodes.append(
        Node(
          time: time, before: before, after: amount, rate: rate,
          approximateBefore: before.double, approximateAfter: amount.double,
          approximateRate: rate.double))
    }
    self.nodes = nodes
  }

  /// A side of a moment.
  enum Side {
    case before, after
  }

  /// The amount at a moment, given the last node at or before it.
  func amount(at moment: Tick, _ side: Side, node index: Int?) -> Rational {
    guard let index else { return .zero }
    let node = nodes[index]
    if node.time == moment { return side == .before ? node.before : node.after }
    return node.rate.isZero
      ? node.after : node.after + node.rate * Rational(minutes: moment - node.time)
  }

  /// The same as a binary number, for a first look.
  func approximate(at moment: Tick, _ side: Side, node index: Int?) -> Double {
    guard let index else { return 0 }
    let node = nodes[index]
    if node.time == moment {
      return side == .before ? node.approximateBefore : node.approximateAfter
    }
    return node.approximateAfter + node.approximateRate * (moment - node.time).minutes
  }

  /// The first moment, in minutes, from which the amount is above a level; nothing when never.
  func firstAbove(_ level: Rational) -> Rational? {
    guard let index = nodes.firstIndex(where: { $0.after > level }) else { return nil }
    let node = nodes[index]
    guard index > 0, node.before > level else { return Rational(minutes: node.time) }
    let last = nodes[index - 1]
    return Rational(minutes: last.time) + (level - last.after) / last.rate
  }
}
