internal import Dosing
internal import Quantities

/// What one drug's deliveries are to a set of limits: boluses and what runs, by session.
///
/// Amounts and rates are exact. Everything is in time order; what happens at one moment, in the
/// order of the lines.
struct DrugCourse: Sendable {
  /// One delivery.
  struct Item: Sendable {
    let start: Tick
    let end: Tick
    /// mg.
    let amount: Rational
    /// mg/min; nothing for a dose at once.
    let rate: Rational?
    /// The index of its line.
    let line: Int
    /// Counted from 1.
    let session: Int
    /// Whether it counts as a bolus.
    let isBolus: Bool
    /// Whether it is a stretch of a pump's setting.
    let isSetting: Bool
  }

  /// The deliveries that give drug.
  let items: [Item]
  /// Whether every number in the schedule is one.
  let isFinite: Bool

  /// Takes one drug's deliveries out of a schedule.
  /// - Parameters:
  ///   - schedule: The schedule.
  ///   - drug: The drug.
  ///   - route: The route, when only one is meant; a dose without a route counts as `iv`.
  ///   - bolusWithin: The longest duration of a bolus; only doses at once count when absent.
  init(_ schedule: Schedule, drug: String, route: String?, bolusWithin: Tick?) {
    var items: [Item] = []
    items.reserveCapacity(schedule.deliveries.count)
    var isFinite = true
    var session = 0
    for delivery in schedule.deliveries where delivery.drug == drug {
      if let route, route != delivery.route ?? "iv" { continue }
      guard let amount = delivery.exactAmount else {
        isFinite = false
        continue
      }
      guard amount > .zero else { continue }
      if schedule.lines.indices.contains(delivery.line) {
        session = schedule.lines[delivery.line].session
      } else {
        session = schedule.sessions.last { $0.start <= delivery.start }?.number ?? 1
      }
      let isShort = delivery.end - delivery.start <= bolusWithin ?? .zero
      var isSetting = false
      if case .setRate = delivery.manner { isSetting = true }
      items.append(
        Item(
          start: delivery.start, end: delivery.end, amount: amount, rate: delivery.exactRate,
          line: delivery.line, session: session, isBolus: isShort && !isSetting,
          isSetting: isSetting))
    }
    let isSorted = zip(items, items.dropFirst()).allSatisfy {
      ($0.start, $0.line) <= ($1.start, $1.line)
    }
    if !isSorted { items.sort { ($0.start, $0.line, $0.end) < ($1.start, $1.line, $1.end) } }
    self.items = items
    self.isFinite = isFinite
  }

  private init(items: [Item], isFinite: Bool) {
    self.items = items
    self.isFinite = isFinite
  }

  /// What has been given by a moment: of what is under way, the part up to it.
  func given(by moment: Tick) -> DrugCourse {
    let begun = items.prefix { $0.start <= moment }.map { item in
      guard item.end > moment, let rate = item.rate else { return item }
      return Item(
        start: item.start, end: moment, amount: rate * Rational(minutes: moment - item.start),
        rate: rate, line: item.line, session: item.session, isBolus: item.isBolus,
        isSetting: item.isSetting)
    }
    return DrugCourse(items: begun, isFinite: isFinite)
  }

  /// The numbers of the sessions in which drug is given, in order.
  var sessions: [Int] {
    var numbers: [Int] = []
    for item in items where numbers.last != item.session { numbers.append(item.session) }
    return numbers
  }

  /// The deliveries session by session.
  var bySession: [ArraySlice<Item>] {
    var slices: [ArraySlice<Item>] = []
    var start = items.startIndex
    for index in items.indices
    where index + 1 == items.count
      || items[index + 1].session != items[index].session
    {
      slices.append(items[start...index])
      start = index + 1
    }
    return slices
  }

  /// The delivery that is to blame for what is at a moment: of those that started by then and are
  /// still given the last one; the last one started when none is given any more.
  ///
  /// For what builds up to the moment, such as a peak, what starts to run just then is not to blame.
  func culprit(at moment: Tick, upTo isReached: Bool = false) -> Item? {
    var (low, high) = (0, items.count)
    while low < high {
      let middle = (low + high) / 2
      if items[middle].start <= moment { low = middle + 1 } else { high = middle }
    }
    // Long infusions that started much earlier are not looked for.
    let begun = items[max(0, low - 32)..<low]
    if isReached,
      let item = begun.last(where: {
        $0.end >= moment && ($0.rate == nil || $0.start < moment)
      })
    {
      return item
    }
    return begun.last { $0.end >= moment } ?? begun.last
  }

  /// The lines of everything that is given within any of some stretches of time, min; what only
  /// touches an end of one is not, but for a dose at once at its start.
  func lines(during stretches: [Range<Double>]) -> [Int] {
    var next = 0
    var lines: [Int] = []
    for item in items {
      let (start, end) = (item.start.minutes, item.end.minutes)
      while next < stretches.count, stretches[next].upperBound <= start { next += 1 }
      guard next < stretches.count else { break }
      let isWithin =
        item.start == item.end
        ? stretches[next].contains(start) : stretches[next].lowerBound < end
      if isWithin { lines.append(item.line) }
    }
    return lines
  }
}
