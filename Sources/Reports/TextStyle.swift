/// How a report for people is laid out: decided by whoever knows the terminal.
public struct TextStyle: Hashable, Sendable {
  /// Columns that a line may fill; at least 60.
  public let width: Int
  /// Whether escape sequences for colour are written.
  public let color: Bool
  /// Whether only ASCII is written: charts of `*` instead of braille, `-` instead of rules.
  public let ascii: Bool

  /// Makes a style.
  /// - Parameters:
  ///   - width: Columns; fewer than 60 are taken as 60.
  ///   - color: Whether escape sequences for colour are written.
  ///   - ascii: Whether only ASCII is written.
  public init(width: Int = 100, color: Bool = false, ascii: Bool = false) {
    self.width = max(60, width)
    self.color = color
    self.ascii = ascii
  }

  /// What a piece of text is, for those who read in colour.
  enum Role: String, Sendable {
    case heading = "1"
    case quiet = "2"
    case caution = "33"
    case alarm = "1;31"
    case plasma = "36"
    case effect = "35"
    case metabolite = "32"
  }

  /// The text in the colour of its role; unchanged without colour.
  func paint(_ text: String, _ role: Role?) -> String {
    guard color, let role, !text.isEmpty else { return text }
    return "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m"
  }
}
