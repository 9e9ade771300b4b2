internal import Dosing
public import Quantities

extension ChartModel {
  /// What is given, on the same axis of time as the curves.
  public struct Dosing: Hashable, Sendable {
    /// A stretch with one rate.
    public struct Step: Hashable, Sendable {
      /// When it begins.
      public var start: Tick
      /// When it ends.
      public var end: Tick
      /// mg/h.
      public var rate: Double

      /// Makes a stretch.
      public init(start: Tick, end: Tick, rate: Double) {
        self.start = start
        self.end = end
        self.rate = rate
      }
    }

    /// A dose at once.
    public struct Bolus: Hashable, Sendable {
      /// When it is given.
      public var start: Tick
      /// mg.
      public var amount: Double

      /// Makes a bolus.
      public init(start: Tick, amount: Double) {
        self.start = start
        self.amount = amount
      }
    }

    /// The pump's rate; nothing where it stands still.
    public var steps: [Step]
    /// What is given at once.
    public var boluses: [Bolus]
    /// The highest rate that lasts for more than five minutes, mg/h.
    public var sustainedRate: Double
    /// Rates that matter, mg/h.
    public var rules: [Rule]
    /// What another protocol gives, to compare with; nothing when it gives the same.
    public var other: Other?

    /// What another protocol gives.
    public struct Other: Hashable, Sendable {
      /// The pump's rate.
      public var steps: [Step]
      /// What is given at once.
      public var boluses: [Bolus]

      /// Makes what another protocol gives.
      public init(steps: [Step] = [], boluses: [Bolus] = []) {
        self.steps = steps
        self.boluses = boluses
      }
    }

    /// Makes what is given.
    public init(
      steps: [Step] = [], boluses: [Bolus] = [], sustainedRate: Double = 0, rules: [Rule] = []
    ) {
      self.steps = steps
      self.boluses = boluses
      self.sustainedRate = sustainedRate
      self.rules = rules
    }

    /// The highest rate, mg/h.
    public var highestRate: Double { (steps + (other?.steps ?? [])).reduce(0) { max($0, $1.rate) } }

    /// The top of a scale of rates, mg/h.
    ///
    /// A dose pushed within minutes would flatten the infusion behind it: where the highest rate is
    /// more than twice what lasts, the latter is the top, and what is above is marked as such.
    public var scaleTop: Double {
      sustainedRate > 0 && highestRate > 2 * sustainedRate ? sustainedRate : highestRate
    }
  }
}

extension ChartModel.Dosing {
  /// What falls into a window of time.
  init(_ deliveries: [Delivery], from start: Tick, until end: Tick) {
    let dose = DeliveredDose(deliveries)
    let all = dose.steps
    var steps: [Step] = []
    for (index, step) in all.enumerated() where step.rate > 0 {
      let last = index + 1 < all.count ? all[index + 1].start : end
      let (from, to) = (max(start, step.start), min(end, last))
      guard from < to else { continue }
      let rate = dose.hourlyRate(at: step.start)
      if let previous = steps.last, previous.end == from, previous.rate == rate {
        steps[steps.count - 1].end = to
      } else {
        steps.append(Step(start: from, end: to, rate: rate))
      }
    }
    self.init(
      steps: steps,
      boluses: deliveries.filter { $0.isBolus && $0.start >= start && $0.start <= end }
        .map { Bolus(start: $0.start, amount: $0.amount) },
      sustainedRate: NumberFormat.shortest(
        near: dose.highestRate(lasting: Tick(flicks: 5 * Tick.perMinute)) * Scale.perHour))
  }
}
