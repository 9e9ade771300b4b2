package import Diagnostics

/// The text of one cell of a table and where it stands; nothing has given it a type yet.
package struct CSVCell: Hashable, Sendable {
  /// The text: without the blanks around it, or exactly what stands between its quotes.
  package var text: String
  /// Where the text starts; inside of the quotes, when there are any.
  package var location: SourceLocation

  /// Makes a cell.
  package init(text: String, location: SourceLocation) {
    self.text = text
    self.location = location
  }
}

/// The cells of one row, in the order of the columns.
package struct CSVRow: Hashable, Sendable {
  /// As many cells as the first row has.
  package var cells: [CSVCell]
  /// The line on which the row starts; quoted cells may hold line ends.
  package var line: Int

  /// The cell of a column, counted from 0.
  package subscript(column: Int) -> CSVCell { cells[column] }

  /// Whether the row says nothing, as the rows do that a spreadsheet leaves behind.
  package var isBlank: Bool { cells.allSatisfy(\.text.isEmpty) }
}
