import Foundation
import Kinetics
import Quantities
import Simulation
import Testing

@testable import Reports

@Suite("Pictures")
struct SVGChartTests {
  private func model(until minutes: Int = 240) throws -> (SimulatedDrug, ChartModel) {
    let drug = try SimulatedDrug(
      model: Example.bound(effect: true, metabolite: "norketamine"), schedule: Example.infusions())
    return (
      drug,
      try ChartModel(drug: drug, landmarks: Example.landmarks, until: Example.minutes(minutes))
    )
  }

  @Test("The peak stands where its value and its moment are on the axes", arguments: [false, true])
  func peak(logarithmic: Bool) throws {
    let (drug, model) = try model()
    let picture = try #require(Picture(ChartModel.svg([model], logarithmic: logarithmic)))
    let peak = try drug.curve.maximum(of: drug.curve.outputs[0], to: Example.minutes(240))
    let curve = try #require(picture.all("polyline", "trace plasma").first).points
    let dot = try #require(picture.all("circle", "peak").first)
    // Places of values are read off two labelled places of the axis.
    let labels = picture.all("text").filter { $0.attributes["text-anchor"] == "end" }
      .compactMap { label in Double(label.text).map { ($0, label.number("y") - 4) } }
    let (first, last) = (labels[logarithmic ? 0 : 1], labels[3])
    func log(_ x: Double) -> Double { logarithmic ? Foundation.log(x) : x }
    let slope = (last.1 - first.1) / (log(last.0) - log(first.0))
    let expected = first.1 + slope * (log(peak.concentration * 1000) - log(first.0))
    #expect(abs(dot.number("cy") - expected) < 0.3)
    #expect(curve.map(\.y).min() == dot.number("cy"), "the curve reaches its peak")
    #expect(abs(dot.number("cx") - (64 + 576 * peak.minutes / 240)) < 0.11)
    #expect(dot.number("cy") > 34, "and lies below the upper edge")
    #expect(
      picture.texts.contains("\(NumberFormat.plain(peak.concentration * 1000, digits: 3)) at 00:40")
    )
  }

  @Test("A linear axis begins at zero, a logarithmic one says where it begins")
  func axes() throws {
    let (_, model) = try model()
    let linear = try #require(Picture(ChartModel.svg([model])))
    #expect(linear.texts.contains("0"))
    let log = try #require(Picture(ChartModel.svg([model], logarithmic: true)))
    #expect(log.texts.contains { $0.contains("the axis begins at 1, not at zero") })
  }

  @Test("Curves differ in their lines, not only in their colours, and each is named")
  func lines() throws {
    let (_, model) = try model()
    let picture = try #require(Picture(ChartModel.svg([model])))
    let traces = picture.all("polyline", "trace")
    #expect(traces.count == 3)
    #expect(Set(traces.map { $0.attributes["stroke-dasharray"] ?? "" }).count == 3)
    #expect(traces.allSatisfy { $0.number("stroke-width") >= 1.5 })
    let names = picture.all("text", "name").map(\.text).joined(separator: " ")
    for trace in model.traces { #expect(names.contains(trace.label)) }
  }

  @Test("Limits, bands and findings that anybody adds are drawn where they belong")
  func additions() throws {
    var (_, model) = try model()
    let top = model.highest
    model.rules.append(
      .init(.hard, label: "ceiling <&> of \"ward\"", value: top * 1.5, source: "list 3"))
    model.rules.append(.init(.soft, label: "attention", value: top / 2))
    model.rules.append(.init(.hard, label: "far", value: top * 50))
    model.marks.append(.init(.finding, minutes: 20, label: "over"))
    model.bands.append(
      .init(
        label: "half of all patients", kind: .population,
        lower: [.init(minutes: 0, value: 0), .init(minutes: 240, value: 10)],
        upper: [.init(minutes: 0, value: 20), .init(minutes: 240, value: 40)]))
    model.dosing.rules.append(.init(.soft, label: "rate", value: 30))
    model.rules.append(.init(.soft, label: "high", value: top * 40))
    let picture = try #require(Picture(ChartModel.svg([model])))
    #expect(picture.all("line", "rule hard").count == 1)
    #expect(picture.all("line", "rule hard")[0].number("y1") > 34, "the axis makes room for it")
    #expect(picture.all("line", "rule soft").count == 1)
    #expect(picture.all("polygon", "band")[0].points.count == 4)
    #expect(abs(picture.all("line", "mark finding")[0].number("x1") - (64 + 576 / 12)) < 0.11)
    #expect(picture.texts.joined(separator: " ").contains("ceiling <&> of \"ward\""))
    let notes = picture.texts.joined(separator: " ")
    #expect(notes.contains(/Above this picture.*hard limit [0-9]+ far; soft limit [0-9]+ high/))
    #expect(notes.contains("Rates (mg/h): soft limit 30 rate"))
    let text = TerminalChart(model, style: TextStyle()).lines().joined(separator: "\n")
    #expect(text.contains("soft limit"))
    #expect(text.contains("far (above the chart)"))
    #expect(text.contains("half of all patients"))
  }

  @Test("A short infusion on a long axis is wider than a line of the grid, and darker")
  func shortInfusion() throws {
    let (_, model) = try model(until: 14 * 1440)
    let picture = try #require(Picture(ChartModel.svg([model])))
    let bars = picture.all("rect").filter { $0.attributes["fill"] == "#555" }
    #expect(!bars.isEmpty && bars.allSatisfy { $0.number("width") >= 3 })
    #expect(picture.all("rect").allSatisfy { $0.attributes["fill"] != "#999" })
  }

  @Test("A picture that begins late says where, and that its highest value is no peak")
  func beginsLate() throws {
    let (drug, _) = try model()
    let start = Example.minutes(70)
    let late = try ChartModel(drug: drug, from: start, until: Example.minutes(600))
    let picture = try #require(Picture(ChartModel.svg([late])))
    #expect(picture.all("text", "time").first?.text == "01:10")
    #expect(picture.texts.contains { $0.hasSuffix("at 01:10, where the picture begins") })
    #expect(late.summary.contains("at 01:10, where the picture begins."))
    let lines = TerminalChart(late, style: TextStyle(width: 100)).lines()
    #expect(lines.contains { $0.contains("01:10 ") })
    let whole = try ChartModel(drug: drug, until: Example.minutes(600))
    #expect(!whole.summary.contains("begins"))
  }

  @Test("No name lies on another, however many there are")
  func namesKeepApart() throws {
    var (_, model) = try model()
    for index in 0..<9 {
      model.rules.append(
        .init(.landmark, label: "a landmark with a long name", value: 10 + Double(index) / 10))
    }
    let picture = try #require(Picture(ChartModel.svg([model])))
    let places = picture.all("text", "name").map { $0.number("y") }.sorted()
    #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 > 13 })
  }

  @Test(
    "Labels of time keep apart on axes of ten minutes, ten hours and ten days",
    arguments: [10, 600, 14_400])
  func timeLabels(minutes: Int) throws {
    let (_, model) = try model(until: minutes)
    let picture = try #require(Picture(ChartModel.svg([model])))
    let labels = picture.all("text", "time")
    #expect(labels.count >= 3)
    for (a, b) in zip(labels, labels.dropFirst()) {
      let half = { (label: Picture.Element) in label.text.pixelWidth(12) / 2 }
      #expect(a.number("x") + half(a) < b.number("x") - half(b))
    }
    #expect(minutes < 10_000 || labels[1].text.hasPrefix("D"))
  }

  @Test("Several pictures are one document, with ids of their own")
  func several() throws {
    let (_, model) = try model()
    let picture = try #require(Picture(ChartModel.svg([model, model])))
    #expect(picture.all("svg", "chart").count == 2)
    let ids = picture.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
  }

  @Test("Between models the band runs from the lowest to the highest of them")
  func disagreement() throws {
    let schedule = Example.infusions()
    let one = try SimulatedDrug(model: Example.bound(), schedule: schedule)
    var other = Example.bound()
    other.system.states[0].content = .amount(volume: 57)
    let two = try SimulatedDrug(model: other, schedule: schedule)
    let chart = try ChartModel(drug: one, alternatives: [two], until: Example.minutes(240))
    #expect(chart.traces.map(\.role) == [.plasma, .alternative])
    let band = try #require(chart.bands.first)
    #expect(band.label == "between all 2 models")
    for minutes in [5, 40, 100] {
      let moment = Example.minutes(minutes)
      let values = try [one, two].map {
        try $0.curve.concentration(of: $0.curve.outputs[0], at: moment) * 1000
      }
      let top = try #require(values.max())
      #expect(abs(band.upper.value(at: Double(minutes)) - top) < top / 500)
      #expect(abs(band.lower.value(at: Double(minutes)) - (values.min() ?? .nan)) < top / 500)
    }
  }
}

extension [ChartModel.Point] {
  /// The value of the line at a moment.
  fileprivate func value(at minutes: Double) -> Double {
    guard let index = firstIndex(where: { $0.minutes >= minutes }), index > 0 else { return .nan }
    let (a, b) = (self[index - 1], self[index])
    return a.value + (b.value - a.value) * (minutes - a.minutes) / (b.minutes - a.minutes)
  }
}
