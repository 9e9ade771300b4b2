public import Diagnostics

extension DiagnosticCode {
  /// The system refused to write, flush, rename or create.
  public static let cannotWrite = DiagnosticCode("T7010", "the output cannot be written")
  /// The path names a directory, a device or a pipe.
  public static let notAPlainFile = DiagnosticCode("T7011", "the output is not a plain file")
  /// A number that is infinite or not a number would have been written.
  public static let numberNotFinite = DiagnosticCode("T7012", "a number is not finite")
  /// Two columns of a table would have the same name.
  public static let sameColumnTwice = DiagnosticCode("T7013", "two columns have the same name")
  /// The curve has no value where the report asks for one.
  public static let curveFailed = DiagnosticCode("T7014", "the curve cannot be worked out")
  /// The limits say something else of a protocol than its author expects.
  public static let unexpectedVerdict = DiagnosticCode(
    "T6050", "the verdict is not the expected one")

  /// Every code of the module `Reports`.
  public static let reportCodes: [DiagnosticCode] = [
    cannotWrite, notAPlainFile, numberNotFinite, sameColumnTwice, curveFailed,
    unexpectedVerdict,
  ]
}
