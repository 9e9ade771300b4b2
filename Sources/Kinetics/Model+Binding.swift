public import Diagnostics
public import Patients

extension Model {
  /// Puts a patient's numbers into the model.
  ///
  /// States follow the file's order of compartments, as amounts in mg; a chosen effect site is the
  /// last state, a concentration that follows `Ce' = ke0 (C - Ce)` without taking mass, and the last
  /// output, named `effect`. Rates are per minute: a clearance is divided by the volume it leaves.
  /// - Parameters:
  ///   - patient: Who receives the drug; only the properties that the formulas use must be known.
  ///   - effectSite: The name of one of ``effectSites``; without it there is no effect site.
  /// - Returns: The linear system with its routes, outputs, and warnings `T4022` and `T4023` where
  ///   the patient is outside the range for which the model was made, or is not known to be inside.
  /// - Throws: Every missing property of the patient; or `T4020` and `T4021` for values that cannot
  ///   be, `T4024` for an unknown effect site, and the faults of a model that was not read from a
  ///   file.
  public func bind(
    to patient: Patient, effectSite: String? = nil
  ) throws(DiagnosticError) -> BoundModel {
    var binder = ModelBinder(model: self, patient: patient)
    return try binder.bind(effectSite: effectSite)
  }
}
