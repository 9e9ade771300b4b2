internal import Diagnostics
internal import Dosing
internal import Limits
internal import Quantities

extension ExplanationReport {
  /// Every rule that says something about the moment: the broken ones first, then by what is left;
  /// and what is not known.
  func addLimits(to content: inout ReportContent) {
    let judgements = preview.judgements ?? []
    for drug in preview.unjudgedDrugs {
      content.heading("Nearest limits: \(drug)")
      addDeclared(to: &content)
      preview.addUnasked(drug, to: &content)
    }
    var drugs: [String] = []
    for drug in judgements.map(\.limits.drug) where !drugs.contains(drug) { drugs.append(drug) }
    for drug in drugs {
      content.heading("Nearest limits: \(drug)")
      addDeclared(to: &content)
      let own = judgements.filter { $0.limits.drug == drug }
      addStandings(own.flatMap(RuleStanding.all).sorted { $0.precedes($1) }, to: &content)
      for judgement in own where AlertLoad(judgement).isIdle {
        content.paragraph(
          "\(judgement.limits.id): nothing at all was checked at this moment, which is no pass",
          .caution)
      }
      var report = CheckReport(version: "")
      report.add(
        CheckedCase(
          protocolID: preview.protocolID, patient: preview.patient, lines: preview.schedule.lines,
          judgements: own), toFile: "")
      report.addUnchecked(nil, to: &content)
    }
  }

  private func addDeclared(to content: inout ReportContent) {
    if let declared = preview.context.words { content.paragraph("declared: \(declared)") }
  }

  private func addStandings(_ standings: [RuleStanding], to content: inout ReportContent) {
    guard !standings.isEmpty else {
      content.paragraph("no rule says anything about this moment")
      return
    }
    let rows = standings.enumerated().map { $1.cells + ["[\($0 + 1)]"] }
    content.table(
      TextTable(
        [
          TextTable.Column(["state"], .left), TextTable.Column(["rule"], .left),
          TextTable.Column(["now"], .point), TextTable.Column(["bound"], .left),
          TextTable.Column(["at"], .point), TextTable.Column(["unit"], .left),
          TextTable.Column(["left"], .point), TextTable.Column(["left", "%"], .point),
          TextTable.Column([""], .left),
        ], rows: rows), folding: 1)
    for (index, standing) in standings.enumerated() {
      content.paragraph("[\(index + 1)] \(standing.note)", standing.role)
    }
  }
}

/// A rule or a contraindication at one moment, with what is left up to its nearest bound.
private struct RuleStanding {
  let set: LimitSet
  let verdict: Verdict
  let subject: JudgedSubject
  /// Nothing for a contraindication.
  let value: BoundedValue?

  /// Those of a set that say something: rules with a value, and contraindications that apply.
  static func all(_ judgement: Judgement) -> [RuleStanding] {
    judgement.verdicts.compactMap { verdict in
      guard verdict.worst != nil || verdict.severity != nil else { return nil }
      return RuleStanding(
        set: judgement.limits, verdict: verdict,
        subject: JudgedSubject(verdict.subject, in: judgement.limits),
        value: verdict.worst.map(BoundedValue.init))
    }
  }

  /// Broken before kept and hard before soft, then what is left as a share of the bound.
  func precedes(_ other: RuleStanding) -> Bool {
    (rank, closeness) < (other.rank, other.closeness)
  }

  private var rank: Int {
    switch verdict.severity {
    case .hard: 0
    case .soft: 1
    case nil: 2
    }
  }

  /// Nothing is left of a bound of zero.
  private var closeness: Double { value?.margin ?? (rank < 2 ? -.infinity : 0) }

  var cells: [String] {
    let state =
      switch verdict.severity {
      case .hard: "HARD"
      case .soft: "soft"
      case nil: "kept"
      }
    let name = "\(subject.id): \(subject.words)"
    guard let value else { return [state, name, "", "", "", "", "", ""] }
    return [
      state, name, value.numberText,
      "\(value.severity.rawValue) \(value.side == .upper ? "max" : "min")",
      value.bound.number.description, value.unitSymbol, value.remainderText ?? "",
      value.margin.map { $0.isFinite ? NumberFormat.plain($0 * 100, digits: 3) : "" } ?? "",
    ]
  }

  /// Where the rule stands, whose number it is, and what else there is to know.
  var note: String {
    let place = subject.location.map { ", line \($0.line)" } ?? ""
    let standing =
      verdict.acceptance.map { "accepted until \($0.until) by \($0.by): \($0.reason)" }
      ?? (verdict.counts ? nil : "not counted: the evidence is weak")
    let parts = [
      value?.absoluteText, verdict.worst?.basis == .deliverable ? "as the pump can run it" : nil,
      standing, verdict.open.map { "not checked beside it: \($0.words)" }, verdict.reservation,
      verdict.severity == nil
        ? nil
        : subject.advisory.map { "advice: \($0.hasSuffix(".") ? String($0.dropLast()) : $0)" },
      "source: \(subject.sourceText)",
    ].compactMap(\.self)
    return (["\(set.id)\(place)"] + parts).joined(separator: "; ")
  }

  var role: TextStyle.Role? {
    guard verdict.isOpen else { return .quiet }
    return verdict.severity == .hard ? .alarm : .caution
  }
}
