public import Kinetics
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
  /// Where blood was sampled, when the source says.
  public var sampling: Model.Sampling?
  /// What a reader must know about it.
  public var note: String?

  /// Makes a landmark.
  public init(
    name: String, analyte: String, concentration: Double, source: String,
    evidence: Evidence? = nil, sampling: Model.Sampling? = nil, note: String? = nil
  ) {
    self.name = name
    self.analyte = analyte
    self.concentration = concentration
    self.source = source
    self.evidence = evidence
    self.sampling = sampling
    self.note = note
  }

  /// The concentration with its name: `70 ng/mL, analgesia`.
  var text: String {
    NumberFormat.plain(concentration * Scale.nanogramsPerMilliliter) + " ng/mL, \(name)"
  }
}
