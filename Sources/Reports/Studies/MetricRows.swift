public import Population
internal import Quantities
internal import Simulation

/// The metrics of a batch as CSV, one row for each subject.
public final class MetricRows: BlockSink {
  private let numbering: SubjectNumbering
  private let columns: [Column]
  private let write: @Sendable ([UInt8]) throws -> Void

  private struct Column {
    let name: String
    let output: Int
    let metric: Int
    let scale: Double
  }

  /// Makes a table.
  /// - Parameters:
  ///   - plan: The batch.
  ///   - choices: What the batch's metrics were asked for as, in their order.
  ///   - numbering: How rows call their subjects.
  ///   - write: Takes the next bytes, in order.
  public init(
    _ plan: BatchPlan, choices: [Study.MetricChoice], numbering: SubjectNumbering,
    to write: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.numbering = numbering
    columns = plan.outputs.enumerated().flatMap { output, site in
      choices.enumerated().compactMap { metric, choice in
        guard plan.has(plan.metrics[metric], output: output) else { return nil }
        return Column(
          name: "\(site.columnStem)_\(choice.column)", output: output, metric: metric,
          scale: choice.scale)
      }
    }
    self.write = write
  }

  /// The first row.
  public var heading: [UInt8] {
    Array((numbering.heading + columns.map(\.name).joined(separator: ",") + "\n").utf8)
  }

  /// The rows of a block.
  public func part(of block: ResultBlock) throws -> [UInt8] {
    var bytes: [UInt8] = []
    for index in 0..<block.subjects.count {
      let subject = block.subjects.lowerBound + index
      var cells = numbering.cells(subject)
      cells.removeLast()
      bytes += cells
      for column in columns {
        let value =
          block.metric(column.metric, subject: index, output: column.output) * column.scale
        bytes.append(UInt8(ascii: ","))
        do {
          try NumberFormat.append(exact: value, to: &bytes)
        } catch {
          throw ReportFailure.subjectNotFinite(
            column: column.name, subject: numbering.subject(subject))
        }
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// Hands rows over.
  public func append(_ part: [UInt8]) throws { try write(part) }
}

extension Study.MetricChoice {
  /// The end of its column's name, with its unit.
  var column: String {
    switch self {
    case .maximum: "cmax_ng_per_mL"
    case .maximumTime: "tmax_min"
    case .area: "auc_ng_h_per_mL"
    case .areaToInfinity: "auc_to_infinity_ng_h_per_mL"
    case .timeAbove(let threshold):
      "time_above_\(threshold.description.replacing("/", with: "_per_").columnName)_min"
    case .terminalHalfLife: "half_life_min"
    case .meanResidenceTime: "mrt_min"
    case .clearance: "clearance_L_per_h"
    case .steadyStateVolume: "vss_L"
    }
  }

  /// From the unit in which it is computed to that of its column.
  fileprivate var scale: Double {
    switch self {
    case .maximum: Scale.nanogramsPerMilliliter
    case .area, .areaToInfinity: Scale.nanogramHoursPerMilliliter
    case .clearance: 60
    case .maximumTime, .timeAbove, .terminalHalfLife, .meanResidenceTime, .steadyStateVolume: 1
    }
  }
}
