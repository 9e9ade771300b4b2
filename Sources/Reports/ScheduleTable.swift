internal import Dosing
internal import Kinetics
internal import Patients
internal import Quantities
internal import Simulation

/// The lines of a schedule as cells, what is done in words and its numbers, grouped by session.
struct ScheduleTable: Sendable {
  /// Rows that stand together; a group without rows says which sessions repeat an earlier one.
  struct Group: Sendable {
    /// The session, or which sessions repeat another; nothing for a schedule of one session.
    let name: String?
    /// Rows of the table.
    let rows: Range<Int>
  }

  /// The heading and, for every row, the lines of text.
  struct Layout {
    var heading: [String]
    var body: [[String]]
  }

  /// What the headings mean.
  let note: String
  let groups: [Group]
  let words: TextTable
  let numbers: TextTable

  /// - Parameters:
  ///   - report: What the lines are part of.
  ///   - lines: The lines of the schedule to show, by index.
  ///   - groups: The rows by session.
  ///   - note: What the headings mean.
  init(
    _ report: PreviewReport, lines: [Int], groups: [Group], note: String
  ) throws(SimulationFailure) {
    self.groups = groups
    self.note = note
    let all = report.schedule.lines
    let severalDrugs = Set(all.map(\.drug)).count > 1
    let together = SimultaneousBoluses(all)
    var wordRows: [[String]] = []
    for index in lines {
      let line = all[index]
      let what = (severalDrugs ? "\(line.drug) " : "") + line.kind.words
      let entered = [
        EnteredText(report.patient, line).text, together.words(for: index),
        report.marks(ofLine: index),
      ]
      .compactMap(\.self).joined(separator: ", ")
      wordRows.append(["\(index + 1)", line.start.clock, what, entered])
    }
    words = TextTable(
      [
        TextTable.Column(["#"], .right), TextTable.Column(["start"], .left),
        TextTable.Column(["what"], .left), TextTable.Column(["as entered"], .left),
      ], rows: wordRows)
    var columns = ScheduleColumn.allCases
    if !all.contains(where: { $0.concentration != nil }) { columns.removeAll { $0 == .flow } }
    if report.patient.weight == nil { columns.removeAll(where: \.isPerKilogram) }
    if report.drugs.isEmpty { columns.removeAll { $0 == .before || $0 == .after } }
    let cells = try ScheduleCells(report)
    var numberRows: [[String]] = []
    for index in lines {
      var row: [String] = []
      for column in columns { row.append(try cells.text(column, ofLine: index)) }
      numberRows.append(row)
    }
    numbers = TextTable(
      columns.map { TextTable.Column($0.heading, .point, gap: $0.startsGroup ? 2 : 1) },
      rows: numberRows)
  }

  /// Side by side where that fits, words above numbers where it does not, and numbers as running
  /// text where even they do not fit.
  func layout(width: Int) -> Layout {
    for (words, numbers) in [(words, numbers), (words.tightened, numbers.tightened)]
    where words.width + numbers.width <= width {
      return sideBySide(words, numbers)
    }
    var body: [[String]] = []
    let indent = "     "
    let fits = numbers.width + indent.count <= width
    let numberLines = numbers.bodyLines
    for place in words.rows.indices {
      let lead = zip(words.rows[place], words.widths).prefix(2).map { $0.leftPadded(to: $1) }
      let start = "  " + lead.joined(separator: "  ") + "  "
      let what = words.rows[place].dropFirst(2).joined(separator: "  ")
      let wrapped = what.wrapped(to: width - start.displayWidth)
      var text = wrapped.enumerated().map { index, part in
        (index == 0 ? start : String(repeating: " ", count: start.displayWidth)) + part
      }
      if fits {
        text.append(indent + numberLines[place])
      } else {
        let parts = zip(numbers.columns, numbers.rows[place]).compactMap { column, cell in
          let cell = cell.filter { $0 != " " }
          return cell.isEmpty ? nil : "\(column.name) \(cell)"
        }
        text += parts.wrappedWhole(to: width - 7).map { "       " + $0 }
      }
      body.append(text)
    }
    // The words stand above the numbers, and so do their headings.
    let names = words.columns.map { $0.heading.joined(separator: " ") }
    let lead = zip(names, words.widths).prefix(2).map { $0.leftPadded(to: $1) }
    let rest = names.dropFirst(2).joined(separator: "  ")
    let heading = "  " + lead.joined(separator: "  ") + "  " + rest
    return Layout(
      heading: [heading] + (fits ? numbers.headingLines.map { indent + $0 } : []), body: body)
  }

  private func sideBySide(_ words: TextTable, _ numbers: TextTable) -> Layout {
    let left = words.width
    let (wordLines, numberLines) = (words.bodyLines, numbers.bodyLines)
    var body: [[String]] = []
    for (text, cells) in zip(wordLines, numberLines) {
      body.append([text.padded(to: left) + cells])
    }
    return Layout(heading: join(words.headingLines, numbers.headingLines, left), body: body)
  }

  private func join(_ left: [String], _ right: [String], _ width: Int) -> [String] {
    let count = max(left.count, right.count)
    func line(_ lines: [String], _ index: Int) -> String {
      index < count - lines.count ? "" : lines[index - (count - lines.count)]
    }
    return (0..<count).map { line(left, $0).padded(to: width) + line(right, $0) }
  }
}

extension ScheduleLine.Kind {
  /// What a line does, in a word.
  var words: String {
    switch self {
    case .bolus: "bolus"
    case .infusion: "infusion"
    case .setRate: "set rate"
    case .stop: "stop"
    }
  }
}
