internal import Patients
public import Population

/// The patients of a study as CSV, one row for each; a panel that gives the same patients when it is
/// read.
public final class PatientRows: BlockSink {
  private let source: ScenarioSource
  private let replicates: Int
  private let names: [String]?
  private let measures: [Patient.Measure]
  private let hasSex: Bool
  private let write: @Sendable ([UInt8]) throws -> Void

  /// Makes a table.
  /// - Parameters:
  ///   - source: Any scenario of the study; patients are the same in all of them.
  ///   - patients: Where they come from, which says what is known of them.
  ///   - replicates: How often each is drawn.
  ///   - names: What the patients of a table are called.
  ///   - write: Takes the next bytes, in order.
  public init(
    _ source: ScenarioSource, patients: PatientSource, replicates: Int, names: [String]?,
    to write: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.source = source
    self.replicates = replicates
    self.names = names
    self.write = write
    measures = [Patient.Measure.weight, .age, .height, .dosingWeight].filter {
      patients.measures.contains($0)
    }
    hasSex = patients.knowsSex
  }

  /// The first row.
  public var heading: [UInt8] {
    let columns =
      ["patient"] + measures.map { $0.key + "_" + $0.columnUnit } + (hasSex ? ["sex"] : [])
    return Array((columns.joined(separator: ",") + "\n").utf8)
  }

  /// The rows of a block.
  public func part(of block: ResultBlock) throws -> [UInt8] {
    var bytes: [UInt8] = []
    for first in stride(from: block.subjects.lowerBound, to: block.subjects.upperBound, by: 8) {
      let count = min(8, block.subjects.upperBound - first)
      let tile = try source.subjects(first: first, count: count).patients
      for lane in 0..<count { try append(first + lane, lane, tile, to: &bytes) }
    }
    return bytes
  }

  /// Hands rows over.
  public func append(_ part: [UInt8]) throws { try write(part) }

  private func append(
    _ index: Int, _ lane: Int, _ tile: PatientTile, to bytes: inout [UInt8]
  ) throws {
    let name = names?[index / replicates] ?? "\(index / replicates)"
    bytes += CSVCellText.plain(replicates == 1 ? name : "\(name)-\(index % replicates)").utf8
    for measure in measures {
      bytes.append(UInt8(ascii: ","))
      let value = tile[measure][lane]
      // An empty cell of a table stays empty.
      if value.isFinite { try NumberFormat.append(exact: measure.written(value), to: &bytes) }
    }
    if hasSex {
      bytes.append(UInt8(ascii: ","))
      if tile.female[lane].isFinite {
        bytes.append(UInt8(ascii: tile.female[lane] == 1 ? "f" : "m"))
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }
}

extension Patient.Measure {
  /// The unit of its column.
  fileprivate var columnUnit: String {
    switch self {
    case .weight, .dosingWeight: "kg"
    case .height: "cm"
    case .age: "y"
    }
  }

  /// A canonical value in the unit of the column; an age that was drawn in hundredths of a year
  /// comes back as it was drawn.
  func written(_ value: Double) -> Double {
    guard self == .age else { return value }
    let years = value / 525_960
    let hundredths = (years * 100).rounded()
    return hundredths * 525_960 / 100 == value ? hundredths / 100 : years
  }
}

/// Texts in cells of a table.
enum CSVCellText {
  /// A text that no program takes for a formula, in quotes where it needs them.
  static func plain(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t".contains($0) } ?? false
    let safe = isFormula ? "'" + text : text
    let needsQuotes = safe.contains { ",\"\n\r ".contains($0) }
    return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }
}
