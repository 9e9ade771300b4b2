internal import NumericalMethods
public import Patients
internal import Quantities

/// Where the patients of a study come from.
public enum PatientSource: Sendable {
  /// Drawn from distributions.
  case drawn(PatientSampler)
  /// Listed one by one; subject k is the k-th.
  case listed(PatientColumns)

  /// The measures that are known of any patient.
  public var measures: Set<Patient.Measure> {
    switch self {
    case .drawn(let sampler): sampler.measures
    case .listed(let columns): columns.known
    }
  }

  /// Whether the sex of any patient is known.
  public var knowsSex: Bool {
    switch self {
    case .drawn(let sampler): sampler.knowsSex
    case .listed(let columns): columns.knowsSex
    }
  }

  /// The patients of a tile.
  func patients(at place: DrawPlace) -> PatientTile? {
    switch self {
    case .drawn(let sampler): return sampler.patients(at: place)
    case .listed(let columns):
      var tile = PatientTile()
      for lane in 0..<place.count {
        columns.copy((place.first + lane) / place.replicates, to: &tile, lane: lane)
      }
      return tile
    }
  }
}

/// Patients as columns of numbers in canonical units.
public struct PatientColumns: Sendable {
  /// How many there are.
  public let count: Int
  private let measures: [[Double]]
  private let female: [Double]

  /// Takes the numbers of patients whose measures have been checked.
  public init(_ patients: [Patient]) {
    count = patients.count
    measures = Patient.Measure.allCases.map { measure in
      patients.map { $0.quantity(measure)?.canonical ?? .nan }
    }
    female = patients.map { patient in
      patient.sex.map { $0 == .female ? 1 : 0 } ?? .nan
    }
  }

  var known: Set<Patient.Measure> {
    Set(
      zip(Patient.Measure.allCases, measures).filter { $1.contains { $0.isFinite } }.map(\.0))
  }

  var knowsSex: Bool { female.contains { $0.isFinite } }

  func copy(_ index: Int, to tile: inout PatientTile, lane: Int) {
    for (measure, values) in zip(Patient.Measure.allCases, measures) {
      tile[measure][lane] = values[index]
    }
    tile.female[lane] = female[index]
  }
}
