public import Diagnostics
public import Quantities

/// Sessions over days or weeks: one or more phases, such as an induction series and boosters.
public struct Course: Hashable, Sendable {
  /// The phases in order.
  public var phases: [Phase]

  /// Makes a course.
  public init(phases: [Phase]) {
    self.phases = phases
  }

  /// A run of sessions that follow one rule.
  public struct Phase: Hashable, Sendable {
    /// What the phase is called, such as `boosters`.
    public var name: String?
    /// When its sessions start.
    public var timing: Timing
    /// From the start of the previous phase's last session to the start of this one's first;
    /// the phase's own interval when absent.
    public var after: Quantity?
    /// What the doses of the first session are multiplied by; 100 % when absent.
    public var scaleFrom: Quantity?
    /// What the doses of the last session are multiplied by; sessions between lie on a line.
    public var scaleTo: Quantity?
    /// Where it is written.
    public var location: SourceLocation

    /// Makes a phase.
    public init(
      name: String? = nil, timing: Timing, after: Quantity? = nil, scaleFrom: Quantity? = nil,
      scaleTo: Quantity? = nil, location: SourceLocation
    ) {
      self.name = name
      self.timing = timing
      self.after = after
      self.scaleFrom = scaleFrom
      self.scaleTo = scaleTo
      self.location = location
    }
  }

  /// When the sessions of a phase start.
  public enum Timing: Hashable, Sendable {
    /// A number of sessions at equal intervals, start to start.
    case every(sessions: Int, interval: Quantity)
    /// Sessions on named days; day 1 is the first day of the phase.
    case onDays([Int])
  }
}
