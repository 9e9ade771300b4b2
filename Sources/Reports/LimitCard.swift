internal import Diagnostics
internal import Dosing
public import Limits
internal import Quantities

/// A set of limits as a page of a pump's drug library, for `titrate show limits ID`.
///
/// The table has the four bounds of each rule in the order in which a pump shows them; below it
/// every rule says whom it concerns, what to do, and where its number comes from.
public struct LimitCard: Hashable, Sendable {
  /// The set.
  public let set: LimitSet

  /// Makes a card.
  public init(_ set: LimitSet) {
    self.set = set
  }

  /// The card as text, no line wider than the style allows.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    var page = Page(style)
    page.paragraph("\(set.id) · \(set.title)", indent: 0, .heading)
    if !set.summary.isEmpty { page.paragraph(set.summary, indent: 0) }
    addScope(to: &page)
    addTable(to: &page)
    for rule in set.rules { addRule(rule, to: &page) }
    addContraindications(to: &page)
    if !set.leftOut.isEmpty {
      page.heading("What is not here")
      for remark in set.leftOut { page.remark(remark) }
    }
    addSources(to: &page)
    return page.text
  }

  private func addScope(to page: inout Page) {
    page.heading("For whom")
    page.item("drug", "\(set.drug), as \(set.form)")
    page.item("care area", set.careArea.name)
    page.item("population", set.selector.text ?? "no range stated")
    if let longest = set.bolusWithin {
      page.item("bolus", "a dose given within \(longest)")
    }
    guard let pump = set.pump else { return }
    let volume = pump.volumeStep.map { ", boluses in steps of \($0)" } ?? ""
    page.item(
      "pump",
      "\(pump.lowestFlow) to \(pump.highestFlow) in steps of \(pump.flowStep)\(volume)")
  }

  private func addRule(_ rule: LimitRule, to page: inout Page) {
    page.blank()
    page.paragraph("\(rule.id): \(rule.measure.words)", .heading)
    let scope = [rule.selector.text, rule.route.map { "route \($0)" }].compactMap { $0 }
    if !scope.isEmpty { page.paragraph("only for " + scope.joined(separator: ", "), indent: 4) }
    if case .concentration(_, let settled?) = rule.measure {
      page.paragraph("lower bounds count from \(settled) after the start of a session", indent: 4)
    }
    if let advisory = rule.advisory { page.paragraph(advisory, indent: 4) }
    if let note = rule.note { page.paragraph(note, indent: 4, .quiet) }
    page.paragraph(
      "\(rule.evidence.words) · source \(rule.source)", indent: 4,
      rule.evidence.isStrong ? .quiet : .caution)
  }

  private func addContraindications(to page: inout Page) {
    page.heading("Contraindications")
    if set.contraindications.isEmpty { page.paragraph("none stated by the sources") }
    for entry in set.contraindications {
      page.item(entry.severity.rawValue, entry.condition.rawValue)
      if let advisory = entry.advisory { page.item("", advisory) }
      page.item("", "\(entry.evidence.words) · source \(entry.source)", .quiet)
    }
  }

  private func addSources(to page: inout Page) {
    page.heading("Sources")
    for source in set.sources {
      let doi = source.doi.map { ". https://doi.org/\($0)" } ?? ""
      let evidence = source.evidence.map { " (\($0.words))" } ?? ""
      page.item(source.id, "\(source.text)\(doi)\(evidence)")
    }
  }
}

extension Selector {
  /// Whom it selects, in words; nothing when it selects everybody.
  var text: String? {
    let parts = [
      age.map { "age \($0)" }, weight.map { "weight \($0)" },
      careAreas.isEmpty ? nil : careAreas.map(\.name).joined(separator: " or "),
      diagnoses.isEmpty
        ? nil : "diagnosis " + diagnoses.map(\.name).joined(separator: " or "),
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
