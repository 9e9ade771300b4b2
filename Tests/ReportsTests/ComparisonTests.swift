import Dosing
import Quantities
import Simulation
import Testing

@testable import Reports

@Suite("Two plans compared")
struct ComparisonTests {
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func side(_ schedule: Schedule) throws -> PreviewReport {
    PreviewReport(
      protocolID: "demo", protocolTitle: "Invented", patient: Example.patient, schedule: schedule,
      drugs: [try SimulatedDrug(model: Example.bound(), schedule: schedule)],
      landmarks: Example.landmarks)
  }

  @Test("A plan compared with itself differs in nothing")
  func same() throws {
    let one = try side(Example.infusions(sessions: 3))
    let text = flat(try ComparisonReport(one, one).text())
    #expect(text.matches(of: /no difference/).count == 3)
    #expect(text.contains("all 3 are the same"))
  }

  @Test("A dose twice as large doubles everything that is proportional, and the moments stay")
  func doubled() throws {
    let a = Example.escalation()
    let b = Example.escalation(scale: 2)
    let text = flat(try ComparisonReport(side(a), side(b)).text())
    for name in [
      "dose in all, mg", "largest bolus, mg 28 56 \\+28", "highest rate, mg/h 24 48 \\+24",
      "ketamine plasma, peak, ng/mL", "ketamine plasma, AUC to infinity, ng h/mL",
    ] {
      #expect(try text.contains(Regex("\(name) .*?\\+100 %")), "\(name)")
    }
    #expect(text.contains("ketamine plasma, peak at 00:00"))
    #expect(text.contains("boluses 1"))
  }

  @Test("Only lines that differ are listed, with the side that has them")
  func lines() throws {
    let a = Example.infusions(sessions: 3)
    var b = a
    b.lines[1].entered = Example.quantity("0.6 mg/kg")
    b.lines[1].amount = 48
    let text = flat(try ComparisonReport(side(a), side(b)).text())
    #expect(
      text.contains(
        "A D3 00:00 infusion 0.5 mg/kg over 40 min 40 B D3 00:00 infusion 0.6 mg/kg over 40 min 48")
    )
    #expect(text.contains("the same on both sides: 2 lines"))
  }

  @Test("Both curves and both rates are in one picture")
  func picture() throws {
    let report = ComparisonReport(
      try side(Example.infusions()), try side(Example.escalation()))
    let picture = try #require(Picture(ChartModel.svg(try report.charts())))
    #expect(picture.all("polyline", "trace").count == 2)
    #expect(picture.all("line", "other").count == 5)
    #expect(picture.texts.contains { $0.hasPrefix("B: ") })
  }

  @Test("Boluses of both sides are drawn: those of A filled, those of B hollow and above them")
  func boluses() throws {
    let report = ComparisonReport(
      try side(Example.escalation()), try side(Example.escalation(scale: 2)))
    let charts = try report.charts()
    let picture = try #require(Picture(ChartModel.svg(charts)))
    let triangles = picture.elements.filter { $0.name == "polygon" }
    #expect(triangles.map { $0.attributes["fill"] } == ["#222", "#fff"])
    #expect(triangles[1].attributes["stroke"] != nil)
    // The tip of the upper one is above the base of the lower one.
    let heights = triangles.map { $0.points.map(\.y) }
    #expect(try #require(heights[1].max()) < #require(heights[0].min()))
    #expect(picture.texts.contains("A 28 mg"))
    #expect(picture.texts.contains("B 56 mg"))
    let text = try report.text()
    for row in [/A bolus +▼/, /B bolus +▽/] { #expect(text.contains(row)) }
    let json = try report.content().json().split(whereSeparator: \.isWhitespace).joined()
    #expect(json.contains(#""boluses":[{"time_min":0,"mg":28}]"#))
    #expect(json.contains(#""boluses":[{"time_min":0,"mg":56}]"#))
  }

  @Test("What both sides give alike is drawn once")
  func sameDoses() throws {
    let report = ComparisonReport(
      try side(Example.escalation()), try side(Example.escalation()))
    #expect(try report.charts().map(\.dosing.other) == [nil])
    #expect(try !report.text().contains("B bolus"))
  }

  @Test("The scale of rates is that of the side that runs faster for long")
  func scale() throws {
    let report = ComparisonReport(
      try side(Example.escalation(scale: 0.1)), try side(Example.escalation()))
    // 24 mg/h for two days against a tenth of it.
    #expect(try report.charts().map(\.dosing.scaleTop) == [24])
  }
}
