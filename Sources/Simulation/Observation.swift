public import Diagnostics
public import Patients
public import Quantities

/// Something that was measured in people and published, to be set beside a model's prediction.
public struct Observation: Hashable, Sendable {
  /// What was measured.
  public enum Measure: Hashable, Sendable {
    /// The concentration at a time after the start.
    case concentration(at: Quantity)
    /// The highest concentration.
    case peak
    /// When the highest concentration occurred.
    case timeOfPeak
    /// Elimination clearance.
    case clearance
    /// Volume of distribution at steady state.
    case steadyStateVolume
    /// Terminal volume of distribution.
    case terminalVolume
    /// Terminal half-life.
    case halfLife
  }

  /// The study it comes from.
  public var study: String
  /// Who was studied.
  public var population: String
  /// The drug that was given.
  public var drug: String
  /// What was given, as a phrase of the protocol language; nothing for a property of the drug.
  public var regimen: String?
  /// The patient to simulate: the study's mean weight, or one that does not matter because doses
  /// and results are both per kilogram.
  public var patient: Patient
  /// The substance measured, by the name of a model's output.
  public var output: String
  /// What was measured.
  public var measure: Measure
  /// The central value published: a mean, or a median where the note says so.
  public var value: Quantity
  /// The standard deviation published, if any.
  public var deviation: Quantity?
  /// Where blood was sampled, in the study's words.
  public var sampling: String
  /// How well the number was seen.
  public var evidence: Evidence
  /// What a reader must know to judge the comparison.
  public var note: String?
  /// Why no shipped model can predict it, when none can.
  public var notPredicted: String?
  /// Where it is written.
  public var location: SourceLocation

  /// Makes an observation.
  public init(
    study: String, population: String, drug: String, regimen: String?, patient: Patient,
    output: String, measure: Measure, value: Quantity, deviation: Quantity?, sampling: String,
    evidence: Evidence, note: String?, notPredicted: String?, location: SourceLocation
  ) {
    self.study = study
    self.population = population
    self.drug = drug
    self.regimen = regimen
    self.patient = patient
    self.output = output
    self.measure = measure
    self.value = value
    self.deviation = deviation
    self.sampling = sampling
    self.evidence = evidence
    self.note = note
    self.notPredicted = notPredicted
    self.location = location
  }
}
