public import Limits

extension Study {
  /// By which limits the subjects of a study are judged, and what is declared of all of them.
  public struct LimitChoice: Hashable, Sendable {
    /// The sets, by id or path relative to the study's folder; nothing for those that each protocol
    /// names for itself.
    public var sets: [Mention]?
    /// Where everybody is treated, when stated.
    public var careArea: Mention?
    /// What everybody is treated for, when stated.
    public var diagnosis: Mention?
    /// The conditions that everybody has, empty when declared to be none; nothing when nobody said
    /// anything.
    public var conditions: [PatientCondition]?

    /// Makes a choice.
    public init(
      sets: [Mention]? = nil, careArea: Mention? = nil, diagnosis: Mention? = nil,
      conditions: [PatientCondition]? = nil
    ) {
      self.sets = sets
      self.careArea = careArea
      self.diagnosis = diagnosis
      self.conditions = conditions
    }

    /// What is declared of all patients.
    public var context: ClinicalContext {
      ClinicalContext(
        careArea: careArea.map { CareArea($0.text) },
        diagnosis: diagnosis.map { Diagnosis($0.text) },
        conditions: conditions)
    }
  }
}
