public import Population
public import Quantities
internal import Simulation

extension QuantileTable {
  /// Takes the counts of a batch, and of what is measured in it.
  public init(
    _ plan: BatchPlan, _ sink: QuantileSink, observations: SimulatedObservations? = nil,
    _ measured: ObservationQuantileSink? = nil
  ) {
    let columns = ConcentrationColumns(plan, observations).columns
    self.init(
      outputs: columns.map(\.stem), times: TimeCells(plan.times).texts,
      counts: columns.map { column in
        plan.times.indices.map { column.bins($0, sink, measured) }
      })
  }

  /// The percentiles as CSV, one row for each moment.
  ///
  /// A percentile is off by at most ``QuantileBins/relativeError``; a concentration below 2^-64 mg/L
  /// is written as 0.
  /// - Throws: `ReportFailure` for a percentile that is beyond what is counted.
  public func percentiles(_ percentiles: [DecimalNumber]) throws(ReportFailure) -> [UInt8] {
    try QuantileRows(outputs: outputs, times: times).text(percentiles) { counts[$0][$1] }
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
}
