public import Diagnostics

extension DiagnosticCode {
  /// A number that the strict grammar refuses.
  public static let badNumber = DiagnosticCode("T3001", "not a number")
  /// A unit nobody knows.
  public static let unknownUnit = DiagnosticCode("T3002", "unknown unit")
  /// A number without its unit.
  public static let missingUnit = DiagnosticCode("T3003", "missing unit")
  /// A quantity that measures something else than what is asked for.
  public static let wrongDimension = DiagnosticCode("T3004", "wrong kind of quantity")
  /// A decimal comma or a thousands separator.
  public static let decimalComma = DiagnosticCode("T3005", "comma in a number")
  /// A word after a unit that is not a weight scalar.
  public static let unknownScalar = DiagnosticCode("T3006", "unknown weight scalar")
  /// A value outside what the place allows.
  public static let valueOutOfRange = DiagnosticCode("T3007", "value out of range")
  /// A unit that has several meanings or is unsafe to write.
  public static let ambiguousUnit = DiagnosticCode("T3008", "ambiguous unit")

  /// Every code of the module `Quantities`.
  public static let quantityCodes: [DiagnosticCode] = [
    badNumber, unknownUnit, missingUnit, wrongDimension, decimalComma, unknownScalar,
    valueOutOfRange, ambiguousUnit,
  ]
}
