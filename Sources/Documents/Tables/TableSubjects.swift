internal import Diagnostics
internal import Limits
internal import Patients

/// The patients, and the verdicts expected for them, that the rows of a protocol state.
struct TableSubjects {
  /// The patients in the order of the rows.
  private(set) var subjects: [ProtocolTable.Subject] = []
  /// What is expected for all who state nothing of their own.
  private(set) var expected: ProtocolTable.Expectation?
  private var places: [Patient: SourceLocation] = [:]

  /// Reads the columns about patients of all rows.
  mutating func read(_ rows: [TableRow], _ findings: inout Findings) {
    var stated: [TableRow] = []
    var lines: [String: Int] = [:]
    var general: CSVCell?
    for row in rows where row.speaks(about: .patient) || row.speaks(about: .expected) {
      guard row.speaks(about: .patient) else {
        guard let cell = row[.expected] else { continue }
        if let general, general.text != cell.text {
          findings.add(.contradiction(.expected, general, cell))
        }
        general = general ?? cell
        continue
      }
      if let index = lines[row.text(about: .patient)] {
        let same = stated[index]
        // Rows that were filled down state the same patient again.
        if let cell = row[.expected], let first = same[.expected], first.text != cell.text {
          findings.add(.contradiction(.expected, first, cell))
        } else if let cell = row[.expected], same[.expected] == nil {
          findings.add(
            Diagnostic(
              .contradictoryRows, at: cell.location,
              "`expected` is stated here, and not where this patient is stated first",
              expected: "the expected verdict beside the patient's first row",
              remedy: "move it into line \(same.fields[0].cell.location.line)"))
        }
        continue
      }
      lines[row.text(about: .patient)] = stated.count
      stated.append(row)
    }
    expected = general.flatMap { Self.expectation($0, &findings) }
    for row in stated { add(row, &findings) }
    for index in subjects.indices where subjects[index].expected == nil {
      subjects[index].expected = expected
    }
  }

  private mutating func add(_ row: TableRow, _ findings: inout Findings) {
    let expected = row[.expected].flatMap { Self.expectation($0, &findings) }
    let reader = PatientCells(
      age: row[.age], height: row[.height], sex: row[.sex], dosingWeight: row[.dosingWeight])
    let place = row[.weight] ?? row.fields(about: .patient)[0].cell
    let weights = row[.weight].map { $0.pieces.map(Optional.some) } ?? [nil]
    for weight in weights {
      guard let patient = reader.patient(weighing: weight, at: place.location, &findings) else {
        continue
      }
      let location = weight?.location ?? place.location
      if let known = places.updateValue(location, forKey: patient) {
        findings.add(
          Diagnostic(
            .samePatientTwice, at: location,
            "the same patient is stated in line \(known.line), column \(known.column)",
            expected: "each patient once", remedy: "remove one of the two"))
        continue
      }
      subjects.append(
        ProtocolTable.Subject(patient: patient, location: location, expected: expected))
    }
  }

  private static func expectation(
    _ cell: CSVCell, _ findings: inout Findings
  ) -> ProtocolTable.Expectation? {
    findings.attempt { () throws(Diagnostic) in
      let node = YAMLNode(.scalar(cell.text), at: cell.location)
      return ProtocolTable.Expectation(
        try node.choice(ExpectedVerdict.self, what: "an expected verdict"), at: cell.location)
    }
  }
}
