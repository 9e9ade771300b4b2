public import Quantities

/// A published concentration that helps to read a curve, such as the one at which patients woke.
public struct Landmark: Hashable, Sendable {
  /// What it marks.
  public var name: String
  /// The substance measured.
  public var analyte: String
  /// The concentration, mg/L.
  public var concentration: Double
  /// Where it was published.
  public var source: String
  /// How well that was seen.
  public var evidence: Evidence?

  /// Makes a landmark.
  public init(
    name: String, analyte: String, concentration: Double, source: String, evidence: Evidence? = nil
  ) {
    self.name = name
    self.analyte = analyte
    self.concentration = concentration
    self.source = source
    self.evidence = evidence
  }

  /// The concentration with its name: `70 ng/mL, analgesia`.
  var text: String {
    NumberFormat.plain(concentration * Scale.nanogramsPerMilliliter) + " ng/mL, \(name)"
  }
}
