internal import Quantities
internal import Simulation

extension CurveTable {
  /// Writes the table as CSV: RFC 4180 with one difference, lines end with LF alone, because that
  /// is what R, pandas, awk and git take without a trace of CR in the last column.
  ///
  /// A header row, then one row per moment. No cell ever needs quotes. Rows go through one buffer
  /// that is handed over whenever it is full, so memory does not grow with the number of rows.
  /// - Parameter sink: Takes the next bytes.
  /// - Throws: ``ReportFailure``; what the sink has taken by then is incomplete.
  public func writeCSV(
    to sink: ([UInt8]) throws(OutputFailure) -> Void
  ) throws(ReportFailure) {
    try write(
      Punctuation(
        open: columnNames.joined(separator: ",") + "\n", row: "", betweenRows: "\n", close: "\n"),
      to: sink)
  }

  /// Writes the table as one JSON object: `schema` (`titrate/curve-1`), `columns` (names) and
  /// `rows` (arrays of numbers in the order of the columns).
  /// - Parameter sink: Takes the next bytes.
  /// - Throws: ``ReportFailure``; what the sink has taken by then is incomplete.
  public func writeJSON(
    to sink: ([UInt8]) throws(OutputFailure) -> Void
  ) throws(ReportFailure) {
    // Names of columns are letters, digits and `_`: nothing in them needs escaping.
    let names = columnNames.map { "\"\($0)\"" }.joined(separator: ",")
    try write(
      Punctuation(
        open: "{\"schema\":\"titrate/curve-1\",\"columns\":[\(names)],\"rows\":[", row: "[",
        betweenRows: "],\n", close: "]]}\n", nothing: "]}\n"),
      to: sink)
  }

  private struct Punctuation {
    var open: String
    var row: String
    var betweenRows: String
    var close: String
    var nothing = ""
  }

  private func write(
    _ marks: Punctuation, to sink: ([UInt8]) throws(OutputFailure) -> Void
  ) throws(ReportFailure) {
    let capacity = 1 << 16
    var reader = RowReader(self)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(capacity + 4096)
    bytes.append(contentsOf: marks.open.utf8)
    var isFirst = true
    for moment in times {
      bytes.append(contentsOf: (isFirst ? "" : marks.betweenRows).utf8)
      bytes.append(contentsOf: marks.row.utf8)
      isFirst = false
      try reader.append(moment, to: &bytes)
      if bytes.count >= capacity {
        try flush(&bytes, to: sink)
      }
    }
    bytes.append(contentsOf: (isFirst ? marks.nothing : marks.close).utf8)
    try flush(&bytes, to: sink)
  }

  private func flush(
    _ bytes: inout [UInt8], to sink: ([UInt8]) throws(OutputFailure) -> Void
  ) throws(ReportFailure) {
    do {
      try sink(bytes)
    } catch {
      throw .output(error)
    }
    bytes.removeAll(keepingCapacity: true)
  }
}

/// Asks the curves for one row at a time, and each curve once per row.
private struct RowReader {
  private let table: CurveTable
  private let delivered: [DeliveredDose]
  /// For each drug, the states that its columns show, ascending.
  private let shown: [[Int]]
  private var states: [[Double]]
  private var volumes: [[Double?]]

  init(_ table: CurveTable) {
    self.table = table
    delivered = table.drugs.map { DeliveredDose($0.deliveries) }
    var shown = table.drugs.map { _ in Set<Int>() }
    for column in table.columns {
      switch column.source {
      case .concentration(let drug, let state), .amount(let drug, let state):
        shown[drug].insert(state)
      case .time, .auc, .rate, .cumulative, .eliminated: break
      }
    }
    self.shown = shown.map { $0.sorted() }
    states = table.drugs.map { drug in drug.curve.stateNames.map { _ in .nan } }
    volumes = table.drugs.map { _ in [] }
  }

  mutating func append(_ moment: Tick, to bytes: inout [UInt8]) throws(ReportFailure) {
    do {
      for (drug, shown) in shown.enumerated() where !shown.isEmpty {
        let curve = table.drugs[drug].curve
        volumes[drug] = curve.volumes(at: moment)
        if shown.count == 1 {
          states[drug][shown[0]] = try curve.state(shown[0], at: moment)
        } else {
          states[drug] = try curve.states(at: moment)
        }
      }
    } catch {
      throw .simulation(error)
    }
    for (index, column) in table.columns.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let value = try value(of: column.source, at: moment)
      do {
        try NumberFormat.append(exact: value, to: &bytes)
      } catch {
        throw .notFinite(column: column.name, at: moment)
      }
    }
  }

  private func value(
    of source: CurveTable.Source, at moment: Tick
  ) throws(ReportFailure) -> Double {
    do {
      switch source {
      case .time: return table.timeUnit.value(of: moment)
      case .concentration(let drug, let state):
        return states[drug][state] / (volumes[drug][state] ?? 1) * Scale.nanogramsPerMilliliter
      case .amount(let drug, let state): return states[drug][state]
      case .auc(let drug, let output):
        let area = try table.drugs[drug].curve.cumulativeAUC(of: output, at: moment)
        return area * Scale.nanogramHoursPerMilliliter
      case .rate(let drug): return delivered[drug].hourlyRate(at: moment)
      case .cumulative(let drug):
        return NumberFormat.shortest(near: delivered[drug].amount(by: moment))
      case .eliminated(let drug):
        return try table.drugs[drug].curve.balance(at: moment).eliminated
      }
    } catch {
      throw .simulation(error)
    }
  }
}
