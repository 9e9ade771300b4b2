public import Diagnostics
public import Population
internal import Quantities

/// Reads the counts of kept and broken limits that `titrate batch` writes for a part of a study.
public enum LimitCountsDocument {
  private static let ending = ",kept,broken,not_concerned,unknown,nothing_to_measure"

  /// Reads a table of counts.
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - file: The name by which diagnostics call it.
  /// - Throws: `T2106` at the first line that is not one.
  public static func read(_ bytes: [UInt8], file: String) throws(Diagnostic) -> LimitCountTable {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard let first = lines.first, first.hasSuffix(ending) else {
      throw fault(file, 1, lines.first ?? "")
    }
    guard let last = lines.last, last.isEmpty else { throw fault(file, lines.count, first) }
    var rows: [LimitCountTable.Row] = []
    for (index, line) in lines.enumerated().dropFirst().dropLast() {
      guard let row = row(line) else { throw fault(file, index + 1, line) }
      rows.append(row)
    }
    return LimitCountTable(heading: String(first.dropLast(ending.count)), rows: rows)
  }

  /// The last five cells are counts; those before them are taken as they stand.
  private static func row(_ line: String) -> LimitCountTable.Row? {
    var rest = line[...]
    var numbers: [Int] = []
    for _ in 0..<5 {
      guard let comma = rest.lastIndex(of: ","),
        let number = number(rest[rest.index(after: comma)...])
      else { return nil }
      numbers.insert(number, at: 0)
      rest = rest[..<comma]
    }
    guard !rest.isEmpty else { return nil }
    var count = LimitTally.Count()
    (count.kept, count.broken, count.notConcerned) = (numbers[0], numbers[1], numbers[2])
    (count.unknown, count.nothingToMeasure) = (numbers[3], numbers[4])
    return LimitCountTable.Row(cells: String(rest), count: count)
  }

  private static func number(_ cell: Substring) -> Int? {
    guard cell.utf8.count <= 15, cell.allSatisfy(\.isASCIIDigit) else { return nil }
    return Int(cell)
  }

  private static func fault(_ file: String, _ line: Int, _ text: String) -> Diagnostic {
    Diagnostic(
      .badCounts, at: SourceLocation(file: file, line: line, column: 1, lineText: text),
      "this is not a table of counts", expected: "the file as `titrate batch` wrote it",
      remedy: "run that part of the study again")
  }
}
