internal import Quantities

extension Page {
  /// A content as text.
  static func text(_ content: ReportContent, _ style: TextStyle) -> String {
    var page = Page(style)
    for block in content.blocks { page.add(block) }
    return page.text
  }

  private mutating func add(_ block: ReportContent.Block) {
    switch block {
    case .heading(let text, _): heading(text)
    case .paragraph(let text, let indent, let role): paragraph(text, indent: indent, role)
    case .item(let label, let text, let role): item(label, text, role)
    case .remark(let text, let role): remark(text, role)
    case .table(let table, let folding): add(table.spelled(for: style), folding: folding)
    case .schedule(let schedule): add(schedule)
    case .graph(let table): add(graph: table)
    case .chart(let model, let drawsLandmarks):
      let chart = TerminalChart(model, drawsLandmarks: drawsLandmarks, style: style)
      for text in chart.lines() { line(text) }
    case .blank: blank()
    }
  }

  /// A table where it fits, one block of items per row where it does not.
  private mutating func add(_ table: TextTable, folding column: Int?) {
    let table = column.map { table.folding(column: $0, to: style.width) } ?? table
    if table.width <= style.width {
      for text in table.headingLines { line(text, .quiet) }
      for text in table.bodyLines { line(text) }
      return
    }
    for row in table.rows {
      var parts: [String] = []
      for (column, cell) in zip(table.columns, row).dropFirst() where !cell.isEmpty {
        parts.append("\(column.name) \(cell.trimmed)")
      }
      // A number needs the word before it; a name stands for itself.
      let isNumber = table.columns[0].alignment != .left
      let label = isNumber ? "\(table.columns[0].heading[0]) \(row[0].trimmed)" : row[0].trimmed
      item(label, parts.joined(separator: ", "))
    }
  }

  private mutating func add(_ schedule: ScheduleTable) {
    let layout = schedule.layout(width: style.width)
    paragraph(schedule.note, .quiet)
    for text in layout.heading { line(text, .quiet) }
    for group in schedule.groups {
      if let name = group.name { paragraph(name) }
      for row in group.rows {
        for text in layout.body[row] { line(text) }
      }
    }
  }

  /// Arrows drawn out to one length, so that their heads stand below one another.
  private mutating func add(graph: TextTable) {
    var rows = graph.rows
    let longest = rows.map { $0[1].displayWidth }.max() ?? 0
    for row in rows.indices {
      let missing = longest - rows[row][1].displayWidth
      rows[row][1] = rows[row][1].dropLast() + String(repeating: "─", count: missing) + "▶"
    }
    let table = TextTable(graph.columns, rows: rows)
    if table.width <= style.width {
      for text in table.bodyLines { line(text) }
    } else {
      for row in rows { paragraph(row.joined(separator: " ")) }
    }
  }
}

extension ReportContent {
  /// The content as text, no line wider than the style allows.
  public func text(_ style: TextStyle = TextStyle()) -> String { Page.text(self, style) }
}

extension TextTable {
  /// The table with every sign spelled out that ASCII lacks.
  fileprivate func spelled(for style: TextStyle) -> TextTable {
    guard style.ascii else { return self }
    return TextTable(columns, rows: rows.map { $0.map { $0.spelled(for: style) } })
  }
}
