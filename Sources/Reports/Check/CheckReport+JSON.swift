internal import Diagnostics
internal import Dosing
internal import Limits
internal import Quantities

extension CheckReport {
  /// The report as `titrate/check-1`: one line for each set and each case, keys in one order.
  func writeJSON(
    _ emit: (String) throws(OutputFailure) -> Void
  ) throws(OutputFailure) {
    let head: [(String, JSONText)] = [
      ("schema", .string("titrate/check-1")), ("titrate", .string(version)),
      ("fail_on", .string(failOn.rawValue)),
      ("evidence", .string(strongOnly ? "strong" : "all")),
      ("remarks", .array(remarks.map(JSONText.string))),
      ("date", .string(optional: date?.description)),
      ("conclusion", .string(conclusion.name)), ("load", Self.json(load)),
    ]
    try emit("{\n")
    for (key, value) in head { try emit("  \"\(key)\": \(value.compact),\n") }
    try emit("  \"sets\": [")
    for (index, place) in orderedSets.enumerated() {
      try emit((index == 0 ? "\n    " : ",\n    ") + Self.json(sets[place]).compact)
    }
    try emit(sets.isEmpty ? "],\n  \"files\": [" : "\n  ],\n  \"files\": [")
    let files = files
    for (index, entry) in files.enumerated() {
      try emit((index == 0 ? "\n    " : ",\n    ") + "{" + Self.head(of: entry.file))
      for (index, kept) in entry.cases.enumerated() {
        try emit((index == 0 ? "\n      " : ",\n      ") + json(kept).compact)
      }
      try emit(entry.cases.isEmpty ? "]}" : "\n    ]}")
    }
    try emit(files.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
  }

  /// The members of a file up to the opening of its list of cases.
  private static func head(of file: CheckedFile) -> String {
    let members: [(String, JSONText)] = [
      ("path", .string(file.path)), ("kind", .string(optional: file.kind)),
      ("id", .string(optional: file.id)),
      ("diagnostics", .array(file.diagnostics.map(json))), ("cases", .array([])),
    ]
    return String(JSONText.object(members).compact.dropFirst().dropLast(2))
  }

  private static func json(_ diagnostic: Diagnostic) -> JSONText {
    .object([
      ("code", .string(diagnostic.code.id)), ("severity", .string(diagnostic.severity.rawValue)),
      ("location", json(diagnostic.location)), ("message", .string(diagnostic.message)),
      ("expected", .string(optional: diagnostic.expected)),
      ("remedy", .string(diagnostic.remedy)),
    ])
  }

  static func json(_ location: SourceLocation?) -> JSONText {
    guard let location else { return .null }
    return .object([
      ("file", .string(location.file)), ("line", .integer(location.line)),
      ("column", .integer(location.column)), ("length", .integer(location.length)),
    ])
  }

  private static func json(_ load: AlertLoad) -> JSONText {
    .object([
      ("cases", .integer(load.cases)), ("hard", .integer(load.hard)),
      ("soft", .integer(load.soft)), ("accepted", .integer(load.accepted)),
      ("not_counted", .integer(load.uncounted)), ("pass", .integer(load.passes)),
      ("not_checked", .integer(load.unchecked)), ("not_judged", .integer(load.unjudged)),
      ("unexpected", .integer(load.unexpected)),
    ])
  }

  private static func json(_ set: LimitSet) -> JSONText {
    let subjects =
      set.contraindications.indices.map { Verdict.Subject.contraindication($0) }
      + set.rules.indices.map { .rule($0) }
    let rules = subjects.map { subject in
      let judged = JudgedSubject(subject, in: set)
      return JSONText.object([
        ("rule", .string(judged.id)), ("kind", .string(subject.kind)),
        ("measures", .string(judged.words)), ("source", .string(judged.source)),
        ("evidence", .string(judged.evidence.rawValue)),
        ("strong", .bool(judged.evidence.isStrong)),
        ("advisory", .string(optional: judged.advisory)), ("note", .string(optional: judged.note)),
      ])
    }
    return .object([
      ("set", .string(set.id)), ("title", .string(set.title)), ("drug", .string(set.drug)),
      ("form", .string(set.form)), ("care_area", .string(set.careArea.name)),
      ("rules", .array(rules)),
    ])
  }

  private func json(_ kept: KeptCase) -> JSONText {
    .object([
      ("protocol", .string(kept.protocolID)), ("location", Self.json(kept.location)),
      ("patient", .string(optional: kept.patientName)),
      ("weight_kg", kept.weight.map { .number($0.canonical) } ?? .null),
      (
        "conditions",
        kept.conditions.map { .array($0.map { .string($0.rawValue) }) } ?? .null
      ),
      ("verdict", .string(kept.found.rawValue)),
      ("expected", .string(optional: kept.expected?.rawValue)),
      ("fails", .bool(kept.fails(failOn))),
      ("judgements", .array(kept.judgements.map { json($0, kept) })),
    ])
  }

  private func json(_ judgement: KeptJudgement, _ kept: KeptCase) -> JSONText {
    let set = sets[judgement.set]
    let ranges = kept.weightRanges.filter { $0.limitSet == set.id }
    // Back into the order of the set: contraindications, then rules.
    let verdicts =
      judgement.findings.map { ($0.subject, json($0, kept, set)) }
      + judgement.passes.map { ($0.subject, json($0, set)) }
      + judgement.unchecked.map { ($0.subject, json($0, set)) }
    return .object([
      ("set", .string(set.id)),
      ("verdicts", .array(verdicts.sorted { $0.0.order < $1.0.order }.map(\.1))),
      ("not_judged", .array(judgement.unjudged.map(Self.json))),
      ("pump", .array(judgement.differences.map { json($0, kept) })),
      ("weights", .array(ranges.map { json($0, set) })),
    ])
  }

  private func json(_ difference: Pump.Difference, _ kept: KeptCase) -> JSONText {
    let step = kept.step(difference.line)
    return .object([
      ("step", .integer(difference.line + 1)), ("location", Self.json(step?.location)),
      ("unit", .string(step?.kind == .bolus ? "mg" : "mg/min")),
      ("intended", .number(difference.intended)),
      ("deliverable", .number(optional: difference.deliverable)),
      ("outcome", .string(difference.outcome.name)),
      ("setting_unit", .string(step?.kind == .bolus ? "L" : "L/min")),
      ("setting", .number(optional: difference.setting)),
    ])
  }

  private func json(_ range: WeightRange, _ set: LimitSet) -> JSONText {
    .object([
      ("rule", .string(set.id(of: range.subject))),
      ("kind", .string(range.subject.kind)), ("from_kg", .number(range.lower)),
      ("to_kg", .number(range.upper)), ("outcome", .string(range.outcome.name)),
    ])
  }
}

extension CheckReport.Conclusion {
  /// The name for programs.
  var name: String {
    switch self {
    case .clean: "clean"
    case .findings: "findings"
    case .invalidInput: "invalid input"
    }
  }
}

extension Verdict.Subject {
  /// The name of its kind for programs.
  var kind: String {
    switch self {
    case .rule: "rule"
    case .contraindication: "contraindication"
    }
  }
}

extension Verdict.Outcome {
  /// The name for programs.
  var name: String {
    switch self {
    case .pass: "pass"
    case .broken(let severity): severity.rawValue
    case .notChecked: "not checked"
    }
  }
}

extension WeightRanges.Outcome {
  /// The name for programs.
  fileprivate var name: String {
    switch self {
    case .judged(let outcome): outcome.name
    case .impossible: "impossible"
    }
  }
}

extension JSONText {
  /// A text, or null.
  static func string(optional text: String?) -> JSONText { text.map { .string($0) } ?? .null }

  /// A number, or null.
  static func number(optional value: Double?) -> JSONText { value.map { .number($0) } ?? .null }
}
