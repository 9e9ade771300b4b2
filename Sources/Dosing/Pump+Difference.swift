public import Quantities

extension Pump {
  /// How one line of a schedule changes when a pump runs it.
  public struct Difference: Hashable, Sendable {
    /// What the pump does with a line that it cannot run just as ordered.
    public enum Outcome: Hashable, Sendable {
      /// It runs at the nearest step.
      case rounded
      /// The flow would be above its highest.
      case tooFast
      /// The flow would be below its lowest, or the flow or volume less than half a step.
      case tooSlow
      /// Nobody knows: the line does not state the strength in the bag or syringe.
      case unknownStrength
    }

    /// The index of the line.
    public var line: Int
    /// What was ordered: mg/min, or mg for a dose at once.
    public var intended: Double
    /// What the pump gives instead, in the same unit; nothing when it cannot run the line at all,
    /// or nobody knows.
    public var deliverable: Double?
    /// What the pump does.
    public var outcome: Outcome
    /// The nearest step of flow, L/min, or of volume, L; nothing when the strength is not known or
    /// the number is beyond every pump.
    public var setting: Double?
    /// How much more is delivered than was ordered, as a share of the order; negative when less.
    public var share: Rational?

    /// Makes a difference.
    public init(
      line: Int, intended: Double, deliverable: Double?, outcome: Outcome, setting: Double?,
      share: Rational?
    ) {
      self.line = line
      self.intended = intended
      self.deliverable = deliverable
      self.outcome = outcome
      self.setting = setting
      self.share = share
    }

    /// ``share`` as a binary number.
    public var excess: Double? { share?.double }
  }
}
