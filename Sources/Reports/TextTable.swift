/// Cells in columns of equal width; numbers stand with their points below one another.
struct TextTable {
  /// A column: its heading, in one or more lines, and how its cells stand.
  struct Column {
    var heading: [String]
    var alignment: Alignment
    /// Blanks before the column.
    var gap: Int

    init(_ heading: [String], _ alignment: Alignment, gap: Int = 2) {
      self.heading = heading
      self.alignment = alignment
      self.gap = gap
    }
  }

  enum Alignment { case left, right, point }

  private(set) var columns: [Column]
  private(set) var rows: [[String]]

  init(_ columns: [Column], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
    alignPoints()
  }

  /// The width of each column.
  var widths: [Int] {
    columns.indices.map { index in
      let heading = columns[index].heading.map(\.displayWidth).max() ?? 0
      return rows.reduce(heading) { max($0, $1[index].displayWidth) }
    }
  }

  /// The width of the whole table.
  var width: Int { zip(columns, widths).reduce(0) { $0 + $1.0.gap + $1.1 } }

  /// The lines of the heading.
  var headingLines: [String] {
    let count = columns.map(\.heading.count).max() ?? 0
    return (0..<count).map { line in
      text(
        columns.map { column in
          // Headings stand on the ground: short ones leave their first lines empty.
          let missing = count - column.heading.count
          return line < missing ? "" : column.heading[line - missing]
        })
    }
  }

  /// The lines of the body.
  var bodyLines: [String] { rows.map(text) }

  /// The same table with narrower gaps.
  var tightened: TextTable {
    var table = self
    for index in columns.indices { table.columns[index].gap = max(1, columns[index].gap - 1) }
    return table
  }

  private func text(_ cells: [String]) -> String {
    var line = ""
    for (index, (cell, width)) in zip(cells, widths).enumerated() {
      line += String(repeating: " ", count: columns[index].gap)
      line +=
        columns[index].alignment == .left ? cell.padded(to: width) : cell.leftPadded(to: width)
    }
    return line.withoutTrailingBlanks
  }

  private mutating func alignPoints() {
    for index in columns.indices where columns[index].alignment == .point {
      let tails = rows.map { row in TextTable.tail(of: row[index]) }
      let longest = tails.max() ?? 0
      for row in rows.indices where !rows[row][index].isEmpty {
        rows[row][index] += String(repeating: " ", count: longest - tails[row])
      }
    }
  }

  /// The width from the point, or the mark behind a whole number, on; zero without either.
  private static func tail(of cell: String) -> Int {
    guard let point = cell.firstIndex(where: { $0 == "." || $0 == "*" }) else { return 0 }
    return String(cell[point...]).displayWidth
  }
}
