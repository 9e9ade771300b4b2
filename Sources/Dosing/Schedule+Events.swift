public import Quantities

extension Schedule {
  /// One change at one moment, tied to the delivery that makes it.
  public struct Event: Hashable, Sendable {
    /// What comes first among changes at one moment.
    public enum Rank: Int, Hashable, Sendable, Comparable, CaseIterable {
      /// Rates end; an observation at this moment belongs to the end.
      case infusionEnd
      /// Lagged and repeated doses come due.
      case due
      /// A model's parameters change.
      case parameterChange
      /// What is recorded for this moment, in the order of the record.
      case record

      /// Whether a rank comes earlier.
      public static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
    }

    /// What changes.
    public enum Change: Hashable, Sendable {
      /// A state jumps by an amount, mg.
      case jump(amount: Double)
      /// A rate begins, mg/min.
      case rateStart(rate: Double)
      /// The rate of the same delivery ends, mg/min.
      case rateEnd(rate: Double)
    }

    /// When.
    public var time: Tick
    /// Its place among the changes of the moment.
    public var rank: Rank
    /// The index of the delivery: start and end of an infusion carry the same one.
    public var delivery: Int
    /// What changes.
    public var change: Change

    /// Makes an event.
    public init(time: Tick, rank: Rank, delivery: Int, change: Change) {
      self.time = time
      self.rank = rank
      self.delivery = delivery
      self.change = change
    }
  }

  /// The canonical list of events, sorted by time, then rank, then the order of the deliveries.
  ///
  /// Nothing in it is merged: two equal infusions into the same place start and end as two.
  /// - Complexity: O(*n* log *n*) in the number of deliveries.
  public var events: [Event] {
    var events: [Event] = []
    events.reserveCapacity(2 * deliveries.count)
    for (index, delivery) in deliveries.enumerated() {
      let rank = delivery.isRepeat ? Event.Rank.due : .record
      func add(_ time: Tick, _ rank: Event.Rank, _ change: Event.Change) {
        events.append(Event(time: time, rank: rank, delivery: index, change: change))
      }
      switch delivery.manner {
      case .bolus(let amount):
        add(delivery.start, rank, .jump(amount: amount))
      case .finiteInfusion(let rate), .setRate(let rate):
        add(delivery.start, rank, .rateStart(rate: rate))
        add(delivery.end, .infusionEnd, .rateEnd(rate: rate))
      }
    }
    return events.sorted { ($0.time, $0.rank, $0.delivery) < ($1.time, $1.rank, $1.delivery) }
  }
}
