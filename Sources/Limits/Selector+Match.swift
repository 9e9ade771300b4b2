internal import Patients
internal import Quantities

extension Selector {
  /// Why a patient is not concerned, or why nobody can say; nothing when he is.
  ///
  /// What is known to exclude him goes before what is not known.
  func exclusion(of patient: Patient, _ context: ClinicalContext) -> NotChecked? {
    var unknown: NotChecked?
    func listed(_ names: [String]) -> String {
      names.map { "`\($0)`" }.joined(separator: " or ")
    }
    func compare(
      _ range: QuantityRange?, _ value: Quantity?, _ measure: Patient.Measure
    ) -> NotChecked? {
      guard let range else { return nil }
      guard let value, let contains = range.contains(value) else {
        unknown = unknown ?? .unknown("the patient's \(measure.name)", remedy: measure.statement)
        return nil
      }
      return contains
        ? nil : .notConcerned("the \(measure.name) \(value) is not within \(range)")
    }
    func compare(_ names: [String], _ name: String?, _ kind: String, _ option: String)
      -> NotChecked?
    {
      guard !names.isEmpty else { return nil }
      guard let name else {
        unknown =
          unknown
          ?? .unknown(
            "the \(kind)",
            remedy: "state it with `\(option)`; this concerns \(listed(names)) only")
        return nil
      }
      return names.contains(name)
        ? nil : .notConcerned("the \(kind) `\(name)` is not \(listed(names))")
    }
    return compare(age, patient.age, .age) ?? compare(weight, patient.weight, .weight)
      ?? compare(careAreas.map(\.name), context.careArea?.name, "care area", "--care-area")
      ?? compare(diagnoses.map(\.name), context.diagnosis?.name, "diagnosis", "--diagnosis")
      ?? unknown
  }
}

extension Patient.Measure {
  /// How to state it.
  fileprivate var statement: String {
    let example =
      switch self {
      case .weight, .dosingWeight: "82kg"
      case .age: "45y"
      case .height: "178cm"
      }
    return "state it, as in `\(option) \(example)`"
  }
}
