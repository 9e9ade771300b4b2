/// One finding about something a person wrote: what is wrong, where, and what to do about it.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How much a finding matters.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// The input cannot be used.
    case error
    /// The input is used, but something about it deserves attention.
    case warning
    /// Context for another finding.
    case note
  }

  /// The kind of finding.
  public var code: DiagnosticCode
  /// How much it matters.
  public var severity: Severity
  /// Where it is, when it is somewhere in a text.
  public var location: SourceLocation?
  /// What is wrong, including what was found.
  public var message: String
  /// What would have been right.
  public var expected: String?
  /// What to write or do instead.
  public var remedy: String

  /// Makes a finding; every finding carries a remedy.
  public init(
    _ code: DiagnosticCode, _ severity: Severity = .error, at location: SourceLocation?,
    _ message: String, expected: String? = nil, remedy: String
  ) {
    self.code = code
    self.severity = severity
    self.location = location
    self.message = message
    self.expected = expected
    self.remedy = remedy
  }
}

/// Everything that is wrong with one input: at least one finding.
public struct DiagnosticError: Error, Hashable, Sendable {
  /// The findings, in the order they were made.
  public let diagnostics: [Diagnostic]

  /// Gathers findings; the first one is named to make an empty error impossible.
  public init(_ first: Diagnostic, _ others: [Diagnostic] = []) {
    diagnostics = [first] + others
  }

  /// The error made of these findings, or none when there are none.
  public init?(_ diagnostics: [Diagnostic]) {
    guard let first = diagnostics.first else { return nil }
    self.init(first, Array(diagnostics.dropFirst()))
  }
}
