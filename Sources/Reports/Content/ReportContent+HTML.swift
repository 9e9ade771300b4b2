extension ReportContent {
  /// The report as one page of HTML that needs nothing else: styles, script and pictures are in it.
  ///
  /// It reads and prints without its script, which adds values under the pointer; the switch
  /// between linear and logarithmic axes works without it.
  public func html() -> String {
    var page = Markup()
    page.element("html", [("lang", "en")]) { page in
      page.element("head") { page in
        page.void("meta", [("charset", "utf-8")])
        page.void(
          "meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
        // Nothing is fetched, whatever the page might be made to hold.
        page.void(
          "meta",
          [
            ("http-equiv", "Content-Security-Policy"),
            (
              "content",
              "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
            ),
          ])
        page.element("title", text: title)
        page.element("style") { $0.literal(HTMLStyle.sheet) }
      }
      page.element("body") { page in
        page.element("main") { page in
          var writer = HTMLWriter()
          for (index, section) in sections.enumerated() {
            page.element("section", [("id", "section-\(index + 1)")]) { page in
              if let heading = section.heading { page.element("h2", text: heading) }
              for group in HTMLWriter.groups(section.blocks) { writer.write(group, to: &page) }
            }
          }
        }
        page.element("script") { $0.literal(HTMLScript.hover) }
      }
    }
    return "<!doctype html>\n" + page.text + "\n"
  }

  /// The first line of the report.
  private var title: String {
    for case .paragraph(let text, _, _) in blocks { return text }
    return "titrate"
  }
}

/// Writes blocks as HTML, and counts the pictures for their ids.
struct HTMLWriter {
  private var pictures = 0
  private var tables = 0
  private var isTitleDue = true

  /// Neighbouring items are one list, and so are neighbouring remarks.
  static func groups(_ blocks: [ReportContent.Block]) -> [[ReportContent.Block]] {
    var groups: [[ReportContent.Block]] = []
    for block in blocks {
      if let last = groups.last?.last, last.isListed(with: block) {
        groups[groups.count - 1].append(block)
      } else {
        groups.append([block])
      }
    }
    return groups
  }

  mutating func write(_ group: [ReportContent.Block], to page: inout Markup) {
    switch group[0] {
    case .heading(let text, _): page.element("h3", text: text)
    case .paragraph(let text, _, let role):
      page.element(isTitleDue ? "h1" : "p", HTMLWriter.attributes(role), text: text)
      isTitleDue = false
    case .item(let label, let text, let role) where label.isEmpty:
      // What belongs to no label is running text.
      page.element("p", HTMLWriter.attributes(role), text: text)
      if group.count > 1 { write(Array(group.dropFirst()), to: &page) }
    case .item: write(items: group, to: &page)
    case .remark:
      page.element("ul") { page in
        for case .remark(let text, let role) in group {
          page.element("li", HTMLWriter.attributes(role), text: text)
        }
      }
    case .table(let table, _): write(table, to: &page)
    case .schedule(let schedule): write(schedule, to: &page)
    case .graph(let table):
      page.element("ul", [("class", "graph")]) { page in
        for row in table.rows { page.element("li", text: row.joined(separator: " ")) }
      }
    case .chart(let model, _):
      pictures += 1
      write(model, number: pictures, to: &page)
    case .blank: break
    }
  }

  /// A list of labels, each with everything said under it: an item without a label goes on with the
  /// one before it.
  private func write(items group: [ReportContent.Block], to page: inout Markup) {
    var entries: [(label: String, texts: [(text: String, role: TextStyle.Role?)])] = []
    for case .item(let label, let text, let role) in group {
      if label.isEmpty, !entries.isEmpty {
        entries[entries.count - 1].texts.append((text, role))
      } else {
        entries.append((label, [(text, role)]))
      }
    }
    page.element("dl") { page in
      for entry in entries {
        page.element("div") { page in
          page.element("dt", text: entry.label)
          for (text, role) in entry.texts {
            page.element("dd", HTMLWriter.attributes(role), text: text)
          }
        }
      }
    }
  }

  private static func attributes(_ role: TextStyle.Role?) -> [(StaticString, String)] {
    switch role {
    case .quiet: [("class", "quiet")]
    case .caution: [("class", "caution")]
    case .alarm: [("class", "caution alarm")]
    case .heading, .plasma, .effect, .metabolite, nil: []
    }
  }

  // MARK: Tables

  /// A wide table scrolls in its own frame, which the keyboard reaches.
  private mutating func frame(
    _ page: inout Markup, _ name: String, _ content: (inout Markup) -> Void
  ) {
    // Two tables may have the same columns, and a list of regions has to tell them apart.
    tables += 1
    page.element(
      "div",
      [
        ("class", "wide"), ("tabindex", "0"), ("role", "region"),
        ("aria-label", "Table \(tables): \(name)"),
      ], content)
  }

  private mutating func write(_ table: TextTable, to page: inout Markup) {
    let name = table.columns.map(\.name).filter { !$0.isEmpty }.prefix(3).joined(separator: ", ")
    frame(&page, name) { page in
      page.element("table") { page in
        page.element("thead") { page in
          page.element("tr") { HTMLWriter.heading(table.columns, to: &$0) }
        }
        page.element("tbody") { page in
          for row in table.rows { HTMLWriter.row(row, of: table.columns, to: &page) }
        }
      }
    }
  }

  private mutating func write(_ schedule: ScheduleTable, to page: inout Markup) {
    let columns = schedule.words.columns + schedule.numbers.columns
    page.element("p", [("class", "quiet")], text: schedule.note)
    frame(&page, "schedule") { page in
      page.element("table", [("class", "schedule")]) { page in
        page.element("thead") { page in
          page.element("tr") { HTMLWriter.heading(columns, to: &$0) }
        }
        for group in schedule.groups {
          page.element("tbody") { page in
            if let name = group.name {
              page.element("tr") { page in
                page.element(
                  "th", [("scope", "rowgroup"), ("colspan", "\(columns.count)")], text: name)
              }
            }
            for row in group.rows {
              HTMLWriter.row(
                schedule.words.rows[row] + schedule.numbers.rows[row], of: columns, to: &page)
            }
          }
        }
      }
    }
  }

  private static func heading(_ columns: [TextTable.Column], to page: inout Markup) {
    for column in columns {
      let attributes: [(StaticString, String)] = [("scope", "col")] + alignment(column)
      // A column without a name holds references.
      page.element("th", attributes, text: column.name.isEmpty ? "source" : column.name)
    }
  }

  private static func row(
    _ cells: [String], of columns: [TextTable.Column], to page: inout Markup
  ) {
    page.element("tr") { page in
      for (index, (cell, column)) in zip(cells, columns).enumerated() {
        let text = cell.withoutTrailingBlanks
        if index == 0 {
          page.element("th", [("scope", "row")] + alignment(column), text: text)
        } else {
          page.element("td", alignment(column), text: text)
        }
      }
    }
  }

  private static func alignment(_ column: TextTable.Column) -> [(StaticString, String)] {
    column.alignment == .left ? [] : [("class", "number")]
  }
}

extension ReportContent.Block {
  /// Whether this and the next are entries of one list.
  fileprivate func isListed(with next: ReportContent.Block) -> Bool {
    switch (self, next) {
    case (.item, .item), (.remark, .remark): true
    default: false
    }
  }
}
