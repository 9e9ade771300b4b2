public import Diagnostics

/// What a CSV file is, by the names of its columns.
public enum TableKind: String, Hashable, Sendable, CaseIterable {
  /// Protocols: there is a column `protocol`.
  case protocols = "protocol table"
  /// Patients: there is a column `patient` and none `protocol`.
  case panel = "patient panel"

  /// Recognises a table; nothing when it is of another kind.
  ///
  /// A table with semicolons or tabs between its cells is recognised too, so that reading it can
  /// say what is wrong with it.
  public init?(of document: LoadedText) {
    let names = Self.names(document.text)
    if names.contains(TableColumn.id.rawValue) {
      self = .protocols
    } else if names.contains(PanelColumn.patient) {
      self = .panel
    } else {
      return nil
    }
  }

  /// Whether a file's name is that of a table.
  public static func isTable(_ path: String) -> Bool { path.lowercased().hasSuffix(".csv") }

  /// The note that a table in a folder was passed over, because it is of another kind.
  public static func skipped(_ path: String) -> Diagnostic {
    Diagnostic(
      .skippedTable, .note, at: SourceLocation(file: path, line: 1, column: 1),
      "the table is not one of protocols and was not looked at",
      expected: "a column `protocol` in its first row",
      remedy: "add the column if the table holds protocols")
  }

  /// The error that a table named by the user is of no kind that is wanted.
  public static func unknown(_ document: LoadedText) -> Diagnostic {
    let names = names(document.text)
    let near = names.lazy.compactMap { suggestion(for: $0, among: [TableColumn.id.rawValue]) }.first
    return Diagnostic(
      .unknownTable,
      at: SourceLocation(
        file: document.path, line: 1, column: 1, lineText: firstLine(document.text)),
      "the table is not one of protocols: it has no column `protocol`",
      expected: "a first row with a column `protocol`",
      remedy: near.map { "did you mean `\($0)`?" }
        ?? "name another file, or add the column with the id of each row's protocol")
  }

  /// The names of the first row, whatever stands between them.
  private static func names(_ text: String) -> [String] {
    firstLine(text).unicodeScalars.split { ",;\t".unicodeScalars.contains($0) }.map { part in
      TableColumn.fold(String(Substring(part)).replacing("\"", with: ""))
    }
  }

  /// The first line that is neither empty nor names the separator.
  private static func firstLine(_ text: String) -> String {
    var rest = text.unicodeScalars[...]
    if rest.first == "\u{FEFF}" { rest.removeFirst() }
    while !rest.isEmpty {
      let line = rest.prefix { $0 != "\n" && $0 != "\r" }
      rest = rest[line.endIndex...].dropFirst()
      let bare = line.drop { $0 == "\"" || $0 == " " }
      let isSeparator = String(Substring(bare.prefix(4))).lowercased() == "sep="
      if !bare.isEmpty, !isSeparator { return String(Substring(line)) }
    }
    return ""
  }
}
