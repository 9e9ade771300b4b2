public import Quantities

/// What a pump can run at.
public struct Pump: Hashable, Sendable {
  /// The smallest step between two flows, such as 0.1 mL/h.
  public var flowStep: Quantity
  /// The lowest flow that is not a stop.
  public var lowestFlow: Quantity
  /// The highest flow.
  public var highestFlow: Quantity
  /// The smallest step between two volumes of a bolus; as exact as ordered when absent.
  public var volumeStep: Quantity?

  /// Makes a pump.
  public init(
    flowStep: Quantity, lowestFlow: Quantity, highestFlow: Quantity, volumeStep: Quantity? = nil
  ) {
    self.flowStep = flowStep
    self.lowestFlow = lowestFlow
    self.highestFlow = highestFlow
    self.volumeStep = volumeStep
  }

  /// How one line of a schedule changes when a pump runs it.
  public struct Difference: Hashable, Sendable {
    /// The index of the line.
    public var line: Int
    /// What was ordered: mg/min, or mg for a dose at once.
    public var intended: Double
    /// What the pump gives instead, in the same unit; nothing when it cannot run the line at all.
    public var deliverable: Double?

    /// Makes a difference.
    public init(line: Int, intended: Double, deliverable: Double?) {
      self.line = line
      self.intended = intended
      self.deliverable = deliverable
    }
  }
}
