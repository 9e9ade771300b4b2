internal import Titrate

extension ChosenModel {
  /// The model with the patient's numbers; where the patient is outside of its ranges, the help names
  /// the models of the library that were made for such a patient, or says that there is none.
  func bound(
    to patient: Patient, effectSite: String?, naming library: Library
  ) throws(DiagnosticError) -> BoundModel {
    var bound = try bound(to: patient, effectSite: effectSite)
    guard bound.warnings.contains(where: { $0.code == .outsideRange }) else { return bound }
    let fitting = fitting(patient, in: library)
    let remedy =
      fitting.isEmpty
      ? "no model of \(model.drug) in the library was made for such a patient: take the curve as a "
        + "guess, or leave it"
      : "choose with `--model` one that was made for such patients: "
        + fitting.joined(separator: ", ")
    for index in bound.warnings.indices where bound.warnings[index].code == .outsideRange {
      bound.warnings[index].remedy = remedy
    }
    return bound
  }

  /// The other models of the drug whose ranges hold the patient, each with how long it holds.
  private func fitting(_ patient: Patient, in library: Library) -> [String] {
    library.ids(on: .models).filter { $0.hasPrefix(model.drug + "/") && $0 != model.id }
      .compactMap { id in
        // A file with faults says so itself where it is asked for; here it is no help.
        guard let other = try? ChosenModel.read(id, in: library).model,
          let bound = try? other.bind(to: patient), bound.warnings.isEmpty
        else { return nil }
        return other.applicability.longest.map { "\(id) (for \($0) from the start)" } ?? id
      }
  }
}
