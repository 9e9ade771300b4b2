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
      for site in effectSites where site.name != effectSite { try check(site, for: patient) }
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

  /// Finds out whether a site that nobody chose has a possible rate for the patient too; what is not
  /// known about the patient is no fault of the site.
  private func check(_ site: EffectSite, for patient: Patient) throws(DiagnosticError) {
    do {
      _ = try bind(to: patient, effectSite: site.name)
    } catch {
      let faults = error.diagnostics.filter { $0.code != .missingCovariate }
      if let error = DiagnosticError(faults) { throw error }
    }
  }
}
