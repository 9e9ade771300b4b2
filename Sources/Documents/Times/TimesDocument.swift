public import Diagnostics
public import Quantities

/// Reads the moments at which a curve is wanted from a table.
///
/// The table is CSV with a header row. The column `time_min`, `time_h` or `time_d` holds the times
/// as plain numbers, the name says their unit; other columns are left alone, so a table of
/// observations serves as it is. Times run upwards.
public enum TimesDocument {
  private static let units = ["time_min": "min", "time_h": "h", "time_d": "d"]

  /// Reads the moments.
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name by which diagnostics call it.
  /// - Returns: The moments, each later than the one before.
  /// - Throws: `T2061`, `T2062`, or what is wrong with the table or with a number.
  public static func read(text: String, file: String) throws(DiagnosticError) -> [Tick] {
    var table: CSVReader
    do {
      table = try CSVReader(text, file: file)
    } catch {
      throw DiagnosticError(error)
    }
    let names = table.header.cells
    let chosen = names.indices.filter { units[names[$0].text] != nil }
    guard chosen.count == 1, let column = chosen.first, let unit = units[names[column].text] else {
      throw DiagnosticError(
        Diagnostic(
          .noTimeColumn, at: names[chosen.last ?? 0].location,
          chosen.isEmpty ? "no column holds times" : "several columns hold times",
          expected: "one column `time_min`, `time_h` or `time_d` in the first row",
          remedy: "name the column of times with its unit"))
    }
    var moments: [Tick] = []
    var findings = Findings()
    while let row = table.next() {
      let cell = row[column]
      let moment = findings.attempt { () throws(Diagnostic) in
        let quantity = try Quantity(parsing: "\(cell.text) \(unit)", as: .time, at: cell.location)
        return try TimesDocument.moment(quantity, after: moments.last, at: cell.location)
      }
      if let moment { moments.append(moment) }
    }
    findings.merge(table.findings.diagnostics)
    if moments.isEmpty, findings.diagnostics.isEmpty {
      findings.add(
        Diagnostic(
          .badOrderOfTimes, at: SourceLocation(file: file, line: 1, column: 1),
          "the table holds no times", remedy: "write one time in each row"))
    }
    try findings.throwIfErrors()
    return moments
  }

  /// A time as a moment behind the one before.
  /// - Throws: `T2062` when it is not later, `T3007` when it is too far away.
  public static func moment(
    _ quantity: Quantity, after last: Tick?, at place: SourceLocation
  ) throws(Diagnostic) -> Tick {
    guard let moment = Tick(quantity) else {
      throw Diagnostic(
        .valueOutOfRange, at: place, "`\(quantity)` is too far away", expected: "at most 100 y",
        remedy: "write an earlier time")
    }
    try check(moment, isAfter: last, written: quantity.description, at: place)
    return moment
  }

  /// Makes sure that a moment comes behind the one before.
  /// - Throws: `T2062` when it does not.
  public static func check(
    _ moment: Tick, isAfter last: Tick?, written text: String, at place: SourceLocation
  ) throws(Diagnostic) {
    guard last.map({ $0 < moment }) ?? true else {
      throw Diagnostic(
        .badOrderOfTimes, at: place, "`\(text)` does not come after the time before it",
        expected: "times that run upwards, each once", remedy: "sort the times")
    }
  }
}

extension DiagnosticCode {
  /// A table without a column of times, or with several.
  public static let noTimeColumn = DiagnosticCode("T2061", "no column of times")
  /// Times that do not run upwards.
  public static let badOrderOfTimes = DiagnosticCode("T2062", "times not in order")

  /// Every code that concerns lists of times.
  public static let timesCodes: [DiagnosticCode] = [noTimeColumn, badOrderOfTimes]
}
