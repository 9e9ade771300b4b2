internal import Titrate

extension StudyBuilder {
  /// Binds and schedules patients at the ends of what occurs, so that what is missing or impossible
  /// is known before anything runs.
  ///
  /// What concerns several patients of a table is said once, at the first of them, with their
  /// number.
  mutating func tryOut(_ choice: Study.ModelChoice, _ model: ChosenModel, _ plan: StudyPlan) {
    var kinds: [Diagnostic] = []
    var concerned: [Set<Int>] = []
    for (index, patient) in samples.enumerated() {
      let place = places.indices.contains(index) ? places[index] : choice.name.location
      var found: [Diagnostic] = []
      do throws(DiagnosticError) {
        found = try model.model.bind(to: patient, effectSite: choice.effectSite?.text).warnings
        _ = try plan.dosing.schedule(for: patient)
      } catch {
        found = error.diagnostics
      }
      for finding in found {
        let known = kinds.firstIndex { $0.code == finding.code && $0.expected == finding.expected }
        if let known {
          concerned[known].insert(index)
        } else {
          kinds.append(placed(finding, at: place, choice))
          concerned.append([index])
        }
      }
    }
    for (var finding, patients) in zip(kinds, concerned) {
      // One patient may have a finding several times, such as for every dose.
      let others = patients.count - 1
      if !places.isEmpty, others > 0 {
        finding.message += " (and so for \(others) more \(others == 1 ? "patient" : "patients"))"
      }
      if finding.severity == .error {
        if !findings.contains(finding) { findings.append(finding) }
      } else if !warnings.contains(finding) {
        warnings.append(finding)
      }
    }
  }

  /// What was found of a patient, with the place and the remedy that a study has for it.
  private func placed(
    _ finding: Diagnostic, at place: SourceLocation, _ choice: Study.ModelChoice
  ) -> Diagnostic {
    var placed = finding
    switch finding.code {
    case .unknownEffectSite: placed.location = choice.effectSite?.location
    case .missingCovariate, .rangeNotChecked:
      placed.location = place
      placed.remedy =
        places.isEmpty
        ? "state its distribution under `patients`"
        : "fill in the cell of this patient, or add the column"
    case .undefinedSize:
      placed.location = place
      placed.remedy =
        "give by another weight, or state dosing weights "
        + (places.isEmpty ? "under `patients`" : "in a column `dosing weight` of the table")
    default: if finding.location == nil { placed.location = place }
    }
    return placed.inStudyTerms
  }
}
