public import Diagnostics

extension DiagnosticCode {
  /// A soft bound that is not reached before the hard one.
  public static let softNotTighter = DiagnosticCode("T2081", "soft bound not within the hard one")
  /// A lower bound that is not below an upper one.
  public static let lowerNotBelow = DiagnosticCode("T2082", "lower bound not below the upper one")
  /// A rule without a bound.
  public static let noBound = DiagnosticCode("T2083", "rule without a bound")
  /// Two bounds of one kind, of which one never binds.
  public static let repeatedBound = DiagnosticCode("T2084", "two bounds of one kind")
  /// Two rules with one name, or two entries for one condition.
  public static let repeatedRule = DiagnosticCode("T2085", "rule or condition twice")
  /// A rule that concerns nobody for whom the set is meant.
  public static let emptySelector = DiagnosticCode("T2086", "rule that concerns nobody")
  /// A set that does not say what counts as a bolus.
  public static let noBolusLength = DiagnosticCode("T2087", "what counts as a bolus is not stated")
  /// A rule about a pump in a set without one.
  public static let noPump = DiagnosticCode("T2088", "no pump stated")
  /// Something else where a day is needed.
  public static let badDay = DiagnosticCode("T2089", "not a day")
  /// Two acceptances of the same finding.
  public static let repeatedAcceptance = DiagnosticCode("T2090", "accepted twice")

  /// Every code of the module `Documents` that concerns limits and acceptances.
  public static let limitDocumentCodes: [DiagnosticCode] = [
    softNotTighter, lowerNotBelow, noBound, repeatedBound, repeatedRule, emptySelector,
    noBolusLength, noPump, badDay, repeatedAcceptance,
  ]
}
