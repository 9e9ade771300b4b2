import Population
import Quantities
import Testing

@testable import Reports

@Suite("Percentiles as pictures")
struct PopulationChartTests {
  /// Percentiles of a uniform spread around a tent: at 60 min from 0 to 200, its p-th percentile is 2p.
  private func curves(_ percentiles: [Double]) -> PercentileCurves {
    PercentileCurves(
      output: "ketamine_plasma", minutes: [0, 60, 120],
      percentiles: percentiles.compactMap { DecimalNumber("\($0)") },
      values: percentiles.map { [0, 2 * $0, $0] })
  }

  private func model(_ percentiles: Double...) -> ChartModel {
    ChartModel(curves(percentiles), title: "test")
  }

  @Test("Percentiles as far below as above the median are a band, the outermost first")
  func pairs() {
    let model = model(2.5, 10, 25, 50, 75, 97.5)
    #expect(model.bands.map(\.label) == ["percentiles 2.5 to 97.5", "percentiles 25 to 75"])
    #expect(model.bands[0].lower.map(\.value) == [0, 5, 2.5])
    #expect(model.bands[0].upper.map(\.value) == [0, 195, 97.5])
    #expect(
      model.traces.map(\.label) == [
        "ketamine plasma, median", "ketamine plasma, percentile 10",
      ])
    #expect(self.model(50).bands.isEmpty)
    #expect(self.model(5, 95).traces.isEmpty)
    #expect(self.model(90).traces.map(\.role) == [.alternative])
  }

  @Test("Bands lie where their values are on the axis, which has room for the highest of them")
  func places() throws {
    let picture = try #require(Picture(ChartModel.svg([model(5, 25, 50, 75, 95)])))
    let labels = picture.all("text").filter { $0.attributes["text-anchor"] == "end" }
      .compactMap { label in Double(label.text).map { ($0, label.number("y") - 4) } }
    let (zero, high) = (try #require(labels.first), try #require(labels.last))
    func y(_ value: Double) -> Double {
      zero.1 + (high.1 - zero.1) * (value - zero.0) / (high.0 - zero.0)
    }
    let bands = picture.all("polygon", "band")
    #expect(bands.count == 2)
    // At 60 min, the middle of the axis, the outer band runs from 10 to 190, the inner from 50 to 150.
    for (band, (lower, upper)) in zip(bands, [(10.0, 190.0), (50, 150)]) {
      let middle = band.points.filter { abs($0.x - 352) < 0.11 }.map(\.y).sorted()
      #expect(middle.count == 2)
      #expect(abs(middle[0] - y(upper)) < 0.2 && abs(middle[1] - y(lower)) < 0.2)
      #expect(middle[0] > 34)
    }
  }

  @Test("Bands are told apart without colour: by their edges, and each is named")
  func edges() throws {
    let picture = try #require(Picture(ChartModel.svg([model(5, 25, 50, 75, 95)])))
    let edges = picture.all("polyline", "edge")
    #expect(edges.count == 4)
    #expect(edges[0].attributes["stroke-dasharray"] == edges[1].attributes["stroke-dasharray"])
    #expect(edges[0].attributes["stroke-dasharray"] != edges[2].attributes["stroke-dasharray"])
    let names = picture.all("text", "name").map(\.text)
    for name in ["percentiles 5 to 95", "percentiles 25 to 75", "ketamine plasma, median"] {
      #expect(names.contains(name))
    }
  }

  @Test("Where nothing is known of doses there is no empty strip for them")
  func noStrip() throws {
    var model = model(5, 50, 95)
    let picture = try #require(Picture(ChartModel.svg([model])))
    #expect(picture.all("g", "dosing").isEmpty)
    model.dosing = ChartModel.Dosing(steps: [.init(start: .zero, end: model.end, rate: 1)])
    let other = try #require(Picture(ChartModel.svg([model])))
    #expect(other.elements[0].number("height") > picture.elements[0].number("height") + 50)
  }

  @Test(
    "In the terminal the median runs clear through the dots of its bands", arguments: [60, 100])
  func terminal(width: Int) throws {
    let lines = TerminalChart(model(5, 25, 50, 75, 95), style: TextStyle(width: width)).lines()
    #expect(lines.allSatisfy { $0.displayWidth <= width })
    #expect(lines.contains { $0.contains("190 ┤") }, "the top is that of the outer band")
    let text = lines.joined(separator: "\n")
    for name in ["percentiles 5 to 95", "percentiles 25 to 75"] { #expect(text.contains(name)) }
    let samples = TerminalChart.Texture.allCases.map(\.sample)
    #expect(Set(samples).count == samples.count)
  }

  @Test("In ASCII every cell between the edges is a letter of the band or the median's")
  func ascii() throws {
    let style = TextStyle(width: 100, ascii: true)
    let lines = TerminalChart(model(5, 25, 50, 75, 95), style: style).lines()
    // The middle column, at 60 min: from the top the outer band, the inner, the median and back.
    let rows = lines.filter { $0.contains("┤") || $0.contains("│") }.map { Array($0)[10 + 45] }
    let letters = String(rows).trimmingPrefix(" ")
    #expect(letters.contains(/^\.+%*:+\**:+\.+ *$/) || letters.contains(/^\.+:+\*+:+\.+$/))
  }

  @Test("The report has a picture and a table for each output, and says what a percentile is not")
  func report() {
    let report = StudyReport(
      study: "s", subjects: 61, replicates: 2, seed: 7, version: "1",
      scenarios: [
        .init(
          number: 3, title: "m · p", variability: "as published",
          curves: [curves([5, 50, 95]), curves([50])])
      ])
    #expect(report.charts.count == 2)
    #expect(report.charts[0].notes[0].contains("s3: m · p, 61 subjects, each drawn 2 times"))
    let text = report.content.text(TextStyle(width: 200))
    #expect(text.contains("not that percentile of the peaks"))
    #expect(text.contains(/95 +190 +01:00 +95/))
  }
}
