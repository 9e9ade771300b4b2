import Diagnostics
import Dosing
import Kinetics
import Simulation
import Testing

@testable import Reports

@Suite("A picture says by itself what it shows")
struct PictureCaptionTests {
  private func preview(
    _ id: String = "demo", _ schedule: Schedule = Example.infusions(), model: String = "demo"
  ) throws -> PreviewReport {
    var bound = Example.bound()
    bound.model.id = "ketamine/\(model)"
    bound.warnings = [
      Diagnostic(
        .outsideRange, .warning, at: nil, "the patient's age, 6 y, is outside <of it>",
        remedy: "choose another")
    ]
    return PreviewReport(
      protocolID: id, protocolTitle: "Invented", patient: Example.patient, schedule: schedule,
      drugs: [try SimulatedDrug(model: bound, schedule: schedule)])
  }

  private func texts(_ charts: [ChartModel], _ caption: PictureCaption) throws -> String {
    try #require(Picture(ChartModel.svg(charts, caption: caption))).texts.joined(separator: " ")
  }

  @Test("Protocol, patient, dose, model, warnings and that it prescribes nothing")
  func everything() throws {
    let report = try preview()
    let text = try texts(try report.charts(), report.caption)
    for words in [
      "demo · Invented", "Patient: 80 kg, 45 y, female",
      "Given: ketamine, 40 mg = 0.5 mg/kg in all by 00:40",
      "Model: ketamine/demo, arterial; made from: nobody",
      "ketamine/demo, its card says: For tests only.",
      "Warning T4022: the patient's age, 6 y, is outside <of it>",
      "Decision support for education and research; no medical device and not a prescription.",
    ] { #expect(text.contains(words), "\(words)") }
  }

  @Test("It stands above the pictures, which keep their own ids and size")
  func place() throws {
    let report = try preview()
    let charts = try report.charts()
    let whole = try #require(Picture(ChartModel.svg(charts, caption: report.caption)))
    let bare = try #require(Picture(ChartModel.svg(charts)))
    let last = try #require(whole.all("text").prefix(report.caption.lines.count).last)
    let chart = try #require(whole.all("svg", "chart").first)
    #expect(chart.number("y") >= last.number("y"))
    #expect(chart.number("height") == bare.elements[0].number("height"))
    #expect(
      whole.elements[0].number("height") == chart.number("y") + chart.number("height"))
  }

  @Test("A long phrase goes on in further lines, and none is wider than the picture")
  func long() throws {
    var report = try preview()
    let words = (1...120).map { "step\($0)" }
    report.protocolTitle = (words + [String(repeating: "x", count: 400)]).joined(separator: " ")
    let picture = try #require(
      Picture(ChartModel.svg(try report.charts(), caption: report.caption)))
    let lines = picture.texts
    let text = lines.joined(separator: " ")
    for word in words { #expect(text.contains(word)) }
    #expect(text.count { $0 == "x" } >= 400)
    for element in picture.all("text").prefix(report.caption.lines.count) {
      #expect(element.text.pixelWidth(element.number("font-size")) <= 900 - 24)
    }
  }

  @Test("A comparison names both sides, and what they share once")
  func comparison() throws {
    let a = try preview("one")
    let b = try preview("two", Example.infusions(), model: "other")
    let caption = ComparisonReport(a, b).caption
    #expect(caption.titles == ["A: one · Invented", "B: two · Invented"])
    #expect(caption.facts.count { $0.hasPrefix("Given:") } == 1)
    #expect(caption.facts.contains("A: Model: ketamine/demo, arterial; made from: nobody"))
    #expect(caption.facts.contains("B: Model: ketamine/other, arterial; made from: nobody"))
  }

  @Test("An explanation names its moment")
  func moment() throws {
    let report = ExplanationReport(try preview(), at: Example.minutes(80))
    #expect(report.caption.titles == ["demo at 01:20 · Invented"])
  }
}
