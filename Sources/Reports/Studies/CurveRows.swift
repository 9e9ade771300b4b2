internal import Kinetics
internal import NumericalMethods
public import Population
internal import Quantities
internal import Simulation

/// The concentrations of a batch as CSV rows, by subject, then by time.
///
/// Rows are made by the threads that compute; handing them over in order is all that is serial.
public final class CurveRows: BlockSink {
  private let numbering: SubjectNumbering
  private let times: TimeCells
  private let names: [String]
  private let write: @Sendable ([UInt8]) throws -> Void

  /// Makes a table.
  /// - Parameters:
  ///   - plan: The batch.
  ///   - numbering: How rows call their subjects.
  ///   - write: Takes the next bytes, in order.
  public init(
    _ plan: BatchPlan, numbering: SubjectNumbering,
    to write: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.numbering = numbering
    times = TimeCells(plan.times)
    names = plan.outputs.map(\.concentrationColumn)
    self.write = write
  }

  /// The first row.
  public var heading: [UInt8] {
    Array((numbering.heading + "time_min," + names.joined(separator: ",") + "\n").utf8)
  }

  /// The rows of a block.
  public func part(of block: ResultBlock) throws -> [UInt8] {
    let rowBytes = 64 + times.longest + names.count * (ShortestDecimal.mostBytes + 1)
    return try [UInt8](
      unsafeUninitializedCapacity: block.subjects.count * block.times * rowBytes
    ) { buffer, count in
      guard var end = buffer.baseAddress else { return }
      let start = end
      for tile in 0..<block.tiles {
        let columns = names.indices.map { block.concentrations(tile: tile, output: $0) }
        for lane in 0..<block.count(inTile: tile) {
          let subject = block.subjects.lowerBound + 8 * tile + lane
          try append(subject, lane, columns, to: &end)
        }
      }
      count = end - start
    }
  }

  /// Hands rows over.
  public func append(_ part: [UInt8]) throws { try write(part) }

  private func append(
    _ subject: Int, _ lane: Int, _ columns: [UnsafeBufferPointer<SIMD8<Double>>],
    to end: inout UnsafeMutablePointer<UInt8>
  ) throws {
    try numbering.cells(subject).withUnsafeBufferPointer { prefix in
      guard let first = prefix.baseAddress else { return }
      for time in 0..<times.count {
        end.update(from: first, count: prefix.count)
        end += prefix.count
        times.append(time, to: &end)
        for (index, column) in columns.enumerated() {
          let value = column[time][lane] * Scale.nanogramsPerMilliliter
          guard value.isFinite else {
            throw ReportFailure.subjectNotFinite(column: names[index], subject: subject)
          }
          end[0] = UInt8(ascii: ",")
          end += 1
          end += ShortestDecimal.write(value, to: end)
        }
        end[0] = UInt8(ascii: "\n")
        end += 1
      }
    }
  }
}

extension Curve.Output {
  /// What the columns of an output start with, such as `ketamine_plasma`.
  var columnStem: String { joined(analyte, name).columnName }

  /// The column of its concentrations.
  var concentrationColumn: String { columnStem + "_ng_per_mL" }
}
