public import Diagnostics
public import Quantities

/// How measurements of one output scatter around a person's own curve.
///
/// measured = c · exp(ε₁) or c · (1 + ε₁) + ε₂, with independent normal deviates of the standard
/// deviations given here.
public struct ResidualError: Hashable, Sendable {
  /// The name of the output.
  public var output: String
  /// The standard deviation as a share of the concentration.
  public var proportional: Double?
  /// The standard deviation of the logarithm of the concentration; excludes ``proportional``.
  public var logarithmic: Double?
  /// The standard deviation as a concentration, by mass or by substance.
  public var additive: Quantity?
  /// The id of the source.
  public var source: String
  /// How well that was seen.
  public var evidence: Evidence
  /// What else should be known, such as why a study assumes it.
  public var note: String?
  /// Where it is written.
  public var location: SourceLocation

  /// Makes an error model.
  public init(
    output: String, proportional: Double? = nil, logarithmic: Double? = nil,
    additive: Quantity? = nil, source: String, evidence: Evidence, note: String? = nil,
    location: SourceLocation
  ) {
    self.output = output
    self.proportional = proportional
    self.logarithmic = logarithmic
    self.additive = additive
    self.source = source
    self.evidence = evidence
    self.note = note
    self.location = location
  }
}
