internal import Diagnostics
internal import Dosing
internal import Limits
internal import Patients
internal import Quantities

/// What a report keeps of a case: findings whole, passes and rules not checked in a few bytes.
struct KeptCase: Sendable {
  let protocolID: String
  let location: SourceLocation?
  let patientName: String?
  let weight: Quantity?
  /// The conditions declared; nothing when nobody said anything.
  let conditions: [PatientCondition]?
  let judgements: [KeptJudgement]
  let expected: ExpectedVerdict?
  let weightRanges: [WeightRange]
  /// The schedule lines that verdicts name, in their order.
  let steps: [Step]

  /// A line of the schedule, as far as a verdict names it.
  struct Step: Sendable {
    /// The index of the line.
    let line: Int
    /// What it does, as entered.
    let text: String
    let kind: ScheduleLine.Kind
    let location: SourceLocation?
  }

  func step(_ line: Int?) -> Step? {
    guard let line else { return nil }
    return steps.first { $0.line == line }
  }

  /// The patient as people say it: `82 kg`, `p-007, 82 kg`.
  var patientText: String {
    let weight = weight.map(\.description) ?? "weight not given"
    return patientName.map { "\($0), \(weight)" } ?? weight
  }

  /// The same with what is declared: `82 kg, pregnancy`, `82 kg, no conditions`.
  var declaredText: String {
    patientText + (conditions.map { ", " + $0.words } ?? "")
  }

  /// What the limits say in all, whatever is accepted.
  var found: FoundVerdict {
    let broken = judgements.flatMap(\.findings).filter(\.counts).compactMap(\.severity).max()
    if let broken { return broken == .hard ? .hard : .soft }
    return judgements.contains { !$0.passes.isEmpty } ? .pass : .notChecked
  }

  /// What is said of a case that no set judges.
  static let noLimits = "not judged: no set of limits concerns what it gives"

  /// Whether the expectation, where one is stated, is met.
  var meetsExpectation: Bool { expected.map { $0.rawValue == found.rawValue } ?? true }

  /// Whether it fails a check: an expectation decides where there is one, severity otherwise; what
  /// no set judges fails whatever the severity asked for.
  func fails(_ failOn: LimitSeverity) -> Bool {
    if judgements.isEmpty { return true }
    guard expected == nil else { return !meetsExpectation }
    return judgements.contains { $0.fails(failOn) }
  }
}

/// What limits say of a case in all.
enum FoundVerdict: String, Sendable {
  case pass, soft, hard
  case notChecked = "not checked"
}

/// What one set says of a case.
struct KeptJudgement: Sendable {
  /// The place of the set among those of the report.
  let set: Int
  /// The verdicts that are broken, in the order of the judgement.
  let findings: [Verdict]
  let passes: [KeptPass]
  let unchecked: [KeptUnchecked]
  let differences: [Pump.Difference]
  /// What is declared and the set does not judge.
  let unjudged: [UnjudgedCondition]

  /// Whether its worst finding is at or above a severity.
  func fails(_ failOn: LimitSeverity) -> Bool {
    findings.contains { $0.isOpen && $0.severity ?? .soft >= failOn }
  }
}

extension [PatientCondition] {
  /// The conditions declared, in words.
  var words: String { isEmpty ? "no conditions" : map(\.rawValue).joined(separator: ", ") }
}

/// A bound that is kept, and by how much.
struct KeptPass: Sendable {
  let subject: Verdict.Subject
  /// Nothing for a contraindication that is not declared.
  let nearest: Nearest?

  struct Nearest: Sendable {
    let value: Double
    let limit: Double
    /// The place of the bound among those of the report.
    let bound: Int32
    let severity: LimitSeverity
    let side: Measurement.Side
  }
}

/// A rule that was not checked.
struct KeptUnchecked: Sendable {
  let subject: Verdict.Subject
  /// The place of the reason among those of the report.
  let reason: Int32
}

extension Verdict {
  /// How much the bound that is passed matters; nothing when none is.
  var severity: LimitSeverity? {
    if case .broken(let severity) = outcome { severity } else { nil }
  }

  /// Whether it is a finding that has a say and that nobody accepted.
  var isOpen: Bool { severity != nil && counts && acceptance == nil }
}

/// Equal values kept once, each with a number.
struct Interned<Value: Hashable & Sendable>: Sendable {
  private(set) var values: [Value] = []
  private var places: [Value: Int32] = [:]

  mutating func place(of value: Value) -> Int32 {
    if let place = places[value] { return place }
    let place = Int32(values.count)
    values.append(value)
    places[value] = place
    return place
  }

  subscript(place: Int32) -> Value { values[Int(place)] }
}
