internal import Diagnostics
internal import Limits
internal import Quantities

extension CheckReport {
  /// The report as SARIF 2.1.0: one run, one result for each finding, a rule for each limit.
  ///
  /// What could not be checked for lack of data is no finding; it stands in the notifications of
  /// the invocation. Every result says whether it is suppressed, as the standard asks of runs in
  /// which any is.
  func writeSARIF(
    _ emit: (String) throws(OutputFailure) -> Void
  ) throws(OutputFailure) {
    let rules = SARIFRules(self)
    try emit(
      """
      {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
          {
            "tool": {
              "driver": {
                "name": "titrate",
                "semanticVersion": \(JSONText.string(version).compact),
                "rules": [
      """)
    for (index, rule) in rules.list.enumerated() {
      try emit((index == 0 ? "\n            " : ",\n            ") + rule.compact)
    }
    try emit((rules.list.isEmpty ? "]" : "\n          ]") + "\n        }\n      },\n")
    try emit("      \"columnKind\": \"unicodeCodePoints\",\n")
    try emit("      \"invocations\": [\(invocation.compact)],\n      \"results\": [")
    var isFirst = true
    for entry in files {
      let diagnostics = entry.file.diagnostics.map { result($0, of: nil, rules) }
      for result in diagnostics + entry.cases.flatMap({ results(of: $0, rules) }) {
        try emit((isFirst ? "\n        " : ",\n        ") + result.compact)
        isFirst = false
      }
    }
    try emit((isFirst ? "]" : "\n      ]") + "\n    }\n  ]\n}\n")
  }

  private var invocation: JSONText {
    let unknown = uncheckedGroups.filter { $0.reason.kind == "unknown" }.map { group in
      "not checked in \(group.cases) of \(load.cases) cases: \(sets[group.set].id): "
        + "\(group.rules.joined(separator: ", ")): \(group.reason.words)"
    }
    let conditions = unjudgedGroups.map { group in
      "not checked in \(group.cases) of \(load.cases) cases: \(sets[group.set].id): "
        + group.unjudged.words
    }
    let unjudged = files.flatMap(\.cases).filter(\.judgements.isEmpty).map {
      "\($0.protocolID), \($0.patientText): \(KeptCase.noLimits)"
    }
    let notifications = (unknown + conditions + unjudged).map { text in
      JSONText.object([("level", .string("note")), ("message", Self.message(text))])
    }
    return .object([
      ("executionSuccessful", .bool(true)), ("toolExecutionNotifications", .array(notifications)),
    ])
  }

  private func results(of kept: KeptCase, _ rules: SARIFRules) -> [JSONText] {
    findings(of: kept).map { result($0, rules) }
      + [mismatch(kept)].compactMap(\.self).map { result($0, of: kept, rules) }
  }

  private func result(_ finding: Finding, _ rules: SARIFRules) -> JSONText {
    let id = finding.set.qualifiedID(of: finding.verdict.subject)
    let kept = finding.kept
    let fingerprint = [kept.protocolID, kept.patientText, id, finding.breach?.worst.side.rawValue]
    var related: [JSONText] = []
    if let location = kept.location, location != finding.location {
      related += self.location(location, "the protocol \(kept.protocolID)").map { [$0] } ?? []
    }
    if let location = finding.subject.location {
      related += self.location(location, "the limit").map { [$0] } ?? []
    }
    return result(
      id, rules, level: finding.level.rawValue,
      text: "\(kept.protocolID), \(kept.patientText): \(finding.message)",
      at: finding.location, logical: kept.protocolID,
      fingerprint: fingerprint.compactMap(\.self).joined(separator: "|"), related: related,
      suppression: finding.verdict.acceptance)
  }

  private func result(
    _ diagnostic: Diagnostic, of kept: KeptCase?, _ rules: SARIFRules
  ) -> JSONText {
    let expected = diagnostic.expected.map { "\nExpected: \($0)" } ?? ""
    // Of findings of one kind in one file the words tell which is which; lines move.
    let parts = kept.map { [$0.protocolID, $0.patientText] } ?? [diagnostic.message]
    return result(
      diagnostic.code.id, rules, level: diagnostic.severity.rawValue,
      text: "\(diagnostic.message)\(expected)\nHelp: \(diagnostic.remedy)",
      at: diagnostic.location, logical: kept?.protocolID,
      fingerprint: ([diagnostic.code.id] + parts).joined(separator: "|"), related: [],
      suppression: nil)
  }

  private func result(
    _ id: String, _ rules: SARIFRules, level: String, text: String, at place: SourceLocation?,
    logical: String?, fingerprint: String, related: [JSONText], suppression: Acceptance?
  ) -> JSONText {
    var members: [(String, JSONText)] = [("ruleId", .string(id))]
    if let index = rules.places[id] { members.append(("ruleIndex", .integer(index))) }
    members += [("level", .string(level)), ("message", Self.message(text))]
    var location: [(String, JSONText)] = []
    if let place, let physical = physical(place) { location.append(("physicalLocation", physical)) }
    if let logical {
      location.append(
        (
          "logicalLocations",
          .array([.object([("name", .string(logical)), ("kind", .string("object"))])])
        ))
    }
    if !location.isEmpty { members.append(("locations", .array([.object(location)]))) }
    if !related.isEmpty { members.append(("relatedLocations", .array(related))) }
    members.append(("partialFingerprints", .object([("titrate/v1", .string(fingerprint))])))
    let suppressions = suppression.map { [self.suppression($0)] } ?? []
    members.append(("suppressions", .array(suppressions)))
    return .object(members)
  }

  private func suppression(_ acceptance: Acceptance) -> JSONText {
    var members: [(String, JSONText)] = [
      ("kind", .string("external")), ("status", .string("accepted")),
      (
        "justification",
        .string("\(acceptance.reason) (\(acceptance.by), until \(acceptance.until))")
      ),
    ]
    if let place = acceptance.location, let physical = physical(place) {
      members.append(("location", .object([("physicalLocation", physical)])))
    }
    return .object(members)
  }

  private func location(_ place: SourceLocation, _ text: String) -> JSONText? {
    physical(place).map {
      .object([("physicalLocation", $0), ("message", Self.message(text))])
    }
  }

  /// A file and the part of a line; nothing for a text that is no file.
  private func physical(_ place: SourceLocation) -> JSONText? {
    guard let uri = ReportedPath(place.file, root: root).uri else { return nil }
    return .object([
      ("artifactLocation", .object([("uri", .string(uri))])),
      (
        "region",
        .object([
          ("startLine", .integer(place.line)), ("startColumn", .integer(place.column)),
          ("endColumn", .integer(place.column + place.length)),
        ])
      ),
    ])
  }

  /// A message in which nothing is taken for a placeholder or a link (3.11.5 and 3.11.6 of the
  /// standard).
  static func message(_ text: String) -> JSONText {
    var text = text.replacing("{", with: "{{").replacing("}", with: "}}")
    if text.contains("](") { text = text.replacing("[", with: "\\[") }
    return .object([("text", .string(text))])
  }
}
