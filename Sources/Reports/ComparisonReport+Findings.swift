internal import Dosing
public import Limits
internal import Quantities

extension ComparisonReport {
  /// The most severe finding that the new side has and the first has not, or has less.
  ///
  /// Nothing when there is none; what was accepted, or has no say, is none.
  public var worstNewFinding: LimitSeverity? { findingChanges.compactMap(\.alarm).max() }

  /// Whether sets of limits were asked about either side.
  var isJudged: Bool { [a, b].contains { $0.judgements.map { !$0.isEmpty } ?? false } }

  /// Which findings are new, gone or others, then how values changed that are within their bounds.
  func addFindings(to content: inout ReportContent) {
    let unjudged = Set(a.unjudgedDrugs + b.unjudgedDrugs).sorted()
    guard isJudged || !unjudged.isEmpty else { return }
    content.heading("Findings")
    for drug in unjudged {
      (a.unjudgedDrugs.contains(drug) ? a : b).addUnasked(drug, to: &content)
    }
    guard isJudged else { return }
    for (name, side) in [("A", a), ("B", b)] {
      for judgement in side.judgements ?? [] {
        let load = AlertLoad(judgement)
        content.item(name, "\(judgement.limits.id): \(load.words)")
        if load.isIdle { content.addIdle() }
        for unjudged in judgement.unjudged { content.item("", unjudged.words, .caution) }
      }
      if side.judgements?.isEmpty ?? true { content.item(name, KeptCase.noLimits, .caution) }
    }
    let changes = findingChanges
    // The sort of the standard library is stable: equal ones stay in the order of their set.
    let shown = changes.filter { $0.kind != .kept && $0.kind != .same }
      .sorted { $0.order.lexicographicallyPrecedes($1.order) }
    if shown.isEmpty { content.paragraph("no finding is new, gone or changed") }
    for change in shown { add(change, to: &content) }
    let same = changes.filter { $0.kind == .same }
      .map { "\($0.severity == .hard ? "HARD" : "soft") \($0.set.id(of: $0.subject))" }
    if !same.isEmpty {
      content.paragraph("the same on both sides: \(same.joined(separator: "; "))", .quiet)
    }
    addMargins(changes.filter { $0.kind == .kept }, to: &content)
  }

  private func add(_ change: FindingChange, to content: inout ReportContent) {
    let id = change.set.qualifiedID(of: change.subject)
    let word = change.severity.map { $0 == .hard ? "HARD" : "soft" }
    let label = [change.kind.name, word].compactMap(\.self).joined(separator: " ")
    content.item(label, id, role(of: change))
    for (name, side) in [("A", change.a), ("B", change.b)] {
      content.item("", "\(name): \(text(of: side))")
      guard let finding = side.finding else { continue }
      for detail in [
        finding.bounds, finding.occasion, finding.open, finding.verdict.reservation,
        finding.standing,
      ] {
        if let detail { content.item("", "\(name): \(detail)") }
      }
    }
    let subject = JudgedSubject(change.subject, in: change.set)
    if change.b.finding != nil, let advisory = subject.advisory {
      content.item("", "advice: \(advisory)")
    }
    content.item("", "source: \(subject.sourceText)", .quiet)
  }

  private func role(of change: FindingChange) -> TextStyle.Role? {
    if let alarm = change.alarm { return alarm == .hard ? .alarm : .caution }
    return change.kind == .unchecked ? .caution : nil
  }

  private func text(of side: FindingChange.Side) -> String {
    if let finding = side.finding {
      return (finding.severity == .hard ? "HARD: " : "soft: ") + finding.headline
    }
    guard let verdict = side.verdict else { return "not judged by this set" }
    switch verdict.outcome {
    case .notChecked(let reason): return "not checked: \(reason.words)"
    case .pass, .broken:
      guard let worst = verdict.worst else { return "kept: not declared" }
      let value = BoundedValue(worst)
      let margin = value.marginText.map { ": \($0)" } ?? ""
      return "kept: \(value.valueText), \(value.boundText)\(margin)"
    }
  }

  /// The values nearest to their bounds that both sides keep.
  private func addMargins(_ changes: [FindingChange], to content: inout ReportContent) {
    var table = DifferenceTable()
    for change in changes {
      guard let one = change.a.verdict?.worst, let other = change.b.verdict?.worst,
        case .pass = change.a.verdict?.outcome, case .pass = change.b.verdict?.outcome
      else { continue }
      let (first, second) = (BoundedValue(one), BoundedValue(other))
      let id = change.set.id(of: change.subject)
      if one.bound == other.bound, one.severity == other.severity, one.side == other.side {
        table.add(
          "\(id), \(first.severity.rawValue) \(first.side.words) \(one.bound)",
          first.inUnitOfBound, second.inUnitOfBound,
          digits: one.bound.dimension == .concentration ? 3 : 4)
      } else {
        table.add("\(id), nearest bound", first.boundText, second.boundText)
        table.add(
          "\(id), left up to it, %", first.margin.map { $0 * 100 },
          second.margin.map { $0 * 100 }, digits: 3)
      }
    }
    guard !table.isEmpty else { return }
    content.heading("Values within their bounds on both sides")
    table.add(to: &content)
  }

  /// What became of every rule and contraindication, set by set: those of A, then those of B alone.
  var findingChanges: [FindingChange] {
    let sides = [JudgedSide(a), JudgedSide(b)]
    var sets: [LimitSet] = []
    for set in sides.flatMap(\.sets) where !sets.contains(where: { $0.id == set.id }) {
      sets.append(set)
    }
    var changes: [FindingChange] = []
    for set in sets {
      let subjects =
        set.contraindications.indices.map(Verdict.Subject.contraindication)
        + set.rules.indices.map(Verdict.Subject.rule)
      for subject in subjects {
        let id = set.qualifiedID(of: subject)
        changes.append(FindingChange(subject, of: set, sides[0].side(id), sides[1].side(id)))
      }
    }
    return changes
  }
}

/// What sets of limits say of one plan, by the names of rules.
private struct JudgedSide {
  let sets: [LimitSet]
  private var verdicts: [String: Verdict] = [:]
  private var findings: [String: Finding] = [:]

  init(_ preview: PreviewReport) {
    let judgements = preview.judgements ?? []
    sets = judgements.map(\.limits)
    for judgement in judgements {
      for verdict in judgement.verdicts {
        verdicts[judgement.limits.qualifiedID(of: verdict.subject)] = verdict
      }
    }
    var report = CheckReport(version: "")
    report.add(
      CheckedCase(
        protocolID: preview.protocolID, patient: preview.patient, lines: preview.schedule.lines,
        judgements: judgements), toFile: "")
    for kept in report.files.flatMap(\.cases) {
      for finding in report.findings(of: kept) {
        findings[finding.set.qualifiedID(of: finding.verdict.subject)] = finding
      }
    }
  }

  func side(_ id: String) -> FindingChange.Side {
    FindingChange.Side(verdict: verdicts[id], finding: findings[id])
  }
}
