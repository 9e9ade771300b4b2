internal import NumericalMethods
public import Patients
internal import Quantities

extension PatientSource {
  /// One patient of the source, as a person would be described.
  /// - Throws: ``PopulationFailure/noPatientWithinBounds(_:)``.
  public func patient(
    _ subject: Int, seed: UInt64, replicates: Int
  ) throws(PopulationFailure) -> Patient {
    try patient(row: subject * replicates, seed: seed, replicates: replicates)
  }

  /// The patient of a row of a batch, which holds every subject once for each replicate.
  /// - Throws: ``PopulationFailure/noPatientWithinBounds(_:)``.
  package func patient(
    row: Int, seed: UInt64, replicates: Int
  ) throws(PopulationFailure) -> Patient {
    let place = DrawPlace(
      philox: Philox(seed: seed), first: row, count: 1, replicates: replicates)
    guard let tile = patients(at: place) else { throw .noPatientWithinBounds(row / replicates) }
    return tile.patient(0)
  }
}

extension PatientDistributions {
  /// Patients of every sex that occurs at both ends of every distribution, and with every value
  /// that is stated one by one.
  public var extremes: [Patient] {
    let sexes: [Patient.Sex?] =
      femaleShare.map { ($0 > 0 ? [.female] : []) + ($0 < 1 ? [.male] : []) } ?? [nil]
    return sexes.flatMap { sex in
      let values = margins.map { (sex == .male ? $0.male : $0.female).ends }
      return (0..<max(2, values.map(\.count).max() ?? 0)).map { number in
        var patient = Patient(sex: sex)
        for (margin, values) in zip(margins, values) where !values.isEmpty {
          let value = values[min(number, values.count - 1)]
          switch margin.measure {
          case .weight: patient.weight = value
          case .age: patient.age = value
          case .height: patient.height = value
          case .dosingWeight: patient.dosingWeight = value
          }
        }
        return patient
      }
    }
  }
}

extension PatientDistributions.Shape {
  /// The ends of a range, or all values that occur, from the lowest.
  fileprivate var ends: [Quantity] {
    switch self {
    case .fixed(let value): [value]
    case .uniform(let range), .normal(_, _, let range), .logNormal(_, _, let range):
      [range.lower, range.upper]
    case .categorical(let shares):
      shares.filter { $0.share > 0 }.map(\.value).sorted { $0.canonical < $1.canonical }
    }
  }
}
