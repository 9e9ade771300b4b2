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
  /// - Throws: `T2061`...`T2063`, or what is wrong with a number.
  public static func read(text: String, file: String) throws(DiagnosticError) -> [Tick] {
    var findings = Findings()
    // By scalars, because CR and LF together are one character.
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
      Substring($0.last == "\r" ? $0.dropLast() : $0)
    }
    let names = cells(lines.first ?? "")
    let chosen = names.indices.filter { units[names[$0].text] != nil }
    guard chosen.count == 1, let column = chosen.first, let unit = units[names[column].text] else {
      throw DiagnosticError(
        Diagnostic(
          .noTimeColumn,
          at: SourceLocation(
            file: file, line: 1, column: 1, lineText: lines.first.map(String.init)),
          chosen.isEmpty ? "no column holds times" : "several columns hold times",
          expected: "one column `time_min`, `time_h` or `time_d` in the first row",
          remedy: "name the column of times with its unit"))
    }
    var moments: [Tick] = []
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let cells = cells(line)
      let place = SourceLocation(
        file: file, line: index + 1, column: column < cells.count ? cells[column].column : 1,
        length: column < cells.count ? cells[column].text.unicodeScalars.count : 1,
        lineText: String(line))
      // A decimal comma makes two cells of one number, which must not be read as its first half.
      guard cells.count == names.count else {
        findings.add(
          Diagnostic(
            .unevenRow, at: place,
            "the row has \(cells.count) cells and the first row \(names.count)",
            expected: "as many cells as the first row has",
            remedy: "write numbers with a decimal point, and a comma between cells only"))
        continue
      }
      let cell = cells[column].text
      let moment = findings.attempt { () throws(Diagnostic) in
        let quantity = try Quantity(parsing: "\(cell) \(unit)", as: .time, at: place)
        return try TimesDocument.moment(quantity, after: moments.last, at: place)
      }
      if let moment { moments.append(moment) }
    }
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
    guard last.map({ $0 < moment }) ?? true else {
      throw Diagnostic(
        .badOrderOfTimes, at: place, "`\(quantity)` does not come after the time before it",
        expected: "times that run upwards, each once", remedy: "sort the times")
    }
    return moment
  }

  private static func cells(_ line: Substring) -> [(text: String, column: Int)] {
    var result: [(String, Int)] = []
    var column = 1
    for cell in line.split(separator: ",", omittingEmptySubsequences: false) {
      let lead = cell.prefix { $0 == " " }.count
      var text = cell.dropFirst(lead)
      while text.last == " " { text.removeLast() }
      let isQuoted = text.count > 1 && text.first == "\"" && text.last == "\""
      let bare = isQuoted ? text.dropFirst().dropLast() : text
      result.append((String(bare), column + lead + (isQuoted ? 1 : 0)))
      column += cell.unicodeScalars.count + 1
    }
    return result
  }
}

extension DiagnosticCode {
  /// A table without a column of times, or with several.
  public static let noTimeColumn = DiagnosticCode("T2061", "no column of times")
  /// Times that do not run upwards.
  public static let badOrderOfTimes = DiagnosticCode("T2062", "times not in order")
  /// A row with another number of cells than the first.
  public static let unevenRow = DiagnosticCode("T2063", "row with missing or additional cells")

  /// Every code that concerns lists of times.
  public static let timesCodes: [DiagnosticCode] = [noTimeColumn, badOrderOfTimes, unevenRow]
}
