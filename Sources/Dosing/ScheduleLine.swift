public import Diagnostics
public import Quantities

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
  /// The route that the step names, by the model's name for it; nothing for the intravenous one that
  /// goes without saying.
  public var route: String?
  /// What the dose is multiplied by in this session; 1 unless the course scales.
  public var scale: Double
  /// The bound that took effect instead of the prescribed quantity, when one did.
  public var boundedBy: Quantity?
  /// The amount it gives in all, mg.
  public var amount: Double
  /// The rate while it runs, mg/min; nothing for a bolus.
  public var rate: Double?
  /// The strength in the bag or syringe, when it is stated.
  public var strength: Quantity?

  /// When a setting would have ended by itself; nothing when it holds until the next one, and for
  /// everything else.
  public var plannedEnd: Tick?
  /// The index of the line that ended this one before its time: a pause or a later setting.
  public var cutBy: Int?
  /// The index of the line that this one goes on with after a pause.
  public var continues: Int?
  /// Where the step is written.
  public var location: SourceLocation?

  /// Makes a line.
  public init(
    drug: String, kind: Kind, session: Int, start: Tick, end: Tick, entered: Quantity?,
    route: String? = nil, scale: Double = 1, boundedBy: Quantity? = nil, amount: Double,
    rate: Double? = nil,
    strength: Quantity? = nil, plannedEnd: Tick? = nil, cutBy: Int? = nil,
    continues: Int? = nil, location: SourceLocation? = nil
  ) {
    self.drug = drug
    self.kind = kind
    self.session = session
    self.start = start
    self.end = end
    self.entered = entered
    self.route = route
    self.scale = scale
    self.boundedBy = boundedBy
    self.amount = amount
    self.rate = rate
    self.strength = strength
    self.plannedEnd = plannedEnd
    self.cutBy = cutBy
    self.continues = continues
    self.location = location
  }

  /// The strength in mg/mL.
  public var concentration: Double? { strength.map { $0.canonical / 1000 } }
}
