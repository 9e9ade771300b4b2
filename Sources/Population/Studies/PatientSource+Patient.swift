internal import NumericalMethods
public import Patients
internal import Quantities

extension PatientSource {
  /// One patient of the source, as a person would be described.
  /// - Throws: ``PopulationFailure/noPatientWithinBounds(_:)``.
  public func patient(
    _ subject: Int, seed: UInt64, replicates: Int
  ) throws(PopulationFailure) -> Patient {
    let place = DrawPlace(
      philox: Philox(seed: seed), first: subject * replicates, count: 1, replicates: replicates)
    guard let tile = patients(at: place) else { throw .noPatientWithinBounds(subject) }
    return tile.patient(0)
  }
}

extension PatientDistributions {
  /// Two patients at the ends of every distribution; all others lie between them.
  public var extremes: [Patient] {
    [false, true].map { isUpper in
      var patient = Patient(sex: femaleShare.map { $0 > 0 ? .female : .male })
      for margin in margins {
        let ends = [margin.female, margin.male].map { $0.end(isUpper: isUpper) }
        let isFirst = (ends[0].canonical < ends[1].canonical) != isUpper
        let value = isFirst ? ends[0] : ends[1]
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

extension PatientDistributions.Shape {
  fileprivate func end(isUpper: Bool) -> Quantity {
    switch self {
    case .fixed(let value): return value
    case .uniform(let range), .normal(_, _, let range), .logNormal(_, _, let range):
      return isUpper ? range.upper : range.lower
    case .categorical(let shares):
      let sorted = shares.map(\.value).sorted { $0.canonical < $1.canonical }
      return (isUpper ? sorted.last : sorted.first) ?? shares[0].value
    }
  }
}
