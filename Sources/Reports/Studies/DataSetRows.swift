public import Dosing
public import Kinetics
internal import NumericalMethods
internal import Patients
public import Population
internal import Simulation

/// The doses and concentrations of a batch as a NONMEM data set: rows of doses and of observations in
/// time order, subject by subject; numbers only, no cell empty.
///
/// `DV` is the concentration itself; where the study simulates a residual error, what is measured, and
/// the concentration is `IPRED`.
public final class DataSetRows: BlockSink {
  /// The units of the columns that have one.
  public static let units = [
    ("TIME", "h"), ("AMT", "mg"), ("RATE", "mg/h"), ("DV", "mg/L"), ("IPRED", "mg/L"), ("WT", "kg"),
    ("AGE", "y"),
    ("HT", "cm"), ("DOSWT", "kg"),
  ]
  /// What stands for a covariate of a patient that is not known.
  static let missing = "-99"

  private let source: ScenarioSource
  private let replicates: Int
  private let records: [DataSetRecord]
  private let measures: [Patient.Measure]
  private let hasSex: Bool
  private let hasOccasions: Bool
  private let observations: SimulatedObservations?
  private let write: @Sendable ([UInt8]) throws -> Void

  /// Makes a data set.
  /// - Parameters:
  ///   - source: The scenario.
  ///   - deliveries: What any one of its subjects is given, in the order of the plan's doses.
  ///   - routes: The route of each, by its index in the model.
  ///   - model: The model with any subject's numbers.
  ///   - occasions: The sessions of the schedule that rows name, with a delivery for each of those
  ///     given; nothing where there is one that differs in nothing.
  ///   - patients: Where the subjects come from, which says what is known of them.
  ///   - observations: What is measured; nothing when only true concentrations are wanted.
  ///   - replicates: How often each is drawn.
  ///   - write: Takes the next bytes, in order.
  public init(
    _ source: ScenarioSource, deliveries: [Delivery], routes: [Int], model: BoundModel,
    occasions: Occasions? = nil, patients: PatientSource,
    observations: SimulatedObservations? = nil, replicates: Int,
    to write: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.source = source
    self.observations = observations
    self.replicates = replicates
    hasOccasions = occasions != nil
    records = DataSetRecord.layOut(
      source.plan, deliveries, compartments: routes.map { model.routes[$0].state + 1 },
      occasions: occasions)
    measures = [Patient.Measure.weight, .age, .height, .dosingWeight].filter {
      patients.measures.contains($0)
    }
    hasSex = patients.knowsSex
    self.write = write
  }

  /// The first row.
  public var heading: [UInt8] {
    let columns =
      ["ID", "TIME", "AMT", "RATE", "EVID", "MDV", "DV", "CMT", "DVID"]
      + (hasOccasions ? ["OCC"] : []) + (observations == nil ? [] : ["IPRED"])
      + (replicates == 1 ? [] : ["REP"]) + measures.map(\.dataColumn) + (hasSex ? ["SEX"] : [])
    return Array((columns.joined(separator: ",") + "\n").utf8)
  }

  /// The rows of a block.
  public func part(of block: ResultBlock) throws -> [UInt8] {
    let measured = UnsafeMutableBufferPointer<SIMD8<Double>>.allocate(
      capacity: (observations?.outputs.count ?? 0) * block.times)
    measured.initialize(repeating: SIMD8(repeating: 0))
    defer { measured.deallocate() }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(block.subjects.count * records.count * 64)
    for tile in 0..<block.tiles {
      let (first, count) = (block.subjects.lowerBound + 8 * tile, block.count(inTile: tile))
      let (patients, doses) = try source.prescribed(first: first, count: count)
      let exact = (0..<block.outputs).map { block.concentrations(tile: tile, output: $0) }
      var columns = exact
      for (place, output) in (observations?.outputs ?? []).enumerated() {
        columns[output] =
          observations?.measured(place, tile: tile, of: block, in: measured) ?? exact[output]
      }
      for lane in 0..<count {
        let index = first + lane
        let id = Array("\(index + 1),".utf8)
        let ending = Array((covariates(patients, lane, index) + "\n").utf8)
        for record in records {
          let start = bytes.count
          bytes += id
          bytes += record.head
          switch record.content {
          case .observation(let time, let output):
            try append(columns[output][time][lane], "DV", of: index, to: &bytes)
          case .dose(let dose, let minutes):
            let given = doses[dose][lane]
            let amount = given * (minutes ?? 1)
            guard amount != 0 else {
              // NONMEM refuses a dose of nothing.
              bytes.removeSubrange(start...)
              continue
            }
            try append(NumberFormat.shortest(near: amount), "AMT", of: index, to: &bytes)
            bytes.append(UInt8(ascii: ","))
            let rate = minutes == nil ? 0 : given * Scale.perHour
            try append(NumberFormat.shortest(near: rate), "RATE", of: index, to: &bytes)
          }
          bytes += record.tail
          if observations != nil {
            bytes.append(UInt8(ascii: ","))
            if case .observation(let time, let output) = record.content {
              try append(exact[output][time][lane], "IPRED", of: index, to: &bytes)
            } else {
              bytes.append(UInt8(ascii: "0"))
            }
          }
          bytes += ending
        }
      }
    }
    return bytes
  }

  /// Hands rows over.
  public func append(_ part: [UInt8]) throws { try write(part) }

  private func append(
    _ value: Double, _ column: String, of index: Int, to bytes: inout [UInt8]
  ) throws(ReportFailure) {
    do {
      try NumberFormat.append(exact: value, to: &bytes)
    } catch {
      throw .subjectNotFinite(column: column, subject: index / replicates)
    }
  }

  private func covariates(_ tile: PatientTile, _ lane: Int, _ index: Int) -> String {
    var cells = replicates == 1 ? "" : ",\(index % replicates)"
    for measure in measures {
      let value = try? NumberFormat.exact(measure.written(tile[measure][lane]))
      cells += "," + (value ?? Self.missing)
    }
    if hasSex {
      let female = tile.female[lane]
      cells += "," + (female.isFinite ? (female == 1 ? "1" : "0") : Self.missing)
    }
    return cells
  }
}

extension Patient.Measure {
  /// The name of its column.
  fileprivate var dataColumn: String {
    switch self {
    case .weight: "WT"
    case .age: "AGE"
    case .height: "HT"
    case .dosingWeight: "DOSWT"
    }
  }
}
