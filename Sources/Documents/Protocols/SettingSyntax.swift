/// How the values of settings are given, which is what remedies about them have to show.
public enum SettingSyntax: Sendable {
  /// As an option of the command line: `--set name=value`.
  case option
  /// As a key of a study: `name: value`.
  case key

  /// A value of a setting as it would be written.
  func text(_ name: String, _ value: String) -> String {
    switch self {
    // Quoted, because values have blanks.
    case .option: "--set \(name)=" + (value.contains(" ") ? "\"\(value)\"" : value)
    case .key: "\(name): \(value)"
    }
  }

  /// What to do about a value for which there is no setting.
  func removal(of name: String) -> String {
    switch self {
    case .option: "leave `--set \(name)` out"
    case .key: "remove `\(name)`"
    }
  }
}
