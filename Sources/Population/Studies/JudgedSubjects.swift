public import Limits
public import Patients

/// Whom the subjects of a study are to a set of limits: patients, with what is declared of them.
public enum JudgedSubjects: Sendable {
  /// Drawn ones, of whom all the same is declared.
  case drawn(ClinicalContext)
  /// Those of a table, each with the numbers as they are written there.
  case listed([(patient: Patient, context: ClinicalContext)])

  /// Subject k of the study.
  /// - Parameter drawn: The patient as the batch has him.
  func subject(_ index: Int, drawn: @autoclosure () -> Patient) -> (Patient, ClinicalContext) {
    switch self {
    case .drawn(let context): (drawn(), context)
    case .listed(let people): people[index]
    }
  }
}
