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
  private let columns: [ConcentrationColumns.Column]
  private let observations: SimulatedObservations?
  private let write: @Sendable ([UInt8]) throws -> Void

  /// Makes a table.
  /// - Parameters:
  ///   - plan: The batch.
  ///   - observations: What is measured; nothing when only true concentrations are wanted.
  ///   - numbering: How rows call their subjects.
  ///   - write: Takes the next bytes, in order.
  public init(
    _ plan: BatchPlan, observations: SimulatedObservations? = nil, numbering: SubjectNumbering,
    to write: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.numbering = numbering
    times = TimeCells(plan.times)
    self.observations = observations
    columns = ConcentrationColumns(plan, observations).columns
    names = columns.map { $0.stem + "_ng_per_mL" }
    self.write = write
  }

  /// The first row.
  public var heading: [UInt8] {
    Array((numbering.heading + "time_min," + names.joined(separator: ",") + "\n").utf8)
  }

  /// The rows of a block.
  public func part(of block: ResultBlock) throws -> [UInt8] {
    let rowBytes = 64 + times.longest + names.count * (ShortestDecimal.mostBytes + 1)
    let measured = UnsafeMutableBufferPointer<SIMD8<Double>>.allocate(
      capacity: (observations?.outputs.count ?? 0) * block.times)
    measured.initialize(repeating: SIMD8(repeating: 0))
    defer { measured.deallocate() }
    return try [UInt8](
      unsafeUninitializedCapacity: block.subjects.count * block.times * rowBytes
    ) { buffer, count in
      guard var end = buffer.baseAddress else { return }
      let start = end
      for tile in 0..<block.tiles {
        let columns = concentrations(of: tile, in: block, measured)
        for lane in 0..<block.count(inTile: tile) {
          let subject = block.subjects.lowerBound + 8 * tile + lane
          try append(subject, lane, columns, to: &end)
        }
      }
      count = end - start
    }
  }

  /// The values of each column; what is measured is written into memory of the block's.
  private func concentrations(
    of tile: Int, in block: ResultBlock, _ measured: UnsafeMutableBufferPointer<SIMD8<Double>>
  ) -> [UnsafeBufferPointer<SIMD8<Double>>] {
    columns.map { column in
      let exact = block.concentrations(tile: tile, output: column.output)
      guard let observations, let place = column.measured else { return exact }
      return observations.measured(place, tile: tile, of: block, in: measured)
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
            throw ReportFailure.subjectNotFinite(
              column: names[index], subject: numbering.subject(subject))
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

extension SimulatedObservations {
  /// What is measured of a tile, written into memory for all measured outputs of one.
  /// - Parameter place: The place of the output in ``outputs``.
  func measured(
    _ place: Int, tile: Int, of block: ResultBlock,
    in memory: UnsafeMutableBufferPointer<SIMD8<Double>>
  ) -> UnsafeBufferPointer<SIMD8<Double>> {
    let start = place * block.times
    let target = UnsafeMutableBufferPointer(rebasing: memory[start..<start + block.times])
    measure(
      place, first: block.subjects.lowerBound + 8 * tile, count: block.count(inTile: tile),
      block.concentrations(tile: tile, output: outputs[place]), into: target)
    return UnsafeBufferPointer(target)
  }
}

extension Curve.Output {
  /// What the columns of an output start with, such as `ketamine_plasma`.
  var columnStem: String { joined(analyte, name).columnName }
}
