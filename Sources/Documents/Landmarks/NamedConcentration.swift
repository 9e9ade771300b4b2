public import Kinetics
public import Quantities

/// A concentration that means something to people: an effect that was seen there, and by whom.
///
/// Landmarks orient; they are neither limits nor targets.
public struct NamedConcentration: Hashable, Sendable {
  /// What it is called, such as `recovery of consciousness`.
  public var name: String
  /// The concentration, or the lower end of a range.
  public var lower: Quantity
  /// The upper end, when the source gives a range.
  public var upper: Quantity?
  /// What the source gives behind `±`, when it does.
  public var spread: Quantity?
  /// What was seen, in whom, and what is not known about it.
  public var note: String
  /// The id of the source.
  public var source: String
  /// How well that was seen.
  public var evidence: Evidence
  /// Where blood was sampled, when the source says.
  public var sampling: Model.Sampling?
  /// In whom it was seen, when the source says: a few words, such as `children`.
  public var population: String?

  /// Makes a landmark.
  public init(
    name: String, lower: Quantity, upper: Quantity? = nil, spread: Quantity? = nil, note: String,
    source: String, evidence: Evidence, sampling: Model.Sampling? = nil, population: String? = nil
  ) {
    self.name = name
    self.lower = lower
    self.upper = upper
    self.spread = spread
    self.note = note
    self.source = source
    self.evidence = evidence
    self.sampling = sampling
    self.population = population
  }
}

/// The landmarks of one drug.
public struct LandmarkSet: Hashable, Sendable {
  /// The name by which it is found: the drug's.
  public var id: String
  /// One line that says what it is.
  public var title: String
  /// The drug.
  public var drug: String
  /// Where the numbers come from.
  public var sources: [Citation]
  /// The landmarks, in the order of the file.
  public var landmarks: [NamedConcentration]

  /// Makes a set.
  public init(
    id: String, title: String, drug: String, sources: [Citation], landmarks: [NamedConcentration]
  ) {
    self.id = id
    self.title = title
    self.drug = drug
    self.sources = sources
    self.landmarks = landmarks
  }
}
