internal import Titrate

extension PatientPanel.Member {
  /// What is declared of the patient: in the row, and what it leaves open, of everybody.
  /// - Parameters:
  ///   - context: What is declared of everybody.
  ///   - findings: Takes words that are no conditions.
  func context(
    beside context: ClinicalContext, _ findings: inout [Diagnostic]
  ) -> ClinicalContext {
    var own = context
    if let careArea { own.careArea = CareArea(careArea.text) }
    if let diagnosis { own.diagnosis = Diagnosis(diagnosis.text) }
    guard let conditions else { return own }
    var known: [PatientCondition] = []
    for word in conditions {
      do throws(Diagnostic) {
        known.append(try PatientCondition(parsing: word.text, at: word.location))
      } catch {
        findings.append(error)
      }
    }
    own.conditions = known
    return own
  }
}
