internal import Diagnostics
internal import Patients
internal import Quantities

extension Patient {
  /// The weight in kg that a per-kilogram dose refers to; a stand-in until the module `Patients`
  /// works out every weight.
  func weight(for scalar: WeightScalar, at location: SourceLocation?) throws(Diagnostic) -> Double {
    let stated: Quantity? =
      switch scalar {
      case .actual: weight
      case .dosing: dosingWeight
      case .ideal, .lean, .adjusted: nil
      }
    guard let stated else {
      throw Diagnostic(
        .impossibleValue, at: location,
        "the dose is per kilogram of \(scalar.rawValue) weight, which is not known",
        expected: "the patient's \(scalar.rawValue) weight", remedy: "state the weight")
    }
    return stated.canonical
  }
}
