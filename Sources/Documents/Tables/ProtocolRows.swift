internal import Diagnostics
internal import Dosing

/// The rows of one protocol.
struct ProtocolRows {
  /// The cell that names the protocol first.
  let id: CSVCell
  /// Whether no row of it can be missing.
  let isComplete: Bool
  /// The rows in order.
  var rows: [TableRow] = []

  init(id: CSVCell, isComplete: Bool) {
    self.id = id
    self.isComplete = isComplete
  }

  /// Reads the rows as a protocol file is read: the cells become the file's values.
  func read() -> (entry: ProtocolTable.Entry?, findings: [Diagnostic]) {
    var findings = Findings()
    checkRows(&findings)
    var reader = ProtocolReader()
    let dosing: DosingProtocol?
    if let row = rows.first(where: { $0.speaks(about: .phrase) }), let phrase = row[.phrase] {
      checkPhrase(&findings)
      dosing = reader.read(
        head(&findings), phrase: phrase, drug: stated(.drug, &findings)?.cell,
        concentration: stated(.concentration, &findings)?.cell)
    } else if rows.contains(where: { $0.speaks(about: .step) }) {
      dosing = reader.read(root(&findings), values: [:])
    } else {
      dosing = nil
      findings.add(
        Diagnostic(
          .noAction, at: id.location, "the protocol `\(id.text.shortened())` has no step",
          expected: "a row for every step, or a `phrase`",
          remedy: "add a row that says what is done, for example in the column `give`"))
    }
    var subjects = TableSubjects()
    subjects.read(rows, &findings)
    findings.merge(
      reader.report.map { finding in
        guard finding.code == .undeclaredSetting else { return finding }
        var finding = finding
        finding.remedy = "write the value itself: a table has no settings"
        return finding
      })
    let found = findings.diagnostics
    guard let dosing, !found.contains(where: { $0.severity == .error }) else { return (nil, found) }
    let entry = ProtocolTable.Entry(
      dosing: dosing, location: id.location, subjects: subjects.subjects,
      expected: subjects.expected)
    return (entry, found)
  }

  // MARK: - Rows as the values of a protocol file

  /// The part that describes the protocol; a protocol without a title is called by its id.
  private func head(_ findings: inout Findings) -> YAMLNode {
    YAMLNode(.mapping(headEntries(&findings)), at: id.location)
  }

  private func headEntries(_ findings: inout Findings) -> [YAMLEntry] {
    let title = stated(.title, &findings)?.cell ?? id
    var entries = [YAMLEntry("id", id), YAMLEntry("title", title)]
    if let summary = stated(.summary, &findings)?.cell {
      entries.append(YAMLEntry("summary", summary))
    }
    if let limits = stated(.limits, &findings)?.cell {
      let ids = limits.pieces.map { YAMLNode(.scalar($0.text), at: $0.location) }
      entries.append(YAMLEntry("limits", .sequence(ids), at: limits.location))
    }
    return entries
  }

  private func root(_ findings: inout Findings) -> YAMLNode {
    var plans: [(drug: CSVCell?, rows: [TableRow])] = []
    var drug: CSVCell?
    for row in rows {
      drug = row[.drug] ?? drug
      guard row.speaks(about: .step) else { continue }
      if let index = plans.firstIndex(where: { $0.drug?.text == drug?.text }) {
        plans[index].rows.append(row)
      } else {
        plans.append((drug, [row]))
      }
    }
    var entries = headEntries(&findings)
    var blocks: [YAMLNode] = []
    for plan in plans { blocks.append(block(plan.drug, plan.rows, &findings)) }
    if blocks.count == 1, case .mapping(let plan) = blocks[0].content {
      entries += plan
    } else {
      entries.append(YAMLEntry("drugs", .sequence(blocks), at: blocks[0].location))
    }
    var phases: [TableRow] = []
    var said: Set<String> = []
    // Rows that were filled down say the same again.
    for row in rows
    where row.speaks(about: .course) && said.insert(row.text(about: .course)).inserted {
      phases.append(row)
    }
    if let first = phases.first?.fields(about: .course).first {
      let nodes = phases.map { row in row.phase(&findings) }
      entries.append(YAMLEntry("course", .sequence(nodes), at: first.cell.location))
    }
    return YAMLNode(.mapping(entries), at: id.location)
  }

  private func block(
    _ drug: CSVCell?, _ rows: [TableRow], _ findings: inout Findings
  ) -> YAMLNode {
    var entries: [YAMLEntry] = []
    if let drug { entries.append(YAMLEntry("drug", drug)) }
    if let strength = ProtocolRows.stated(.concentration, in: rows, &findings)?.cell {
      entries.append(YAMLEntry("concentration", strength))
    }
    let steps = rows.map { row in row.step() }
    entries.append(YAMLEntry("steps", .sequence(steps), at: steps[0].location))
    return YAMLNode(.mapping(entries), at: drug?.location ?? id.location)
  }

  // MARK: - What rows may say

  private func stated(
    _ column: TableColumn, _ findings: inout Findings
  ) -> TableRow.Field? {
    ProtocolRows.stated(column, in: rows, &findings)
  }

  /// The value of a column that is the same for all rows that state it.
  private static func stated(
    _ column: TableColumn, in rows: [TableRow], _ findings: inout Findings
  ) -> TableRow.Field? {
    var first: CSVCell?
    for row in rows {
      guard let cell = row[column] else { continue }
      guard let known = first else {
        first = cell
        continue
      }
      if known.text == cell.text { continue }
      findings.add(.contradiction(column, known, cell))
    }
    return first.map { TableRow.Field(column: column, cell: $0) }
  }

  private func checkRows(_ findings: inout Findings) {
    for row in rows where !row.fields.contains(where: { $0.column.isContent }) {
      guard let place = row.fields.first?.cell.location else { continue }
      findings.add(
        Diagnostic(
          .noAction, at: place, "the row does not say what to do",
          expected: "a step, a phrase, sessions or a patient",
          remedy: "say what is done, for example in the column `give`, or remove the row"))
    }
  }

  /// A phrase says everything that steps and sessions say.
  private func checkPhrase(_ findings: inout Findings) {
    var isFirst = true
    for field in rows.flatMap(\.fields) {
      let isAnother = field.column.topic == .phrase && !isFirst
      if field.column.topic == .phrase { isFirst = false }
      guard isAnother || field.column.topic == .step || field.column.topic == .course else {
        continue
      }
      findings.add(
        Diagnostic(
          .contradictoryKeys, at: field.cell.location,
          isAnother
            ? "a second phrase in one protocol"
            : "`\(field.column.rawValue)` beside a phrase",
          expected: "one phrase, or steps and sessions in their columns",
          remedy: "write everything into the phrase, or nothing"))
    }
  }
}

extension TableColumn {
  /// Whether a row that fills this column says something of its own.
  fileprivate var isContent: Bool { topic != .plan && topic != .note }
}

extension Diagnostic {
  /// The finding for two rows that state the same thing differently.
  static func contradiction(
    _ column: TableColumn, _ first: CSVCell, _ second: CSVCell
  ) -> Diagnostic {
    Diagnostic(
      .contradictoryRows, at: second.location,
      "`\(column.rawValue)` is `\(second.text.shortened())` here and "
        + "`\(first.text.shortened())` in line \(first.location.line)",
      expected: "the same `\(column.rawValue)` in every row that states it",
      remedy: "write it once, in the first of these rows")
  }
}

extension YAMLEntry {
  /// A cell as the value of a key.
  init(_ key: String, _ cell: CSVCell) {
    self.init(key, .scalar(cell.text), at: cell.location)
  }

  /// A value whose key is said by its column.
  init(_ key: String, _ content: YAMLNode.Content, at location: SourceLocation) {
    self.init(key: key, keyLocation: location, value: YAMLNode(content, at: location))
  }
}
