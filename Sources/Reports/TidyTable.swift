/// Texts in named columns, one observation in each row, for `read.csv` and `pandas.read_csv`.
public struct TidyTable: Hashable, Sendable {
  /// The names of the columns: letters, digits and `_`, with the unit at the end.
  public var columns: [String]
  /// The rows; a cell that is not known is empty.
  public var rows: [[String]]

  /// Makes a table; every row has a cell for each column.
  public init(columns: [String], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }

  /// The table as CSV: RFC 4180 with quotes where they are needed, and lines that end with LF.
  public var csv: String {
    ([columns] + rows).map { row in
      row.map(TidyTable.quoted).joined(separator: ",") + "\n"
    }.joined()
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else {
      return cell
    }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
