internal import Diagnostics
internal import Patients
internal import Quantities

// Stands in for the member of the same name in `Patients`; delete this file when that is there.
extension Patient {
  func value(
    _ covariate: Covariate, at location: SourceLocation?
  ) throws(Diagnostic) -> Double {
    let known: Double? =
      switch covariate {
      case .weight: weight?.canonical
      case .age: age?.canonical
      case .height: height?.canonical
      case .dosingWeight: dosingWeight?.canonical
      case .female: sex.map { $0 == .female ? 1 : 0 }
      default: nil
      }
    if let known { return known }
    let flags: [Covariate: String] = [
      .weight: "--weight 82kg", .age: "--age 45y", .height: "--height 178cm", .female: "--sex f",
    ]
    throw Diagnostic(
      DiagnosticCode("T2010", "missing property of the patient"), at: location,
      "the patient's \(covariate.rawValue) is needed and not given",
      expected: "the patient's \(covariate.rawValue)",
      remedy: "add `\(flags[covariate] ?? "--\(covariate.rawValue)")`")
  }
}
