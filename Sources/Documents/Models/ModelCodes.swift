public import Diagnostics

extension DiagnosticCode {
  /// A flow whose two ends or whose arrow cannot be read.
  public static let badFlow = DiagnosticCode("T2051", "not a flow")
  /// An id that is not `drug/name`, or a reference number that is not one.
  public static let badIdentifier = DiagnosticCode("T2052", "not an identifier")

  /// A key that does not name two parameters.
  public static let badPair = DiagnosticCode("T2053", "not a pair of parameters")

  /// Every code of the module `Documents` that concerns model files.
  public static let modelDocumentCodes: [DiagnosticCode] = [badFlow, badIdentifier, badPair]
}
