public import Kinetics
public import Population
internal import Quantities

/// The individual parameters of a scenario as CSV, one row for each subject, or for each session of a
/// subject where these differ: volumes in L, clearances in L/h, everything else in canonical units.
public final class ParameterRows: BlockSink {
  private let source: ScenarioSource
  private let numbering: SubjectNumbering
  private let columns: [(name: String, scale: Double)]
  private let write: @Sendable ([UInt8]) throws -> Void

  /// Makes a table.
  /// - Parameters:
  ///   - source: The scenario.
  ///   - parameters: The parameters of its model, of any patient.
  ///   - numbering: How rows call their subjects.
  ///   - write: Takes the next bytes, in order.
  public init(
    _ source: ScenarioSource, parameters: [BoundModel.Value], numbering: SubjectNumbering,
    to write: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.source = source
    self.numbering = numbering
    columns = parameters.map { parameter in
      let (unit, scale) = ReadableValue.column(parameter.dimension)
      return (([parameter.name] + unit).joined(separator: "_").columnName, scale)
    }
    self.write = write
  }

  /// The first row.
  public var heading: [UInt8] {
    let session = source.sessions == nil ? "" : "session,"
    return Array(
      (numbering.heading + session + columns.map(\.name).joined(separator: ",") + "\n").utf8)
  }

  /// The rows of a block.
  public func part(of block: ResultBlock) throws -> [UInt8] {
    var bytes: [UInt8] = []
    for first in stride(from: block.subjects.lowerBound, to: block.subjects.upperBound, by: 8) {
      let count = min(8, block.subjects.upperBound - first)
      let sets = try source.individuals(first: first, count: count).parameters
      for lane in 0..<count {
        for (index, values) in sets.enumerated() {
          var cells = numbering.cells(first + lane)
          if let sessions = source.sessions { cells += Array("\(sessions[index]),".utf8) }
          cells.removeLast()
          bytes += cells
          try append(values, lane, of: first + lane, to: &bytes)
        }
      }
    }
    return bytes
  }

  private func append(
    _ values: [SIMD8<Double>], _ lane: Int, of subject: Int, to bytes: inout [UInt8]
  ) throws {
    for (column, value) in zip(columns, values) {
      bytes.append(UInt8(ascii: ","))
      do {
        try NumberFormat.append(exact: value[lane] * column.scale, to: &bytes)
      } catch {
        throw ReportFailure.subjectNotFinite(
          column: column.name, subject: numbering.subject(subject))
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Hands rows over.
  public func append(_ part: [UInt8]) throws { try write(part) }
}

extension ReadableValue {
  /// The words of a column's unit, and what canonical values are multiplied by.
  static func column(_ dimension: Dimension) -> (unit: [String], scale: Double) {
    switch dimension {
    case .none: ([], 1)
    case .clearance: (["L_per_h"], Scale.perHour)
    case .frequency: (["per_min"], 1)
    default: ([dimension.canonicalSymbol.replacing("/", with: "_per_")], 1)
    }
  }
}
