public import Diagnostics

extension DiagnosticCode {
  /// Shares of a distribution that are not all of it.
  public static let badShares = DiagnosticCode("T2101", "shares do not add up")
  /// A correlation with a measure that is not normal or log-normal.
  public static let notCorrelated = DiagnosticCode("T2102", "measure without a normal deviate")
  /// A last moment between two observations.
  public static let unevenStudyGrid = DiagnosticCode("T2103", "last moment between two steps")
  /// Something else where a percentile is needed.
  public static let badPercentile = DiagnosticCode("T2104", "not a percentile")
  /// A distribution of which almost nothing lies within its bounds.
  public static let emptyBounds = DiagnosticCode("T2105", "hardly anybody within the bounds")
  /// A file of counts that is not as it was written.
  public static let badCounts = DiagnosticCode("T2106", "not a table of counts")
  /// Uncertain typical values that are drawn only once.
  public static let singleReplicate = DiagnosticCode("T2110", "uncertainty without replicates")
  /// Limits of which nothing is wanted.
  public static let limitsNotWanted = DiagnosticCode("T2120", "limits without an output")

  // T2130, lags that differ between subjects, is retired.

  /// Every code of the module `Documents` that concerns studies.
  public static let studyCodes: [DiagnosticCode] = [
    badShares, notCorrelated, unevenStudyGrid, badPercentile, emptyBounds, badCounts,
    singleReplicate, limitsNotWanted,
  ]
}
