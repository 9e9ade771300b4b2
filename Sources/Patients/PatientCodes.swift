public import Diagnostics

extension DiagnosticCode {
  /// Something about the patient is needed and not given.
  public static let missingCovariate = DiagnosticCode(
    "T3101", "something about the patient is missing")
  /// A published formula has no meaning for this patient.
  public static let undefinedSize = DiagnosticCode("T3102", "size formula not defined here")
  /// A measure that no human being has.
  public static let impossibleMeasure = DiagnosticCode("T3103", "not a human measure")
  /// A measure, or a pair of measures, that is possible but rarely right.
  public static let implausibleMeasure = DiagnosticCode("T3104", "implausible measure")
  /// A word that is not a sex as the size formulas use it.
  public static let unknownSex = DiagnosticCode("T3105", "unknown sex")

  /// Every code of the module `Patients`.
  public static let patientCodes: [DiagnosticCode] = [
    missingCovariate, undefinedSize, impossibleMeasure, implausibleMeasure, unknownSex,
  ]
}
