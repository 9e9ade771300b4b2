public import Population
public import Quantities
internal import Simulation

/// Percentiles at every moment as CSV.
public struct QuantileRows: Sendable {
  private let outputs: [String]
  private let times: [String]

  /// Rows for outputs and moments by name.
  init(outputs: [String], times: [String]) {
    self.outputs = outputs
    self.times = times
  }

  /// Rows for the outputs and moments of a batch.
  public init(_ plan: BatchPlan) {
    self.init(outputs: plan.outputs.map(\.columnStem), times: TimeCells(plan.times).texts)
  }

  /// The table.
  /// - Parameters:
  ///   - percentiles: Which ones.
  ///   - counts: The counts of an output and a moment; asked for once each, so that they need not
  ///     all be kept.
  /// - Throws: ``ReportFailure`` for a percentile that is beyond what is counted.
  public func text(
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
