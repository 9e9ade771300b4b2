internal import Diagnostics
internal import Patients
internal import Quantities

/// Reads the rows of a panel of patients.
struct PatientPanelReader {
  /// What could be read.
  private(set) var members: [PatientPanel.Member] = []
  /// What is wrong.
  private(set) var findings = Findings()

  private var csv: CSVReader
  private var columns: [PanelColumn?] = []
  private var lines: [String: Int] = [:]

  init(_ csv: CSVReader) {
    self.csv = csv
  }

  /// Reads the whole table.
  mutating func read() {
    guard readHeader() else { return }
    var hasRows = false
    while let row = csv.next() {
      guard !row.isBlank else { continue }
      hasRows = true
      add(row)
    }
    findings.merge(csv.findings.diagnostics)
    if !hasRows, findings.diagnostics.isEmpty {
      findings.add(
        Diagnostic(
          .emptyTable, at: csv.header[0].location, "the table has no rows below its first",
          expected: "a row for every patient", remedy: "write the patients"))
    }
  }

  private mutating func readHeader() -> Bool {
    for fault in csv.headerFaults(key: PanelColumn.subject) { findings.add(fault) }
    for cell in csv.header.cells {
      let column = PanelColumn(cell.text)
      columns.append(column)
      guard column == nil, !cell.text.isEmpty else { continue }
      let near = suggestion(for: TableColumn.fold(cell.text), among: PanelColumn.names)
      findings.add(
        Diagnostic(
          .unknownKey, at: cell.location,
          "a panel of patients has no column `\(cell.text.shortened())`",
          expected: "one of `\(PanelColumn.names.joined(separator: "`, `"))`, or a measure with "
            + "its unit such as `weight_kg`, `age_y`, `height_cm`",
          remedy: near.map { "did you mean `\($0)`?" } ?? "remove it or correct its name"))
    }
    if !columns.contains(.name) {
      findings.add(
        Diagnostic(
          .missingKey, at: csv.header[0].location, "the table has no column `patient`",
          expected: "a column `patient` with a name for each row", remedy: "add the column"))
    }
    return findings.diagnostics.isEmpty
  }

  private mutating func add(_ row: CSVRow) {
    var (name, sex, area, diagnosis): (CSVCell?, CSVCell?, CSVCell?, CSVCell?)
    var conditions: [PatientPanel.Word]?
    var measures: [Patient.Measure: CSVCell] = [:]
    let before = findings.diagnostics.count
    for (column, cell) in zip(columns, row.cells) where !cell.text.isEmpty {
      switch column {
      case .name: name = cell
      case .measure(let measure, let unit):
        measures[measure] = unit.map { withUnit(cell, $0, measure) } ?? cell
      case .sex: sex = cell
      case .careArea: area = cell
      case .diagnosis: diagnosis = cell
      case .conditions: conditions = words(cell)
      case nil: break
      }
    }
    let cells = PatientCells(
      age: measures[.age], height: measures[.height], sex: sex,
      dosingWeight: measures[.dosingWeight])
    let patient = cells.patient(
      weighing: measures[.weight], at: name?.location ?? row[0].location, &findings)
    guard let name = self.name(name, row) else { return }
    let isSound = !findings.diagnostics[before...].contains { $0.severity == .error }
    guard let patient, isSound else { return }
    members.append(
      PatientPanel.Member(
        name: name.text, location: name.location, patient: patient, careArea: area.map(\.word),
        diagnosis: diagnosis.map(\.word), conditions: conditions))
  }

  private mutating func name(_ cell: CSVCell?, _ row: CSVRow) -> CSVCell? {
    guard let cell else {
      findings.add(
        Diagnostic(
          .missingKey, at: row[0].location, "the patient has no name",
          expected: "a name in the column `patient`", remedy: "write a name or a number"))
      return nil
    }
    guard let first = lines.updateValue(row.line, forKey: cell.text) else { return cell }
    findings.add(
      Diagnostic(
        .samePatientTwice, at: cell.location,
        "the patient of line \(first) is called `\(cell.text.shortened())` too",
        expected: "each name once", remedy: "give each patient a name of their own"))
    return nil
  }

  /// The cell as if its unit stood in it; a cell with a unit of its own is a fault.
  private mutating func withUnit(
    _ cell: CSVCell, _ unit: Unit, _ measure: Patient.Measure
  ) -> CSVCell {
    if DecimalNumber(cell.text) == nil, cell.text.first?.isNumber ?? false,
      cell.text.contains(where: { $0.isLetter }),
      let quantity = try? Quantity(parsing: cell.text, at: cell.location)
    {
      findings.add(
        Diagnostic(
          .unitTwice, at: cell.location,
          "`\(quantity)` has a unit, and its column says `\(unit.symbol)`",
          expected: "a plain number of `\(unit.symbol)`",
          remedy: "write the number alone, or call the column `\(measure.key)`"))
      // What the cell says is clear; only where the unit belongs is not.
      return cell
    }
    return CSVCell(text: "\(cell.text) \(unit.symbol)", location: cell.location)
  }

  private mutating func words(_ cell: CSVCell) -> [PatientPanel.Word] {
    let pieces = cell.pieces
    if pieces.count == 1, cell.text == "none" { return [] }
    for piece in pieces where piece.text.isEmpty || piece.text == "none" {
      findings.add(
        Diagnostic(
          .wrongShape, at: piece.location,
          piece.text.isEmpty ? "an empty condition" : "`none` beside other conditions",
          expected: "conditions with `;` between them, or `none`",
          remedy: "remove it, or write the condition"))
    }
    return pieces.map(\.word)
  }
}

extension CSVCell {
  fileprivate var word: PatientPanel.Word { PatientPanel.Word(text, at: location) }
}
