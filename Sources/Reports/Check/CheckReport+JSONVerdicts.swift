internal import Diagnostics
internal import Limits
internal import Quantities

extension CheckReport {
  func json(_ verdict: Verdict, _ kept: KeptCase, _ set: LimitSet) -> JSONText {
    Self.object(
      verdict.subject, set, outcome: verdict.outcome.name,
      [
        ("counts", .bool(verdict.counts)),
        ("breaches", .array(verdict.breaches.map { Self.json($0, kept) })),
        ("not_checked", .string(optional: verdict.open?.words)),
        ("set_not_meant", .string(optional: verdict.setExclusion?.words)),
        ("accepted", Self.json(verdict.acceptance)),
      ])
  }

  /// A declared condition that the set does not judge.
  static func json(_ unjudged: UnjudgedCondition) -> JSONText {
    .object([
      ("condition", .string(unjudged.condition.rawValue)),
      ("judged_by", .array(unjudged.judges.map { .string($0) })),
    ])
  }

  func json(_ pass: KeptPass, _ set: LimitSet) -> JSONText {
    let nearest = pass.nearest.map { nearest in
      JSONText.object(Self.members(BoundedValue(nearest, bound: bounds[nearest.bound])))
    }
    return Self.object(pass.subject, set, outcome: "pass", [("nearest", nearest ?? .null)])
  }

  func json(_ unchecked: KeptUnchecked, _ set: LimitSet) -> JSONText {
    let reason = reasons[unchecked.reason]
    let (why, remedy): (String, String?) =
      switch reason {
      case .notConcerned(let why), .nothingToMeasure(let why): (why, nil)
      case .unknown(let what, let remedy): (what, remedy)
      }
    return Self.object(
      unchecked.subject, set, outcome: "not checked",
      [
        ("reason", .string(reason.kind)), ("why", .string(why)),
        ("remedy", .string(optional: remedy)),
      ])
  }

  private static func object(
    _ subject: Verdict.Subject, _ set: LimitSet, outcome: String, _ rest: [(String, JSONText)]
  ) -> JSONText {
    .object(
      [
        ("rule", .string(set.id(of: subject))), ("kind", .string(subject.kind)),
        ("outcome", .string(outcome)),
      ] + rest)
  }

  private static func json(_ breach: Breach, _ kept: KeptCase) -> JSONText {
    let step = kept.step(breach.firstLine ?? breach.worst.line)
    return .object(
      members(BoundedValue(breach.worst)) + [
        ("basis", .string(breach.worst.basis.rawValue)),
        ("worst_at_min", .number(optional: breach.worst.minutes)),
        ("first_at_min", .number(optional: breach.first)),
        ("duration_min", .number(optional: breach.duration)),
        ("occurrences", .integer(breach.occurrences)),
        ("session", breach.worst.session.map { .integer($0) } ?? .null),
        ("step", step.map { .integer($0.line + 1) } ?? .null),
        ("step_text", .string(optional: step?.text)), ("location", json(step?.location)),
      ])
  }

  /// The value beside its bound, in the unit of the bound and in the canonical one.
  private static func members(_ value: BoundedValue) -> [(String, JSONText)] {
    [
      ("severity", .string(value.severity.rawValue)), ("side", .string(value.side.rawValue)),
      ("unit", .string(value.unitSymbol)), ("value", .number(value.inUnitOfBound)),
      ("bound", .number(value.bound.number.double)),
      ("canonical_unit", .string(value.canonicalSymbol)), ("canonical_value", .number(value.value)),
      ("canonical_bound", .number(value.limit)), ("margin", .number(optional: value.margin)),
    ]
  }

  private static func json(_ acceptance: Acceptance?) -> JSONText {
    guard let acceptance else { return .null }
    return .object([
      ("reason", .string(acceptance.reason)), ("by", .string(acceptance.by)),
      ("until", .string(acceptance.until.description)), ("location", json(acceptance.location)),
    ])
  }
}
