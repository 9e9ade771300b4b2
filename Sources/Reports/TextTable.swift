/// Cells in columns of equal width; numbers stand with their points below one another.
struct TextTable: Sendable {
  /// A column: its heading, in one or more lines, and how its cells stand.
  struct Column: Sendable {
    var heading: [String]
    var alignment: Alignment
    /// Blanks before the column.
    var gap: Int

    init(_ heading: [String], _ alignment: Alignment, gap: Int = 2) {
      self.heading = heading
      self.alignment = alignment
      self.gap = gap
    }

    /// The heading in one line; a unit that was broken before its slash is whole again.
    var name: String {
      heading.reduce("") { text, part in
        text.isEmpty ? part : text + (part.hasPrefix("/") ? "" : " ") + part
      }
    }
  }

  enum Alignment: Sendable { case left, right, point }

  private(set) var columns: [Column]
  private(set) var rows: [[String]]
  /// The width of each column: worked out once, because every line needs it.
  private(set) var widths: [Int] = []

  init(_ columns: [Column], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
    alignPoints()
    let aligned = self.rows
    widths = columns.indices.map { index in
      let heading = columns[index].heading.map(\.displayWidth).max() ?? 0
      return aligned.reduce(heading) { max($0, $1[index].displayWidth) }
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

  /// The same table with the words of one column going on below themselves, when it is too wide
  /// otherwise; unchanged when the column would become too narrow to read.
  func folding(column: Int, to width: Int) -> TextTable {
    let room = widths[column] - (self.width - width)
    guard room < widths[column], room >= 14 else { return self }
    var folded: [[String]] = []
    for row in rows {
      for (index, part) in row[column].wrapped(to: room).enumerated() {
        var line = index == 0 ? row.map(\.withoutTrailingBlanks) : row.map { _ in "" }
        line[column] = part
        folded.append(line)
      }
    }
    return TextTable(columns, rows: folded)
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
