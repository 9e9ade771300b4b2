internal import Titrate

/// Every other model of the library for the drugs of a preview, simulated for the same patient.
///
/// A model that cannot be evaluated for the patient, or was not made for such a patient, is left out
/// and named with the reason.
struct OtherModels {
  let drugs: [SimulatedDrug]
  let texts: [LoadedText]
  /// What was left out, one sentence each.
  let remarks: [String]

  init(_ preparation: Preparation, in library: Library) throws(DiagnosticError) {
    var drugs: [SimulatedDrug] = []
    var texts: [LoadedText] = []
    var remarks: [String] = []
    for chosen in preparation.models {
      guard preparation.drugs.contains(where: { $0.name == chosen.model.drug }) else {
        remarks.append(
          "no other model of \(chosen.model.drug) is drawn, because the first has no curve")
        continue
      }
      for id in library.ids(on: .models) where id.hasPrefix(chosen.model.drug + "/") {
        guard id != chosen.model.id else { continue }
        let other = try ChosenModel.read(id, in: library)
        let bound: BoundModel
        do {
          bound = try other.bound(to: preparation.patient, effectSite: nil)
        } catch {
          remarks.append("\(id) is not drawn: \(error.diagnostics[0].message)")
          continue
        }
        if let warning = bound.warnings.first {
          remarks.append("\(id) is not drawn: \(warning.message)")
          continue
        }
        let solved = try SolvedDrug(bound, preparation.schedule, method: nil)
        if let missing = solved.missing {
          remarks.append("\(id) is not drawn: \(missing.reason)")
        }
        guard let drug = solved.simulated else { continue }
        drugs.append(drug)
        texts.append(other.text)
      }
    }
    self.drugs = drugs
    self.texts = texts
    self.remarks = remarks
  }
}
