public import Diagnostics

extension DiagnosticCode {
  /// A row that belongs to no protocol.
  public static let rowWithoutProtocol = DiagnosticCode("T2071", "row without a protocol")
  /// A protocol whose rows do not stand together.
  public static let scatteredRows = DiagnosticCode("T2072", "rows of a protocol in two places")
  /// Two rows that state the same thing differently.
  public static let contradictoryRows = DiagnosticCode("T2073", "rows that contradict each other")
  /// A table that is neither of protocols nor of patients.
  public static let unknownTable = DiagnosticCode("T2074", "table of an unknown kind")
  /// A unit in a cell whose column names one already.
  public static let unitTwice = DiagnosticCode("T2075", "unit in the cell and in the column")
  /// The same patient twice.
  public static let samePatientTwice = DiagnosticCode("T2076", "patient twice")
  /// A table that was passed over.
  public static let skippedTable = DiagnosticCode("T2077", "table not looked at")
  /// A table with columns and no rows.
  public static let emptyTable = DiagnosticCode("T2078", "table without rows")

  /// Every code that concerns tables of protocols and of patients.
  public static let tableCodes: [DiagnosticCode] = [
    rowWithoutProtocol, scatteredRows, contradictoryRows, unknownTable, unitTwice,
    samePatientTwice, skippedTable, emptyTable,
  ]
}
