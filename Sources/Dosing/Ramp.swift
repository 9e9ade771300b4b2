public import Quantities

extension ProtocolStep {
  /// A rate that goes from one level to another by equal steps: an escalation or a taper.
  ///
  /// The levels are `from`, `from ± by`, `from ± 2 by` ... `to`, worked out exactly in decimals;
  /// a `to` that is not a whole number of steps away is an error. Each level runs ``every``.
  /// Without ``total`` the last level runs ``every`` too, or as long as the `hold` that follows
  /// says; with it, the last level runs until the total is reached. A ramp to zero ends when it
  /// gets there.
  public struct Ramp: Hashable, Sendable {
    /// Which way a ramp goes.
    public enum Direction: String, Hashable, Sendable, CaseIterable {
      /// An escalation.
      case up
      /// A taper.
      case down
    }

    /// Which way it goes.
    public var direction: Direction
    /// The first level; the rate that runs, when absent.
    public var from: Quantity?
    /// The last level.
    public var to: Quantity
    /// The size of a step; always positive.
    public var by: Quantity
    /// How long each level runs.
    public var every: Quantity
    /// How long the whole phase runs, from the start of its first level to the end of its last.
    public var total: Quantity?
    /// Never more than this at any level; a ramp without ``from`` keeps the bound of the setting
    /// it starts from unless it has its own.
    public var atMost: Quantity?

    /// Makes a ramp.
    public init(
      _ direction: Direction, from: Quantity?, to: Quantity, by: Quantity, every: Quantity,
      total: Quantity? = nil, atMost: Quantity? = nil
    ) {
      self.direction = direction
      self.from = from
      self.to = to
      self.by = by
      self.every = every
      self.total = total
      self.atMost = atMost
    }
  }
}
