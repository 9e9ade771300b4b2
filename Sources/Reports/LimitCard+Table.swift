internal import Diagnostics
internal import Limits
internal import Quantities

extension LimitCard {
  /// The rules with their four bounds, as a pump's drug library has them; of two bounds in one
  /// cell the tighter one binds.
  func addTable(to page: inout Page) {
    page.heading("Limits")
    let table = TextTable(columns, rows: set.rules.map(row))
    // The margin takes two columns.
    let room = page.style.width - 2
    let fitting = table.width <= room ? table : table.tightened
    if fitting.width <= room {
      for line in fitting.headingLines { page.line("  " + line, .heading) }
      for line in fitting.bodyLines { page.line("  " + line) }
    } else {
      addBlocks(to: &page)
    }
    page.blank()
    page.paragraph(
      "Passing a soft bound is reported and can be accepted with a reason; a hard one cannot. The "
        + "bounds themselves are allowed, and of two in one place the tighter one binds. `weak` "
        + "marks what was seen in one place only, or worked out.", .quiet)
  }

  private var columns: [TextTable.Column] {
    [
      TextTable.Column(["rule"], .left, gap: 0), TextTable.Column(["lower", "hard"], .left),
      TextTable.Column(["lower", "soft"], .left), TextTable.Column(["upper", "soft"], .left),
      TextTable.Column(["upper", "hard"], .left), TextTable.Column(["evidence"], .left),
    ]
  }

  private func row(_ rule: LimitRule) -> [String] {
    [
      rule.id, Self.text(rule.lower?.hard), Self.text(rule.lower?.soft),
      Self.text(rule.upper?.soft), Self.text(rule.upper?.hard), Self.mark(rule.evidence),
    ]
  }

  /// Where columns do not fit, each rule is a block.
  private func addBlocks(to page: inout Page) {
    for rule in set.rules {
      page.paragraph(rule.id, .heading)
      let cells = zip(
        ["lower hard", "lower soft", "upper soft", "upper hard"], row(rule).dropFirst())
      for (name, text) in cells where !text.isEmpty { page.item("  \(name)", text) }
      page.item("  evidence", Self.mark(rule.evidence))
    }
  }

  private static func text(_ bounds: [Quantity]?) -> String {
    (bounds ?? []).map(\.description).joined(separator: ", ")
  }

  private static func mark(_ evidence: Evidence) -> String {
    // A weak source says so by its name.
    evidence.isStrong || evidence == .weakSource
      ? evidence.rawValue : "\(evidence.rawValue), weak"
  }
}
