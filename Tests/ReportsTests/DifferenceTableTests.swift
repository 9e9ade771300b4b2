import Testing

@testable import Reports

@Suite("Differences agree with the numbers they stand beside")
struct DifferenceTableTests {
  private func row(_ a: Double, _ b: Double, digits: Int) -> [String] {
    var table = DifferenceTable()
    table.add("quantity", a, b, digits: digits)
    var content = ReportContent()
    table.add(to: &content)
    let lines = Page.text(content, TextStyle()).split(separator: "\n")
    return lines.last?.split(separator: " ").map(String.init) ?? []
  }

  @Test("The difference is that of the numbers shown, with the digits that make it the true one")
  func differences() {
    #expect(
      row(259.42, 518.84, digits: 3) == ["quantity", "259.4", "518.8", "+259.4", "+100", "%"])
    #expect(row(433.47, 866.94, digits: 4)[1...3] == ["433.47", "866.94", "+433.47"])
    #expect(row(41, 82, digits: 4)[1...3] == ["41", "82", "+41"])
    #expect(row(0.9088, 2.0291, digits: 3)[1...3] == ["0.909", "2.03", "+1.12"])
    #expect(row(9.994, 10.02, digits: 3)[1...3] == ["9.994", "10.02", "+0.03"])
    #expect(row(82, 41, digits: 4)[1...3] == ["82", "41", "-41"])
    #expect(row(0, 0.271, digits: 3)[1...3] == ["0", "0.271", "+0.271"])
  }

  @Test("Whatever the numbers, no difference contradicts them")
  func random() throws {
    let seed = UInt64.random(in: 0...(.max))
    var state = seed
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 0x1p53
    }
    for _ in 0..<500 {
      let a = 1000 * next() + 1
      let b = a * (0.2 + 3 * next())
      let cells = row(a, b, digits: 3)
      guard cells.count > 3, let first = Double(cells[1]), let second = Double(cells[2]),
        let difference = Double(cells[3])
      else { continue }
      // Rounded to the decimals that both have, at most one of which is a whole number.
      let decimals = [cells[1], cells[2]].map {
        $0.split(separator: ".").dropFirst().first?.count ?? 0
      }
      let unit = decimals.contains(0) ? 1 : 0.1
      #expect(abs(second - first - difference) <= unit / 2 + 1e-9, "\(cells), seed \(seed)")
    }
  }
}
