/// One severity of one rule, or one contraindication, of a set: what a share of patients can keep or
/// break.
public struct LimitBound: Hashable, Sendable {
  /// The rule or the contraindication.
  public var subject: Verdict.Subject
  /// The severity of the bounds that are meant.
  public var severity: LimitSeverity

  /// Names a severity of a subject.
  public init(_ subject: Verdict.Subject, _ severity: LimitSeverity) {
    self.subject = subject
    self.severity = severity
  }
}
