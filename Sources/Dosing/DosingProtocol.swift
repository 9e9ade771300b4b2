public import Quantities

/// A plan for giving drugs, as a clinician states it: per kilogram, in steps, over sessions.
///
/// A protocol knows neither the patient nor the kinetics; ``Schedule`` is what it becomes for one
/// patient.
public struct DosingProtocol: Hashable, Sendable {
  /// The name by which it is found, such as `depression-40-min`.
  public var id: String
  /// One line that says what it is.
  public var title: String
  /// What a reader should know before using it.
  public var summary: String
  /// Where it comes from.
  public var sources: [Citation]
  /// The ids of the sets of limits that it is meant to be judged by; none when absent.
  public var limitSets: [String]
  /// The drugs, each with its own steps; they start together.
  public var drugs: [DrugPlan]
  /// The sessions; a protocol without a course is one session.
  public var course: Course?

  /// Makes a protocol.
  public init(
    id: String, title: String, summary: String = "", sources: [Citation] = [],
    limitSets: [String] = [], drugs: [DrugPlan], course: Course? = nil
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.sources = sources
    self.limitSets = limitSets
    self.drugs = drugs
    self.course = course
  }
}

/// One drug's part of a protocol.
public struct DrugPlan: Hashable, Sendable {
  /// The drug, such as `ketamine`.
  public var drug: String
  /// The strength in the bag or syringe; needed for doses in mL and to show mL/h.
  public var concentration: Quantity?
  /// The steps, in the order in which they were written.
  public var steps: [ProtocolStep]

  /// Makes a plan.
  public init(drug: String, concentration: Quantity? = nil, steps: [ProtocolStep]) {
    self.drug = drug
    self.concentration = concentration
    self.steps = steps
  }
}
