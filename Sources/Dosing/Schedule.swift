public import Quantities

/// What enters one patient's body and when: the one canonical event list that every solver eats.
///
/// Amounts are mg of drug, rates mg/min, times ticks. Infusions carry their identity from start to
/// end, so that no two can be mixed up, whatever their rates.
public struct Schedule: Hashable, Sendable {
  /// Everything that is given, in the order of the protocol's lines.
  public var deliveries: [Delivery]
  /// What was prescribed, one line per step and session, in time order.
  public var lines: [ScheduleLine]
  /// When each session runs.
  public var sessions: [Session]

  /// Makes a schedule.
  public init(deliveries: [Delivery], lines: [ScheduleLine] = [], sessions: [Session] = []) {
    self.deliveries = deliveries
    self.lines = lines
    self.sessions = sessions
  }

  /// One session of a course.
  public struct Session: Hashable, Sendable {
    /// Counted from 1.
    public var number: Int
    /// The phase it belongs to, when it has a name.
    public var phase: String?
    /// When it starts.
    public var start: Tick
    /// When its last delivery ends.
    public var end: Tick

    /// Makes a session.
    public init(number: Int, phase: String? = nil, start: Tick, end: Tick) {
      self.number = number
      self.phase = phase
      self.start = start
      self.end = end
    }
  }

  /// The end of the last delivery.
  public var end: Tick { deliveries.map(\.end).max() ?? .zero }
}

/// One thing that is given: a jump of an amount, or a rate between two moments.
public struct Delivery: Hashable, Sendable {
  /// How it is given.
  public enum Manner: Hashable, Sendable {
    /// At once; mg.
    case bolus(amount: Double)
    /// An amount over a duration, which adds to what runs; mg/min.
    case finiteInfusion(rate: Double)
    /// A stretch of a pump's setting; mg/min.
    case setRate(rate: Double)
  }

  /// The drug.
  public var drug: String
  /// The route, by the model's name for it; the model's intravenous entry when absent.
  public var route: String?
  /// How it is given.
  public var manner: Manner
  /// When it starts.
  public var start: Tick
  /// When it ends; equal to ``start`` for a bolus.
  public var end: Tick
  /// The index of the schedule line that ordered it.
  public var line: Int

  /// Makes a delivery.
  public init(
    drug: String, route: String? = nil, _ manner: Manner, start: Tick, end: Tick, line: Int
  ) {
    self.drug = drug
    self.route = route
    self.manner = manner
    self.start = start
    self.end = end
    self.line = line
  }

  /// The amount given in all, mg.
  public var amount: Double {
    switch manner {
    case .bolus(let amount): amount
    case .finiteInfusion(let rate), .setRate(let rate): rate * (end - start).minutes
    }
  }
}

/// One line of the schedule as it would be programmed: a step, in one session.
public struct ScheduleLine: Hashable, Sendable {
  /// What a line does.
  public enum Kind: Hashable, Sendable {
    /// A dose at once.
    case bolus
    /// A dose over a time, which adds to what runs.
    case infusion
    /// A pump setting.
    case setRate
    /// The pump stops, for good or for a time.
    case stop
  }

  /// The drug.
  public var drug: String
  /// What it does.
  public var kind: Kind
  /// The session it belongs to, counted from 1.
  public var session: Int
  /// When it starts.
  public var start: Tick
  /// When it ends.
  public var end: Tick
  /// The dose or rate as prescribed, before scaling and bounds.
  public var entered: Quantity?
  /// What the dose is multiplied by in this session; 1 unless the course scales.
  public var scale: Double
  /// The bound that took effect instead of the prescribed quantity, when one did.
  public var boundedBy: Quantity?
  /// The amount it gives in all, mg.
  public var amount: Double
  /// The rate while it runs, mg/min; nothing for a bolus.
  public var rate: Double?
  /// The strength in the bag or syringe, mg/mL, when it is stated.
  public var concentration: Double?

  /// Makes a line.
  public init(
    drug: String, kind: Kind, session: Int, start: Tick, end: Tick, entered: Quantity?,
    scale: Double = 1, boundedBy: Quantity? = nil, amount: Double, rate: Double? = nil,
    concentration: Double? = nil
  ) {
    self.drug = drug
    self.kind = kind
    self.session = session
    self.start = start
    self.end = end
    self.entered = entered
    self.scale = scale
    self.boundedBy = boundedBy
    self.amount = amount
    self.rate = rate
    self.concentration = concentration
  }
}
