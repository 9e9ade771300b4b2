/// Quantities of two sides, with what differs in a table and what does not by name.
struct DifferenceTable {
  private var rows: [[String]] = []
  private var equal: [String] = []

  /// Numbers of one unit.
  mutating func add(_ name: String, _ a: Double?, _ b: Double?, digits: Int = 4) {
    func text(_ value: Double?) -> String {
      value.map { NumberFormat.plain($0, digits: digits) } ?? "none"
    }
    guard text(a) != text(b) else {
      equal.append("\(name) \(text(a))")
      return
    }
    var difference = ""
    var share = ""
    if let a, let b, a.isFinite, b.isFinite {
      difference = (b > a ? "+" : "") + NumberFormat.plain(b - a, digits: 3)
      if a > 0 {
        let percent = ((b - a) / a * 1000).rounded() / 10
        share = (percent > 0 ? "+" : "") + NumberFormat.plain(percent, digits: 3) + " %"
      }
    }
    rows.append([name, text(a), text(b), difference, share])
  }

  /// Texts, such as moments.
  mutating func add(_ name: String, _ a: String, _ b: String) {
    if a == b { equal.append("\(name) \(a)") } else { rows.append([name, a, b, "", ""]) }
  }

  var isEmpty: Bool { rows.isEmpty && equal.isEmpty }

  func add(to content: inout ReportContent) {
    if rows.isEmpty {
      content.paragraph("no difference")
    } else {
      content.table(
        TextTable(
          [
            TextTable.Column(["quantity"], .left), TextTable.Column(["A"], .right),
            TextTable.Column(["B"], .right), TextTable.Column(["B - A"], .right),
            TextTable.Column(["of A"], .right),
          ], rows: rows), folding: 0)
    }
    if !equal.isEmpty { content.paragraph("equal: \(equal.joined(separator: "; "))", .quiet) }
  }
}
