/// A stable name for one kind of finding, such as `T3002`.
///
/// Codes never change meaning and are never reused. The first digit tells the subject:
/// `T1` text and syntax, `T2` names and shape, `T3` quantities, `T4` models and kinetics,
/// `T5` doses and schedules, `T6` verdicts, `T7` files and output, `T8` the command line.
public struct DiagnosticCode: Hashable, Sendable, CustomStringConvertible {
  /// The code itself: a `T` and four digits.
  public let id: String
  /// What went wrong, in a few words.
  public let title: String

  /// Declares a code; each module declares its own in one file.
  public init(_ id: String, _ title: String) {
    self.id = id
    self.title = title
  }

  /// The code itself.
  public var description: String { id }
}
