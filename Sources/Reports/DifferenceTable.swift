internal import Quantities

/// Quantities of two sides, with what differs in a table and what does not by name.
struct DifferenceTable {
  private var rows: [[String]] = []
  private var equal: [String] = []

  /// Numbers of one unit.
  mutating func add(_ name: String, _ a: Double?, _ b: Double?, digits: Int = 4) {
    func text(_ value: Double?, _ digits: Int) -> String {
      value.map { NumberFormat.plain($0, digits: digits) } ?? "none"
    }
    guard text(a, digits) != text(b, digits) else {
      equal.append("\(name) \(text(a, digits))")
      return
    }
    var (first, second) = (text(a, digits), text(b, digits))
    var difference = ""
    var share = ""
    if let a, let b, a.isFinite, b.isFinite {
      // The numbers shown have to give the difference shown: it is theirs, of as many digits as make
      // it the true one too, but no more than two further ones.
      for more in 0...2 {
        (first, second) = (text(a, digits + more), text(b, digits + more))
        let decimals = Self.decimals(a, b, digits: digits + more)
        let shown = Self.shown(first, second, decimals) ?? b - a
        difference = (b > a ? "+" : "") + NumberFormat.plain(shown, digits: 15)
        if shown == Double(NumberFormat.fixed(b - a, decimals: decimals)) { break }
      }
      if a > 0 {
        let percent = ((b - a) / a * 1000).rounded() / 10
        share = (percent > 0 ? "+" : "") + NumberFormat.plain(percent, digits: 3) + " %"
      }
    }
    rows.append([name, first, second, difference, share])
  }

  /// Decimals that both numbers are shown with.
  private static func decimals(_ a: Double, _ b: Double, digits: Int) -> Int {
    [a, b].map(\.magnitude).filter { $0 > 0 }
      .map { max(0, digits - 1 - ValueAxis.power(of: $0)) }.min() ?? 0
  }

  /// The difference of two numbers as they are shown; nothing where it has too many digits.
  private static func shown(_ a: String, _ b: String, _ decimals: Int) -> Double? {
    guard let first = DecimalNumber(a), let second = DecimalNumber(b),
      let difference = second.subtracting(first)
    else { return nil }
    let rounded = Double(NumberFormat.fixed(difference.double, decimals: decimals))
    // Numbers that are shown to differ never have the difference zero.
    return rounded == 0 ? difference.double : rounded
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
