public import Population
public import Quantities
internal import Simulation

extension QuantileTable {
  /// Takes the counts of a batch.
  public init(_ plan: BatchPlan, _ sink: QuantileSink) {
    self.init(
      outputs: plan.outputs.map(\.columnStem), times: TimeCells(plan.times).texts,
      counts: plan.outputs.indices.map { output in
        plan.times.indices.map { sink.bins(output: output, time: $0) }
      })
  }

  /// The percentiles as CSV, one row for each moment.
  ///
  /// A percentile is off by at most ``QuantileBins/relativeError``; a concentration below 2^-64 mg/L
  /// is written as 0.
  /// - Throws: ``ReportFailure`` for a percentile that is beyond what is counted.
  public func percentiles(_ percentiles: [DecimalNumber]) throws(ReportFailure) -> [UInt8] {
    let names = outputs.flatMap { output in
      percentiles.map { "\(output)_p\($0.description.columnName)_ng_per_mL" }
    }
    var bytes = Array((["time_min"] + names).joined(separator: ",").utf8)
    bytes.append(UInt8(ascii: "\n"))
    for time in times.indices {
      bytes += times[time].utf8
      for output in outputs.indices {
        for percentile in percentiles {
          bytes.append(UInt8(ascii: ","))
          let share = percentile.double / 100
          let value = try value(counts[output][time].quantile(share), outputs[output])
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

  /// The counts as CSV: output, moment, number of the bin, count.
  public var text: [UInt8] {
    var bytes = Array("output,time_min,bin,count\n".utf8)
    for output in outputs.indices {
      for time in times.indices {
        let prefix = Array("\(outputs[output]),\(times[time]),".utf8)
        for bin in counts[output][time].bins {
          bytes += prefix
          bytes += "\(bin.key),\(bin.count)\n".utf8
        }
      }
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
