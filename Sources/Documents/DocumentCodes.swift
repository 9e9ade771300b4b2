public import Diagnostics

extension DiagnosticCode {
  /// Text that is not YAML.
  public static let badSyntax = DiagnosticCode("T1001", "not valid YAML")
  /// A feature of YAML that hides what is meant.
  public static let forbiddenYAML = DiagnosticCode("T1002", "YAML feature not accepted")
  /// The same key twice.
  public static let duplicateKey = DiagnosticCode("T1003", "duplicate key")
  /// More than a document may hold.
  public static let documentTooLarge = DiagnosticCode("T1004", "document too large")
  /// A list, a text or a block of keys in the place of another.
  public static let wrongShape = DiagnosticCode("T2001", "wrong shape")
  /// A key that this kind of block does not have.
  public static let unknownKey = DiagnosticCode("T2002", "unknown key")
  /// A key that must be there.
  public static let missingKey = DiagnosticCode("T2003", "missing key")
  /// The first line does not say what the file is.
  public static let wrongDocument = DiagnosticCode("T2004", "not a document of this kind")
  /// A word that is not one of the choices.
  public static let unknownWord = DiagnosticCode("T2005", "unknown word")

  /// Every code of the module `Documents` that concerns text and shape.
  public static let documentCodes: [DiagnosticCode] = [
    badSyntax, forbiddenYAML, duplicateKey, documentTooLarge, wrongShape, unknownKey, missingKey,
    wrongDocument, unknownWord,
  ]
}
