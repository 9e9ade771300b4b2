public import Quantities

/// How much a delivery gives, as a function of a patient's weights.
///
/// ``DosingProtocol/schedule(for:)`` works a protocol out for one patient. When it is worked out for
/// a million, the moments are the same for all and only amounts and rates differ: these are the laws
/// that they follow.
public struct DoseLaw: Hashable, Sendable {
  /// A dose or rate that is absolute or in proportion to a weight.
  public struct Term: Hashable, Sendable {
    /// mg or mg/min; per kilogram when there is a ``scalar``.
    public var coefficient: Double
    /// The weight that it is multiplied by.
    public var scalar: WeightScalar?

    /// Makes a term.
    public init(_ coefficient: Double, per scalar: WeightScalar? = nil) {
      self.coefficient = coefficient
      self.scalar = scalar
    }

    /// The dose or rate for one patient.
    public func value(weight: (WeightScalar) -> Double) -> Double {
      scalar.map { coefficient * weight($0) } ?? coefficient
    }
  }

  /// What is prescribed: mg for a bolus, mg/min for everything else.
  public var prescribed: Term
  /// Never more than this.
  public var atMost: Term?
  /// Never less than this.
  public var atLeast: Term?

  /// Makes a law.
  public init(_ prescribed: Term, atMost: Term? = nil, atLeast: Term? = nil) {
    self.prescribed = prescribed
    self.atMost = atMost
    self.atLeast = atLeast
  }

  /// The weights that the law needs.
  public var scalars: [WeightScalar] {
    [prescribed, atMost, atLeast].compactMap { $0?.scalar }
  }
}
