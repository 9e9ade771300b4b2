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
  /// In whom it was seen, when the source says.
  public var population: String?
  /// The range that this is one end of, if any.
  public var range: Range?

  /// A range of concentrations, such as the one in which an effect grew.
  public struct Range: Hashable, Sendable {
    /// What it marks.
    public var name: String
    /// The lower end, mg/L.
    public var lower: Double
    /// The upper end, mg/L.
    public var upper: Double

    /// Makes a range.
    public init(name: String, lower: Double, upper: Double) {
      self.name = name
      self.lower = lower
      self.upper = upper
    }
  }

  /// Makes a landmark.
  public init(
    name: String, analyte: String, concentration: Double, source: String,
    evidence: Evidence? = nil, sampling: Model.Sampling? = nil, note: String? = nil,
    population: String? = nil, range: Range? = nil
  ) {
    self.name = name
    self.analyte = analyte
    self.concentration = concentration
    self.source = source
    self.evidence = evidence
    self.sampling = sampling
    self.note = note
    self.population = population
    self.range = range
  }

  /// The concentration with its name: `70 ng/mL, analgesia (10 volunteers)`.
  var text: String {
    NumberFormat.plain(concentration * Scale.nanogramsPerMilliliter) + " ng/mL, \(named(name))"
  }

  /// A name of it with those in whom it was seen, unless the name says it.
  func named(_ name: String) -> String {
    guard let population, !name.contains(population) else { return name }
    return "\(name) (\(population))"
  }
}
