public import Diagnostics
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
  /// Warnings about how its steps are written, from ``ProtocolStep/doubts``.
  public var doubts: [Diagnostic] = []

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
