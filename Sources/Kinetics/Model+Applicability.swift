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
    guard let measure = Patient.Measure.allCases.first(where: { $0.name == range.covariate }) else {
      return nil
    }
    let basis = evidence == .assumption ? ", a choice of the file's author" : ""
    let expected = "\(range.lower) to \(range.upper)\(basis)"
    guard let value = patient.quantity(measure) else {
      return Diagnostic(
        .rangeNotChecked, .warning, at: nil,
        "the patient's \(range.covariate) is not given, so the model's range was not checked",
        expected: expected, remedy: "give it with `\(measure.option)`")
    }
    let isInside = QuantityRange(range.lower, range.upper)?.contains(value) ?? false
    if isInside { return nil }
    return Diagnostic(
      .outsideRange, .warning, at: nil,
      "the patient's \(range.covariate), \(value), is outside the range for which the model was made",
      expected: expected,
      remedy: "choose a model made for such patients, or take the curve as a guess")
  }
}
