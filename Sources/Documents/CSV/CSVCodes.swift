public import Diagnostics

extension DiagnosticCode {
  /// A table with semicolons or tabs between its cells.
  public static let notCommas = DiagnosticCode("T1011", "cells not separated by commas")
  /// A quoted cell that never ends.
  public static let openQuote = DiagnosticCode("T1012", "quote not closed")
  /// A quote in a place where it opens or closes nothing.
  public static let strayQuote = DiagnosticCode("T1013", "quote in the wrong place")
  /// A column without a name.
  public static let namelessColumn = DiagnosticCode("T1014", "column without a name")
  /// The same column twice.
  public static let duplicateColumn = DiagnosticCode("T1015", "column twice")
  /// A character that no cell holds, or a line end that is none.
  public static let controlCharacter = DiagnosticCode("T1016", "control character in a table")
  /// More faults than are worth listing.
  public static let tooManyFaults = DiagnosticCode("T1017", "too many faults")
  /// A row with another number of cells than the first.
  public static let unevenRow = DiagnosticCode("T2063", "row with missing or additional cells")

  /// Every code that concerns tables as text.
  public static let tableTextCodes: [DiagnosticCode] = [
    notCommas, openQuote, strayQuote, namelessColumn, duplicateColumn, controlCharacter,
    tooManyFaults, unevenRow,
  ]
}
