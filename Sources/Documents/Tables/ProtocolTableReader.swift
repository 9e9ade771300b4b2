internal import Diagnostics
internal import Dosing

/// Gathers the rows of each protocol of a table and reads them.
struct ProtocolTableReader {
  /// What could be read.
  private(set) var entries: [ProtocolTable.Entry] = []
  /// What is wrong.
  private(set) var findings = Findings()

  private var csv: CSVReader
  private var columns: [TableColumn?] = []
  private var group: ProtocolRows?
  private var ids: Set<String> = []
  /// Whether a row was lost since the last one that names its protocol.
  private var isAfterLoss = false

  init(_ csv: CSVReader) {
    self.csv = csv
  }

  /// Reads the whole table.
  mutating func read() {
    guard readHeader() else { return }
    var hasRows = false
    var faults = 0
    while let row = csv.next() {
      take(&faults)
      if !row.isBlank {
        hasRows = true
        add(TableRow(row, columns), at: row)
      }
      guard findings.diagnostics.count < CSVReader.mostFaults else {
        findings.add(
          Diagnostic(
            .tooManyFaults, at: row[0].location,
            "\(findings.diagnostics.count) faults; the rest of the table was not looked at",
            remedy: "correct the first of them: the others may have the same cause"))
        return
      }
    }
    take(&faults)
    finishGroup()
    if !hasRows, faults == 0 {
      findings.add(
        Diagnostic(
          .emptyTable, at: csv.header[0].location, "the table has no rows below its first",
          expected: "a row for every step", remedy: "write the steps of a protocol"))
    }
  }

  /// Makes sure of the columns; a table with columns that nobody knows is not read any further.
  private mutating func readHeader() -> Bool {
    let names = TableColumn.allCases.map(\.rawValue)
    for fault in csv.headerFaults(key: TableColumn.fold) { findings.add(fault) }
    for cell in csv.header.cells {
      let column = TableColumn(rawValue: TableColumn.fold(cell.text))
      columns.append(column)
      guard column == nil, !cell.text.isEmpty else { continue }
      let near = suggestion(for: TableColumn.fold(cell.text), among: names)
      findings.add(
        Diagnostic(
          .unknownKey, at: cell.location,
          "a protocol table has no column `\(cell.text.shortened())`",
          expected: "one of `\(names.joined(separator: "`, `"))`",
          remedy: near.map { "did you mean `\($0)`?" }
            ?? "remove the column, or call it `note` if it is for readers only"))
    }
    if !columns.contains(.id) {
      findings.add(
        Diagnostic(
          .missingKey, at: csv.header[0].location, "the table has no column `protocol`",
          expected: "a column `protocol` with the id of each row's protocol",
          remedy: "add the column `protocol`"))
    }
    return findings.diagnostics.isEmpty
  }

  /// Takes over faults of the text.
  ///
  /// What stands beside a lost row may lack a step: it is not read.
  private mutating func take(_ known: inout Int) {
    let faults = csv.findings.diagnostics
    guard faults.count > known else { return }
    finishGroup(isComplete: false)
    for fault in faults[known...] { findings.add(fault) }
    known = faults.count
    isAfterLoss = true
  }

  private mutating func add(_ row: TableRow, at source: CSVRow) {
    let id = row[.id]
    if let id, id.text != group?.id.text {
      finishGroup()
      let isNew = ids.insert(id.text).inserted
      if !isNew {
        findings.add(
          Diagnostic(
            .scatteredRows, at: id.location,
            "`\(id.text.shortened())` has rows further up, with another protocol between them",
            expected: "the rows of a protocol one after another",
            remedy: "move these rows up, or give them an id of their own"))
      }
      group = ProtocolRows(id: id, isComplete: isNew && !isAfterLoss)
      isAfterLoss = false
    }
    guard group != nil else {
      // The row's protocol may have been named in the row that was lost.
      if isAfterLoss { return }
      findings.add(
        Diagnostic(
          .rowWithoutProtocol, at: row.fields.first?.cell.location ?? source[0].location,
          "the row belongs to no protocol", expected: "an id in the column `protocol`",
          remedy: "write the id of the row's protocol; rows below may leave it empty"))
      return
    }
    group?.rows.append(row)
  }

  private mutating func finishGroup(isComplete: Bool = true) {
    defer { group = nil }
    guard let group, isComplete, group.isComplete else { return }
    let (entry, found) = group.read()
    for finding in found { findings.add(finding) }
    if let entry { entries.append(entry) }
  }
}
