public import Diagnostics
public import Population

/// Reads the counts of concentrations that `titrate batch` writes for a part of a study.
public enum CountsDocument {
  /// Reads a table of counts.
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - file: The name by which diagnostics call it.
  /// - Throws: `T2106` at the first line that is not one.
  public static func read(_ bytes: [UInt8], file: String) throws(Diagnostic) -> QuantileTable {
    var outputs: [String] = []
    var times: [[String]] = []
    var bins: [[[QuantileBins.Bin]]] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard cells.count == 4, let key = key(cells[2]), let count = number(cells[3]), count > 0
      else { throw fault(file, index + 1, String(decoding: line, as: UTF8.self)) }
      let output = String(decoding: cells[0], as: UTF8.self)
      let time = String(decoding: cells[1], as: UTF8.self)
      if outputs.last != output {
        outputs.append(output)
        times.append([])
        bins.append([])
      }
      let last = outputs.count - 1
      if times[last].last != time {
        times[last].append(time)
        bins[last].append([])
      }
      bins[last][times[last].count - 1].append(QuantileBins.Bin(key: key, count: UInt64(count)))
    }
    guard let first = times.first, times.allSatisfy({ $0 == first }),
      lines.first.map({ $0.elementsEqual("output,time_min,bin,count".utf8) }) ?? false
    else { throw fault(file, 1, "") }
    return QuantileTable(
      outputs: outputs, times: first,
      counts: bins.map { times in times.map { QuantileBins(bins: $0) } })
  }

  /// The number of a bin, which is below zero for measurements that are.
  private static func key(_ cell: ArraySlice<UInt8>) -> Int? {
    guard cell.first == UInt8(ascii: "-") else { return number(cell) }
    return number(cell.dropFirst()).flatMap { $0 > 0 ? -$0 : nil }
  }

  private static func number(_ cell: ArraySlice<UInt8>) -> Int? {
    guard !cell.isEmpty, cell.count <= 18 else { return nil }
    var number = 0
    for byte in cell {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number
  }

  private static func fault(_ file: String, _ line: Int, _ text: String) -> Diagnostic {
    Diagnostic(
      .badCounts, at: SourceLocation(file: file, line: line, column: 1, lineText: text),
      "this is not a table of counts", expected: "the file as `titrate batch` wrote it",
      remedy: "run that part of the study again")
  }
}
