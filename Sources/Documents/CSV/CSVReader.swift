package import Diagnostics

/// Reads a table row by row, strictly, each cell with its place.
///
/// RFC 4180: cells between commas, rows on lines that end in LF or CR LF, a cell in quotes may hold
/// commas, line ends and doubled quotes. The first row names the columns. A UTF-8 byte-order mark
/// and a first line `sep=,`, as Excel writes them, are passed over; empty lines are too. A table
/// with semicolons or tabs between its cells is refused, because a decimal comma could hide in it.
///
/// ```swift
/// var reader = try CSVReader(text, file: "panel.csv")
/// while let row = reader.next() { use(row[0].text, row[0].location) }
/// try reader.findings.throwIfErrors()
/// ```
///
/// Memory is the text, one row, and at most a thousand findings.
package struct CSVReader: Sendable {
  /// The largest table that is read, in bytes.
  package static let largestFile = 64 << 20
  /// The most cells that a row may have.
  package static let mostColumns = 1000
  /// After so many faults the rest of a table is not looked at.
  package static let mostFaults = 1000

  /// The names of the columns, as written.
  package let header: CSVRow
  /// What is wrong with the rows read so far.
  package private(set) var findings = Findings()
  private var scanner: CSVScanner
  private var faults = 0

  /// Opens a table and reads its first row.
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name by which diagnostics call it.
  /// - Throws: `T1004` for more than 64 MiB, `T1011` for a table of semicolons or tabs, `T2001`
  ///   for an empty one, and what is wrong with the first row.
  package init(_ text: String, file: String) throws(Diagnostic) {
    guard text.utf8.count <= Self.largestFile else {
      throw Diagnostic(
        .documentTooLarge, at: SourceLocation(file: file, line: 1, column: 1),
        "the table has more than \(Self.largestFile) bytes", remedy: "split it into several files")
    }
    scanner = CSVScanner(text, file: file)
    try scanner.checkSeparator()
    guard let header = try scanner.row() else {
      throw Diagnostic(
        .wrongShape, at: SourceLocation(file: file, line: 1, column: 1), "the table is empty",
        expected: "a first row with the names of the columns",
        remedy: "write the names of the columns, with commas between them")
    }
    self.header = header
  }

  /// The next row, or nothing at the end.
  ///
  /// A row that cannot be read, or has not as many cells as the first, is left out and becomes one
  /// of the ``findings``.
  package mutating func next() -> CSVRow? {
    while faults < Self.mostFaults {
      do throws(Diagnostic) {
        guard let row = try scanner.row(width: header.cells.count) else { return nil }
        if row.cells.count == header.cells.count { return row }
        throw unevenness(row)
      } catch {
        findings.add(error)
        faults += 1
        if faults == Self.mostFaults {
          findings.add(
            Diagnostic(
              .tooManyFaults, at: error.location,
              "\(faults) rows cannot be read; the rest of the table was not looked at",
              remedy: "correct the first of them: the others may have the same cause"))
        }
      }
    }
    return nil
  }

  /// Columns without a name and names that occur twice, for tables whose every column counts.
  /// - Parameter key: What makes two names the same; the name itself if nothing else is said.
  package func headerFaults(key: (String) -> String = { $0 }) -> [Diagnostic] {
    var seen: [String: Int] = [:]
    var faults: [Diagnostic] = []
    for (index, cell) in header.cells.enumerated() {
      if cell.text.isEmpty {
        faults.append(
          Diagnostic(
            .namelessColumn, at: cell.location, "column \(index + 1) has no name",
            expected: "a name for every column",
            remedy: "name the column, or delete it if it is empty"))
      } else if let first = seen.updateValue(index, forKey: key(cell.text)) {
        faults.append(
          Diagnostic(
            .duplicateColumn, at: cell.location,
            "the columns \(first + 1) and \(index + 1) are both `\(cell.text.shortened())`",
            expected: "each column once", remedy: "remove or rename one of the two"))
      }
    }
    return faults
  }

  private func unevenness(_ row: CSVRow) -> Diagnostic {
    let (found, wanted) = (row.cells.count, header.cells.count)
    let place = row.cells[min(found, wanted + 1) - 1].location
    // A decimal comma makes two cells of one number, which must not be read as its first half.
    return Diagnostic(
      .unevenRow, at: place, "the row has \(found) cells and the first row \(wanted)",
      expected: "as many cells as the first row has",
      remedy: "write numbers with a decimal point, put a cell that holds a comma in quotes, and "
        + "keep a comma for every empty cell")
  }
}
