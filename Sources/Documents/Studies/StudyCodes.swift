public import Diagnostics

extension DiagnosticCode {
  /// Shares of a distribution that are not all of it.
  public static let badShares = DiagnosticCode("T2071", "shares do not add up")
  /// A correlation with a measure that is not normal or log-normal.
  public static let notCorrelated = DiagnosticCode("T2072", "measure without a normal deviate")
  /// A last moment between two observations.
  public static let unevenStudyGrid = DiagnosticCode("T2073", "last moment between two steps")
  /// Something else where a percentile is needed.
  public static let badPercentile = DiagnosticCode("T2074", "not a percentile")
  /// A column of a table of patients that means nothing.
  public static let unknownPatientColumn = DiagnosticCode("T2075", "unknown column of patients")
  /// A table of patients without a patient.
  public static let noPatients = DiagnosticCode("T2076", "no patients")
  /// A distribution of which almost nothing lies within its bounds.
  public static let emptyBounds = DiagnosticCode("T2077", "hardly anybody within the bounds")

  /// Every code of the module `Documents` that concerns studies.
  public static let studyCodes: [DiagnosticCode] = [
    badShares, notCorrelated, unevenStudyGrid, badPercentile, unknownPatientColumn, noPatients,
    emptyBounds,
  ]
}
