package import Diagnostics
package import Patients
internal import Quantities

extension Model.Applicability {
  /// Warnings for a patient outside of the ranges, or not known to be inside.
  ///
  /// The ends of a range belong to it.
  package func warnings(for patient: Patient) -> [Diagnostic] {
    ranges.compactMap { range in warning(for: patient, range) }
  }

  private func warning(for patient: Patient, _ range: Range) -> Diagnostic? {
    guard let covariate = Covariate(rawValue: range.covariate) else { return nil }
    let basis = evidence == .assumption ? ", a choice of this project" : ""
    let expected = "\(range.lower) to \(range.upper)\(basis)"
    guard let value = try? patient.value(covariate, at: nil) else {
      return Diagnostic(
        .rangeNotChecked, .warning, at: nil,
        "the patient's \(range.covariate) is not given, so the model's range was not checked",
        expected: expected, remedy: "add `\(Self.flag(for: covariate))`")
    }
    guard value < range.lower.canonical || value > range.upper.canonical else { return nil }
    return Diagnostic(
      .outsideRange, .warning, at: nil,
      "the patient's \(range.covariate), \(text(of: covariate, for: patient, value)), is outside the "
        + "range for which the model was made",
      expected: expected,
      remedy: "choose a model made for such patients, or take the curve as a guess")
  }

  private func text(of covariate: Covariate, for patient: Patient, _ value: Double) -> String {
    switch covariate {
    case .weight: patient.weight?.description ?? "\(value) kg"
    case .age: patient.age?.description ?? "\(value) min"
    case .height: patient.height?.description ?? "\(value) cm"
    default: "\(value)"
    }
  }

  private static func flag(for covariate: Covariate) -> String {
    switch covariate {
    case .weight: "--weight 82kg"
    case .age: "--age 45y"
    case .height: "--height 178cm"
    default: "--\(covariate.rawValue)"
    }
  }
}
