/// A condition that is declared of the patient and that a set has no contraindication for.
///
/// It is no pass: nobody looked at what the condition means for the dose.
public struct UnjudgedCondition: Hashable, Sendable {
  /// The condition.
  public var condition: PatientCondition
  /// The ids of other sets for the same drug that judge it, as far as anybody looked for them.
  public var judges: [String]

  /// Names a condition.
  public init(_ condition: PatientCondition, judges: [String] = []) {
    self.condition = condition
    self.judges = judges
  }
}

extension LimitSet {
  /// What is declared and none of ``contraindications`` is about, each condition once.
  public func unjudgedConditions(of context: ClinicalContext) -> [UnjudgedCondition] {
    var found: [UnjudgedCondition] = []
    for condition in context.conditions ?? []
    where !judges(condition) && !found.contains(where: { $0.condition == condition }) {
      found.append(UnjudgedCondition(condition))
    }
    return found
  }

  /// Whether a contraindication of the set is about a condition.
  public func judges(_ condition: PatientCondition) -> Bool {
    contraindications.contains { $0.condition == condition }
  }
}
