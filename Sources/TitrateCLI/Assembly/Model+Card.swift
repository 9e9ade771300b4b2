internal import Titrate

extension Model {
  /// The model's card.
  func card(
    for patient: Patient, effectSite: String?, style: TextStyle
  ) throws(DiagnosticError) -> (text: String, warnings: [Diagnostic]) {
    let bound = try bind(to: patient, effectSite: effectSite)
    return (title + "\n", bound.warnings)
  }
}
