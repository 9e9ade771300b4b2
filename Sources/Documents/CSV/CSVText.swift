/// Writes cells as a table that ``CSVReader`` reads back as the same cells.
struct CSVText {
  /// The table so far; lines end in LF.
  private(set) var text = ""

  /// Adds a row.
  mutating func add(_ cells: [String]) {
    text += cells.map(CSVText.cell).joined(separator: ",") + "\n"
  }

  private static func cell(_ text: String) -> String {
    let needsQuotes =
      text.first == " " || text.last == " "
      || text.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0.value < 0x20 }
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}
