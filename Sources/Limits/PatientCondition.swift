public import Diagnostics
public import Quantities

/// A condition that a patient is declared to have; the list is closed, so that a slip in spelling
/// is an error and never a condition nobody checks.
public enum PatientCondition: String, Hashable, Sendable, CaseIterable {
  /// High blood pressure that is not controlled.
  case uncontrolledHypertension = "uncontrolled hypertension"
  /// Cardiovascular disease that is poorly controlled.
  case uncontrolledHeartDisease = "poorly controlled cardiovascular disease"
  /// Severe disease of the coronary vessels or of the heart's muscle.
  case severeHeartDisease = "severe coronary or myocardial disease"
  /// A heart attack not long ago.
  case recentHeartAttack = "recent heart attack"
  /// A stroke not long ago.
  case recentStroke = "recent stroke"
  /// A bleeding inside of the brain, now or ever.
  case intracerebralHaemorrhage = "intracerebral haemorrhage"
  /// An aneurysm of any artery.
  case aneurysm = "aneurysmal vascular disease"
  /// A malformation between arteries and veins.
  case arteriovenousMalformation = "arteriovenous malformation"
  /// An injury of the brain.
  case cerebralTrauma = "cerebral trauma"
  /// Psychosis that is active.
  case activePsychosis = "active psychosis"
  /// A seizure disorder.
  case seizures
  /// Raised pressure inside of the skull.
  case raisedIntracranialPressure = "raised intracranial pressure"
  /// Raised pressure inside of the eye.
  case raisedIntraocularPressure = "raised intraocular pressure"
  /// Inflammation of the bladder.
  case cystitis
  /// Pregnancy.
  case pregnancy
  /// Pre-eclampsia or eclampsia.
  case eclampsia = "pre-eclampsia or eclampsia"
  /// Overactive thyroid, not or not sufficiently treated.
  case untreatedHyperthyroidism = "untreated hyperthyroidism"
  /// Hypersensitivity to the drug, to its enantiomer or racemate, or to an excipient.
  case hypersensitivity
  /// Liver disease of moderate degree.
  case moderateLiverImpairment = "moderate liver impairment"
  /// Liver disease of severe degree.
  case severeLiverImpairment = "severe liver impairment"
  /// Abuse of substances that goes on.
  case activeSubstanceAbuse = "active substance abuse"
}

/// A condition in which a set says that the drug is not to be given, or only with care.
public struct Contraindication: Hashable, Sendable {
  /// The condition.
  public var condition: PatientCondition
  /// Whether it can be overridden with a reason.
  public var severity: LimitSeverity
  /// What the reader should do or know.
  public var advisory: String?
  /// The id of its source.
  public var source: String
  /// How well that was seen.
  public var evidence: Evidence
  /// Where it is written.
  public var location: SourceLocation?

  /// Makes a contraindication.
  public init(
    _ condition: PatientCondition, severity: LimitSeverity, advisory: String? = nil,
    source: String, evidence: Evidence, location: SourceLocation? = nil
  ) {
    self.condition = condition
    self.severity = severity
    self.advisory = advisory
    self.source = source
    self.evidence = evidence
    self.location = location
  }
}

/// What is declared about a patient and the place beside what models need.
public struct ClinicalContext: Hashable, Sendable {
  /// The care area, when stated.
  public var careArea: CareArea?
  /// What the patient is treated for, when stated.
  public var diagnosis: Diagnosis?
  /// The conditions declared, empty when declared to be none; nothing when nobody said anything.
  public var conditions: [PatientCondition]?

  /// Makes a context.
  public init(
    careArea: CareArea? = nil, diagnosis: Diagnosis? = nil, conditions: [PatientCondition]? = nil
  ) {
    self.careArea = careArea
    self.diagnosis = diagnosis
    self.conditions = conditions
  }
}
