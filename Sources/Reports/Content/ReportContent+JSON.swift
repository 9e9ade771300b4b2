internal import Diagnostics

extension ReportContent {
  /// The report as JSON: the same sections with the same numbers, rounded as everywhere, and the
  /// vertices of every curve in full.
  ///
  /// A cell of a table is a JSON number where what is shown is one, and a text where it is not, such
  /// as `00:40` or `886*`.
  public func json() -> String {
    JSONText.object([
      ("schema", .string("titrate/report-1")),
      ("sections", .array(sections.map(\.json))),
    ]).text() + "\n"
  }
}

extension ReportContent.Section {
  fileprivate var json: JSONText {
    var blocks: [JSONText] = []
    for block in self.blocks {
      if let value = block.json { blocks.append(.object(value)) }
    }
    return .object([
      ("heading", heading.map(JSONText.string) ?? .null), ("content", .array(blocks)),
    ])
  }
}

extension ReportContent.Block {
  fileprivate var json: [(String, JSONText)]? {
    switch self {
    case .heading(let text, _): [("heading", .string(text))]
    case .paragraph(let text, _, let role): [("text", .string(text))] + Self.caution(role)
    case .item(let label, let text, let role):
      [("label", .string(label)), ("text", .string(text))] + Self.caution(role)
    case .remark(let text, let role): [("remark", .string(text))] + Self.caution(role)
    case .table(let table, _), .graph(let table): [("table", table.json)]
    case .schedule(let schedule): [("schedule", schedule.json)]
    case .chart(let model, _): [("chart", model.json)]
    case .blank: nil
    }
  }

  private static func caution(_ role: TextStyle.Role?) -> [(String, JSONText)] {
    switch role {
    case .caution: [("caution", .bool(true))]
    case .alarm: [("alarm", .bool(true))]
    case .heading, .quiet, .plasma, .effect, .metabolite, nil: []
    }
  }
}

extension TextTable {
  fileprivate var json: JSONText {
    .object([
      ("columns", .array(columns.map { .string($0.name) })),
      ("rows", .array(rows.map(TextTable.cells))),
    ])
  }

  fileprivate static func cells(_ row: [String]) -> JSONText {
    .array(row.map { JSONText.cell($0.withoutTrailingBlanks) })
  }
}

extension ScheduleTable {
  fileprivate var json: JSONText {
    .object([
      ("note", .string(note)),
      ("columns", .array((words.columns + numbers.columns).map { .string($0.name) })),
      (
        "groups",
        .array(
          groups.map { group in
            .object([
              ("name", group.name.map(JSONText.string) ?? .null),
              (
                "rows",
                .array(group.rows.map { TextTable.cells(words.rows[$0] + numbers.rows[$0]) })
              ),
            ])
          })
      ),
    ])
  }
}
