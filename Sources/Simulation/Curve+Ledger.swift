public import Quantities

extension Curve {
  /// How much of one input has entered by a moment.
  public struct LedgerEntry: Hashable, Sendable {
    /// The input, by its index in ``Curve/inputs``.
    public var input: Int
    /// What it brings in all, mg, after bioavailability.
    public var planned: Double
    /// What has entered so far, mg.
    public var entered: Double

    /// Makes an entry.
    public init(input: Int, planned: Double, entered: Double) {
      self.input = input
      self.planned = planned
      self.entered = entered
    }
  }

  /// What every input has brought by a moment: the sum is ``Balance/given``.
  public func ledger(at moment: Tick) -> [LedgerEntry] {
    inputs.enumerated().map { index, input in
      LedgerEntry(
        input: index, planned: input.entered(by: input.end), entered: input.entered(by: moment))
    }
  }
}
