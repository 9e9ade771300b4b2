public import Diagnostics
public import Dosing
public import Limits
public import Patients

/// One protocol for one patient, judged by one or more sets of limits.
///
/// This is what a check hands over; ``CheckReport`` keeps of it only what it prints.
public struct CheckedCase: Sendable {
  /// The name of the protocol.
  public var protocolID: String
  /// Where the protocol, or the first row of it, is written.
  public var location: SourceLocation?
  /// The name of the patient in a panel; nothing for a weight alone.
  public var patientName: String?
  /// Who receives it.
  public var patient: Patient
  /// The conditions declared of the patient, empty when declared to be none; nothing when nobody
  /// said anything.
  public var conditions: [PatientCondition]?
  /// The schedule's lines, by which verdicts name the step that caused them.
  public var lines: [ScheduleLine]
  /// What the sets say, in the order in which they were chosen.
  public var judgements: [Judgement]
  /// The verdict that the author of the file expects, when it is stated.
  public var expected: ExpectedVerdict?
  /// At which weights the verdicts change; empty unless that was asked for.
  public var weightRanges: [WeightRange]

  /// Makes a case.
  public init(
    protocolID: String, location: SourceLocation? = nil, patientName: String? = nil,
    patient: Patient, conditions: [PatientCondition]? = nil, lines: [ScheduleLine],
    judgements: [Judgement],
    expected: ExpectedVerdict? = nil, weightRanges: [WeightRange] = []
  ) {
    self.protocolID = protocolID
    self.location = location
    self.patientName = patientName
    self.patient = patient
    self.conditions = conditions
    self.lines = lines
    self.judgements = judgements
    self.expected = expected
    self.weightRanges = weightRanges
  }
}

/// A stretch of weights over which one rule's verdict does not change.
public struct WeightRange: Hashable, Sendable {
  /// The id of the set.
  public var limitSet: String
  /// What is judged.
  public var subject: Verdict.Subject
  /// The lower end, kg.
  public var lower: Double
  /// The upper end, kg.
  public var upper: Double
  /// What the verdict is between the two.
  public var outcome: WeightRanges.Outcome

  /// Makes a range.
  public init(
    limitSet: String, subject: Verdict.Subject, lower: Double, upper: Double,
    outcome: WeightRanges.Outcome
  ) {
    self.limitSet = limitSet
    self.subject = subject
    self.lower = lower
    self.upper = upper
    self.outcome = outcome
  }

  /// The ranges that a set gives for one rule or contraindication.
  public static func all(of found: WeightRanges, by limitSet: String) -> [WeightRange] {
    found.ranges.map {
      WeightRange(
        limitSet: limitSet, subject: found.subject, lower: $0.from, upper: $0.to,
        outcome: $0.outcome)
    }
  }
}
