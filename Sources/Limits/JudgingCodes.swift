public import Diagnostics

extension DiagnosticCode {
  /// A condition that is not in the closed list.
  public static let unknownCondition = DiagnosticCode("T6060", "unknown condition")
  /// A care area or diagnosis that none of the limits knows.
  public static let unknownContext = DiagnosticCode("T6061", "unknown care area or diagnosis")
  /// A protocol that gives nothing the limits concern.
  public static let nothingJudged = DiagnosticCode("T6062", "no limits for what is given")

  /// An acceptance whose last day has passed.
  public static let expiredAcceptance = DiagnosticCode("T6063", "acceptance has expired")
  /// An acceptance that nothing needed.
  public static let idleAcceptance = DiagnosticCode("T6064", "acceptance without a finding")
  /// A declared condition that no rule of a set is about.
  public static let unjudgedCondition = DiagnosticCode("T6065", "declared condition is not judged")

  /// A set of limits that a protocol names and nobody knows.
  public static let unknownLimitSet = DiagnosticCode("T6066", "unknown set of limits")

  /// Every code of the module `Limits` that concerns what is judged.
  public static let judgingCodes: [DiagnosticCode] = [
    unknownCondition, unknownContext, nothingJudged, expiredAcceptance, idleAcceptance,
    unjudgedCondition, unknownLimitSet,
  ]
}
