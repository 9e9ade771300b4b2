import Quantities
import Testing

@testable import Reports

@Suite("Lists of labels on a page")
struct DefinitionListTests {
  private func page(_ items: [(String, String)]) throws -> Picture {
    var content = ReportContent()
    content.paragraph("Title")
    for (label, text) in items { content.item(label, text) }
    let html = content.html()
    let start = try #require(html.firstRange(of: "<main>")).lowerBound
    let end = try #require(html.firstRange(of: "</main>")).upperBound
    return try #require(Picture(String(html[start..<end])))
  }

  @Test("what has no label of its own goes on under the one before it")
  func continued() throws {
    let page = try page([("HARD", "rate"), ("", "source"), ("", "note"), ("soft", "dose")])
    let list = page.elements.drop { $0.name != "dl" }.prefix { $0.name != "script" }
    #expect(
      list.map { "\($0.name) \($0.text)".trimmed } == [
        "dl", "div", "dt HARD", "dd rate", "dd source", "dd note", "div", "dt soft", "dd dose",
      ])
  }

  @Test("what follows no label is running text, never a label without words")
  func orphan() throws {
    let page = try page([("", "alone"), ("soft", "dose")])
    #expect(page.all("p").map(\.text).contains("alone"))
    #expect(page.all("dt").map(\.text) == ["soft"])
    let lone = try self.page([("", "alone")])
    #expect(lone.all("dl").isEmpty)
  }
}
