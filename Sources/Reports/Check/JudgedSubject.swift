internal import Diagnostics
internal import Limits
internal import Quantities

/// A rule or a contraindication of a set, as far as reports name it.
struct JudgedSubject {
  /// The name by which reports, baselines and overrides refer to it.
  let id: String
  let advisory: String?
  /// The id of the reference in its set.
  let sourceID: String
  let evidence: Evidence
  let note: String?
  let location: SourceLocation?
  /// Nothing for a contraindication.
  let rule: LimitRule?
  private let limits: LimitSet

  init(_ subject: Verdict.Subject, in set: LimitSet) {
    limits = set
    id = set.id(of: subject)
    switch subject {
    case .rule(let index):
      let rule = set.rules[index]
      advisory = rule.advisory
      sourceID = rule.source
      evidence = rule.evidence
      note = rule.note
      location = rule.location
      self.rule = rule
    case .contraindication(let index):
      let condition = set.contraindications[index]
      advisory = condition.advisory
      sourceID = condition.source
      evidence = condition.evidence
      note = nil
      location = condition.location
      rule = nil
    }
  }

  /// What it measures, or that it is a condition.
  var words: String {
    guard let rule else { return "declared condition" }
    return rule.measure.words + (rule.route.map { " by the route \($0)" } ?? "")
  }

  /// The reference itself, with its identifier.
  var source: String { limits.citation(sourceID) }

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
  var sourceText: String { Self.text(source, evidence) }

  /// The same for a rule.
  static func sourceText(of rule: LimitRule, in limits: LimitSet) -> String {
    text(limits.citation(rule.source), rule.evidence)
  }

  private static func text(_ source: String, _ evidence: Evidence) -> String {
    "\(source) (\(evidence.words))" + (evidence.isStrong ? "" : "; the evidence is weak")
  }
}

extension LimitSet {
  /// The name by which reports, baselines and overrides refer to a rule or a condition.
  func id(of subject: Verdict.Subject) -> String {
    switch subject {
    case .rule(let index): rules[index].id
    case .contraindication(let index): contraindications[index].condition.rawValue
    }
  }

  /// A source in one line, with its identifier.
  func citation(_ id: String) -> String {
    guard let source = sources.first(where: { $0.id == id }) else { return id }
    return source.doi.map { "\(source.text), doi:\($0)" } ?? source.text
  }

  /// The name of a rule or condition among those of all sets.
  func qualifiedID(of subject: Verdict.Subject) -> String {
    let id = id(of: subject)
    if case .contraindication = subject { return "\(self.id)/condition/\(id)" }
    return "\(self.id)/\(id)"
  }
}
