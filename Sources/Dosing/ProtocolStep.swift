public import Diagnostics
public import Quantities

/// One step of a protocol, with its place in the text.
///
/// A step without `at` starts where the one before it left off.
public struct ProtocolStep: Hashable, Sendable {
  /// When it starts, counted from the start of the session.
  public var at: Quantity?
  /// What it does.
  public var action: Action
  /// How often it is done, and how far apart.
  public var repetition: Repetition?
  /// Where it is written.
  public var location: SourceLocation
  /// Warnings about how it is written: it can be read, and may have been meant otherwise.
  public var doubts: [Diagnostic]

  /// Makes a step.
  public init(
    at: Quantity? = nil, _ action: Action, repeated repetition: Repetition? = nil,
    location: SourceLocation, doubts: [Diagnostic] = []
  ) {
    self.at = at
    self.action = action
    self.repetition = repetition
    self.location = location
    self.doubts = doubts
  }

  /// Several times the same thing, starts `every` apart; times are `start + k * every`.
  public struct Repetition: Hashable, Sendable {
    /// How often in all.
    public var times: Int
    /// From start to start.
    public var every: Quantity

    /// Makes a repetition.
    public init(times: Int, every: Quantity) {
      self.times = times
      self.every = every
    }
  }

  /// What a step does.
  ///
  /// Finite infusions and set rates are different things: the one adds to what runs and ends by
  /// itself, the other says what the pump runs at from now on.
  public enum Action: Hashable, Sendable {
    /// Gives a dose at once.
    case bolus(BoundedQuantity, route: String?)
    /// Gives a dose evenly over a time, in addition to whatever else runs.
    case infusion(FiniteInfusion)
    /// Sets the pump's rate.
    case setRate(SetRate)
    /// Changes the pump's rate level by level.
    case ramp(Ramp)
    /// Lets the present rate run on for a time.
    case hold(Quantity)
    /// Stops the pump for a time, then goes on at the rate it had.
    case pause(Quantity)
    /// Stops the pump.
    case stop
    /// Leaves a gap before the next step; whatever runs, runs on.
    case wait(Quantity)
  }

  /// A quantity per kilogram with absolute bounds beside it.
  public struct BoundedQuantity: Hashable, Sendable {
    /// The quantity as prescribed.
    public var quantity: Quantity
    /// Never more than this.
    public var atMost: Quantity?
    /// Never less than this.
    public var atLeast: Quantity?

    /// Makes a bounded quantity.
    public init(_ quantity: Quantity, atMost: Quantity? = nil, atLeast: Quantity? = nil) {
      self.quantity = quantity
      self.atMost = atMost
      self.atLeast = atLeast
    }
  }

  /// An amount over a duration; it adds to what runs and ends by itself.
  public struct FiniteInfusion: Hashable, Sendable {
    /// How much in all.
    public var dose: BoundedQuantity
    /// How long it takes.
    public var duration: Quantity
    /// The route, by the model's name for it; the model's intravenous entry when absent.
    public var route: String?

    /// Makes a finite infusion.
    public init(dose: BoundedQuantity, over duration: Quantity, route: String? = nil) {
      self.dose = dose
      self.duration = duration
      self.route = route
    }
  }

  /// A pump setting: it holds until the next setting, or for a stated time.
  public struct SetRate: Hashable, Sendable {
    /// The rate.
    public var rate: BoundedQuantity
    /// For how long; until the next setting when absent.
    public var duration: Quantity?

    /// Makes a setting.
    public init(_ rate: BoundedQuantity, for duration: Quantity? = nil) {
      self.rate = rate
      self.duration = duration
    }
  }
}
