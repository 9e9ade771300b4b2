internal import Diagnostics

/// The cells of one row that hold something, by their columns.
struct TableRow {
  /// A cell and its column.
  struct Field {
    let column: TableColumn
    let cell: CSVCell

    /// The cell as the value of a key.
    var node: YAMLNode { YAMLNode(.scalar(cell.text), at: cell.location) }
  }

  /// The cells in the order of the columns.
  let fields: [Field]

  /// Sorts the cells; those without a known column have been reported.
  init(_ row: CSVRow, _ columns: [TableColumn?]) {
    var fields: [Field] = []
    fields.reserveCapacity(12)
    for (column, cell) in zip(columns, row.cells) {
      guard let column, !cell.text.isEmpty else { continue }
      fields.append(Field(column: column, cell: cell))
    }
    self.fields = fields
  }

  /// The cell of a column, if it holds something.
  subscript(column: TableColumn) -> CSVCell? {
    fields.first { $0.column == column }?.cell
  }

  /// The cells that speak about something.
  func fields(about topic: TableColumn.Topic) -> [Field] {
    fields.filter { $0.column.topic == topic }
  }

  /// Whether any cell speaks about something.
  func speaks(about topic: TableColumn.Topic) -> Bool {
    fields.contains { $0.column.topic == topic }
  }

  /// What the row says about something as one text: equal for rows that were filled down.
  func text(about topic: TableColumn.Topic) -> String {
    fields(about: topic).map { "\($0.column.rawValue): \($0.cell.text)" }.joined(separator: "\n")
  }
}
