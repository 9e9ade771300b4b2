internal import Diagnostics

/// Names with what they mean, in aligned columns, for `titrate list`.
///
/// Nothing is ever cut: where the last column does not fit, it goes on below itself.
public struct ListTable: Hashable, Sendable {
  /// The headings of the columns.
  public var headings: [String]
  /// The rows; each has as many cells as there are headings, missing ones are empty.
  public var rows: [[String]]

  /// Makes a table.
  public init(headings: [String], rows: [[String]]) {
    self.headings = headings
    self.rows = rows
  }

  /// The table as text.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    let count = headings.count
    guard count > 0 else { return "" }
    let cells = rows.map { row in
      (0..<count).map { $0 < row.count ? row[$0].printable : "" }
    }
    let widths = (0..<count).map { column in
      cells.map { $0[column].displayWidth }.reduce(headings[column].displayWidth, max)
    }
    let fixed = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    var page = Page(style)
    if style.width - fixed >= min(24, widths[count - 1]) {
      add(headings.map(\.printable), widths, fixed, to: &page, .heading)
      for row in cells { add(row, widths, fixed, to: &page, nil) }
    } else {
      // Too wide for columns: each row becomes a block.
      for row in cells {
        page.blank()
        page.paragraph(row[0], indent: 0, .heading)
        for (heading, cell) in zip(headings, row).dropFirst() where !cell.isEmpty {
          page.item(heading, cell)
        }
      }
    }
    return page.text
  }

  private func add(
    _ row: [String], _ widths: [Int], _ fixed: Int, to page: inout Page, _ role: TextStyle.Role?
  ) {
    var line = zip(row, widths).dropLast().map { $0.padded(to: $1) + "  " }.joined()
    for part in row[row.count - 1].wrapped(to: page.style.width - fixed) {
      page.line(line + part, role)
      line = String(repeating: " ", count: fixed)
    }
  }
}
