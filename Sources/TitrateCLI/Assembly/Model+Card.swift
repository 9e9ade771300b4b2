internal import Titrate

extension Model {
  /// The card that `show models` prints, with numbers when anything is known about the patient.
  func card(
    for patient: Patient, effectSite: String?, style: TextStyle
  ) throws(DiagnosticError) -> (text: String, warnings: [Diagnostic]) {
    var card = ModelCard(self)
    var warnings: [Diagnostic] = []
    if patient != Patient() || effectSite != nil {
      let bound = try bind(to: patient, effectSite: effectSite)
      card = ModelCard(bound)
      warnings = patient.plausibility() + bound.warnings
    }
    do {
      return (try card.text(style), warnings)
    } catch {
      // Nothing is written here, so no reader can have left.
      throw DiagnosticError(error.diagnostic ?? .unforeseen(error))
    }
  }
}
