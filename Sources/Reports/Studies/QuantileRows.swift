public import Population
public import Quantities
internal import Simulation

/// Percentiles at every moment as CSV.
public struct QuantileRows: Sendable {
  private let outputs: [String]
  private let times: [String]
  private let columns: [ConcentrationColumns.Column]

  /// Rows for outputs and moments by name.
  init(outputs: [String], times: [String], columns: [ConcentrationColumns.Column] = []) {
    self.outputs = outputs
    self.times = times
    self.columns = columns
  }

  /// Rows for the outputs and moments of a batch, and for what is measured of them.
  public init(_ plan: BatchPlan, observations: SimulatedObservations? = nil) {
    let columns = ConcentrationColumns(plan, observations).columns
    self.init(
      outputs: columns.map(\.stem), times: TimeCells(plan.times).texts, columns: columns)
  }

  /// The table of a batch.
  /// - Throws: ``ReportFailure`` for a percentile that is beyond what is counted.
  public func text(
    _ percentiles: [DecimalNumber], _ counts: QuantileSink, _ measured: ObservationQuantileSink?
  ) throws(ReportFailure) -> [UInt8] {
    try text(percentiles) { columns[$0].bins($1, counts, measured) }
  }

  /// The table.
  /// - Parameters:
  ///   - percentiles: Which ones.
  ///   - counts: The counts of an output and a moment; asked for once each, so that they need not
  ///     all be kept.
  /// - Throws: ``ReportFailure`` for a percentile that is beyond what is counted.
  func text(
    _ percentiles: [DecimalNumber], counts: (Int, Int) -> QuantileBins
  ) throws(ReportFailure) -> [UInt8] {
    let names = outputs.flatMap { output in
      percentiles.map { "\(output)_p\($0.description.columnName)_ng_per_mL" }
    }
    var bytes = Array((["time_min"] + names).joined(separator: ",").utf8)
    bytes.append(UInt8(ascii: "\n"))
    for time in times.indices {
      bytes += times[time].utf8
      for output in outputs.indices {
        let bins = counts(output, time)
        for percentile in percentiles {
          bytes.append(UInt8(ascii: ","))
          let value = try value(bins.quantile(percentile.double / 100), outputs[output])
          do {
            try NumberFormat.append(exact: value, to: &bytes)
          } catch {
            throw .quantileNotFinite(column: outputs[output])
          }
        }
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private func value(
    _ estimate: QuantileBins.Estimate?, _ column: String
  ) throws(ReportFailure) -> Double {
    switch estimate {
    case .value(let value): return value * Scale.nanogramsPerMilliliter
    case .belowResolution: return 0
    case .aboveResolution, nil: throw .quantileNotFinite(column: column)
    }
  }
}

extension ConcentrationColumns.Column {
  /// The counts of a moment.
  func bins(
    _ time: Int, _ counts: QuantileSink, _ measured: ObservationQuantileSink?
  ) -> QuantileBins {
    guard let place = self.measured, let measured else {
      return counts.bins(output: output, time: time)
    }
    return measured.bins(place, time: time)
  }
}
