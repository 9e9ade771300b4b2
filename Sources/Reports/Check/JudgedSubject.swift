internal import Diagnostics
internal import Limits
internal import Quantities

/// A rule or a contraindication of a set, as far as reports name it.
struct JudgedSubject {
  /// The name by which reports, baselines and overrides refer to it.
  let id: String
  /// What it measures, or the condition that it excludes.
  let words: String
  let advisory: String?
  /// The reference itself, with its identifier.
  let source: String
  /// The id of the reference in its set.
  let sourceID: String
  let evidence: Evidence
  let note: String?
  let location: SourceLocation?
  /// Nothing for a contraindication.
  let rule: LimitRule?

  init(_ subject: Verdict.Subject, in set: LimitSet) {
    switch subject {
    case .rule(let index):
      let rule = set.rules[index]
      id = rule.id
      words = rule.measure.words + (rule.route.map { " by the route \($0)" } ?? "")
      advisory = rule.advisory
      source = set.citation(rule.source)
      sourceID = rule.source
      evidence = rule.evidence
      note = rule.note
      location = rule.location
      self.rule = rule
    case .contraindication(let index):
      let condition = set.contraindications[index]
      id = condition.condition.rawValue
      words = "declared condition"
      advisory = condition.advisory
      source = set.citation(condition.source)
      sourceID = condition.source
      evidence = condition.evidence
      note = nil
      location = condition.location
      rule = nil
    }
  }

  /// All bounds, such as `soft at most 0.3 mg/kg/h, hard at most 0.5 mg/kg/h`.
  var boundsText: String {
    guard let rule else { return id }
    let sides = [("at least", rule.lower), ("at most", rule.upper)]
    return sides.flatMap { words, side in
      [("soft", side?.soft ?? []), ("hard", side?.hard ?? [])].flatMap { severity, bounds in
        bounds.map { "\(severity) \(words) \($0)" }
      }
    }.joined(separator: ", ")
  }

  /// The source, how well it was seen, and whether that is little.
  var sourceText: String {
    "\(source) (\(evidence.words))" + (evidence.isStrong ? "" : "; the evidence is weak")
  }
}

extension LimitSet {
  /// A source in one line, with its identifier.
  func citation(_ id: String) -> String {
    guard let source = sources.first(where: { $0.id == id }) else { return id }
    return source.doi.map { "\(source.text), doi:\($0)" } ?? source.text
  }

  /// The name of a rule or condition among those of all sets.
  func qualifiedID(of subject: Verdict.Subject) -> String {
    let id = JudgedSubject(subject, in: self).id
    if case .contraindication = subject { return "\(self.id)/condition/\(id)" }
    return "\(self.id)/\(id)"
  }
}
