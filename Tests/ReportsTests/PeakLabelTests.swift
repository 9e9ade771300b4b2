import Dosing
import Kinetics
import Quantities
import Simulation
import Testing

@testable import Reports

@Suite("Curves that are compared tell apart")
struct PeakLabelTests {
  private func side(_ factor: Double) throws -> PreviewReport {
    var schedule = Example.infusions()
    for index in schedule.deliveries.indices {
      schedule.deliveries[index] = Delivery(
        drug: "ketamine", .finiteInfusion(rate: factor), start: .zero, end: Example.minutes(40),
        line: 0)
    }
    return PreviewReport(
      protocolID: "demo", protocolTitle: "Invented", patient: Example.patient, schedule: schedule,
      drugs: [try SimulatedDrug(model: Example.bound(), schedule: schedule)])
  }

  @Test("Both peaks have their values, in the colour of their curves and on neither of them")
  func peaks() throws {
    let report = ComparisonReport(try side(1), try side(2))
    let charts = try report.charts()
    let picture = try #require(Picture(ChartModel.svg(charts)))
    let labels = picture.all("text", "peak-value")
    let traces = picture.all("polyline", "trace")
    #expect(labels.count == 2)
    for (label, trace) in zip(labels, charts[0].traces) {
      let peak = try #require(trace.highest?.value)
      #expect(label.text == "\(trace.sign ?? "") \(NumberFormat.plain(peak, digits: 3))")
      #expect(traces.count { $0.attributes["stroke"] == label.attributes["fill"] } == 1)
      let width = label.text.pixelWidth(12)
      let left = label.number("x") - (label.attributes["text-anchor"] == "end" ? width : 0)
      // Letters reach from about 9 above the line they stand on to it.
      for curve in traces {
        for (a, b) in zip(curve.points, curve.points.dropFirst()) {
          for step in 0...20 {
            let share = Double(step) / 20
            let (x, y) = (a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
            let isInside =
              x > left && x < left + width && y > label.number("y") - 9 && y < label.number("y")
            #expect(!isInside, "\(label.text) at \(x), \(y)")
          }
        }
      }
    }
    #expect(abs(labels[0].number("y") - labels[1].number("y")) > 12)
    let names = picture.all("text", "name").map(\.text).joined(separator: " ")
    #expect(names.contains("A: ketamine plasma (arterial), highest "))
    #expect(names.contains("B: ketamine plasma (arterial), highest "))
  }

  @Test("A value with no room beside its point stands aside at its height, with a line to it")
  func boluses() throws {
    func side(_ scale: Double) throws -> PreviewReport {
      let schedule = Example.escalation(scale: scale)
      return PreviewReport(
        protocolID: "demo", protocolTitle: "Invented", patient: Example.patient,
        schedule: schedule,
        drugs: [try SimulatedDrug(model: Example.bound(), schedule: schedule)])
    }
    var report = ComparisonReport(try side(2), try side(1))
    report.a.until = Example.minutes(120)
    report.b.until = Example.minutes(120)
    let picture = try #require(Picture(ChartModel.svg(try report.charts())))
    let labels = picture.all("text", "peak-value")
    let dots = picture.all("circle", "peak")
    #expect(labels.count == 2)
    for (label, dot) in zip(labels, dots) {
      #expect(abs(label.number("y") - dot.number("cy")) < 30, "\(label.text)")
      #expect(
        abs(label.number("x") - dot.number("cx")) < 10
          || picture.all("line", "leader").contains {
            $0.number("x1") == dot.number("cx") && $0.number("y1") == dot.number("cy")
          })
    }
  }

  @Test("No curve of a model looks like another one or like a limit")
  func looks() {
    var model = ChartModel(title: "", drug: "ketamine", end: Example.minutes(60))
    model.traces = (1...6).map {
      ChartModel.Trace(label: "\($0)", role: .alternative, points: [])
    }
    let chart = SVGChart(model)
    let strokes = model.traces.indices.map(chart.stroke(ofTrace:))
    let rules = ChartModel.Rule.Weight.allCases.map { weight in
      Dictionary(uniqueKeysWithValues: weight.stroke.map { ("\($0.0)", $0.1) })
    }
    let colors = strokes.map(\.color) + rules.compactMap { $0["stroke"] }
    let dashes = strokes.map(\.dashes) + rules.compactMap { $0["stroke-dasharray"] }
    #expect(Set(colors).count == 9)
    #expect(Set(dashes).count == 8)
  }

  @Test("What was not described outside of a range stands beside its name, however long it is")
  func caveat() throws {
    let schedule = Example.infusions()
    let drug = try SimulatedDrug(model: Example.bound(), schedule: schedule)
    let note = "Grew between these two. Effects outside of the range were not described by it."
    let landmarks = [0.05, 0.2].map {
      Landmark(
        name: "effect, end", analyte: "ketamine", concentration: $0, source: "Nobody 2020",
        note: note, population: "10 volunteers",
        range: Landmark.Range(name: "effect", lower: 0.05, upper: 0.2))
    }
    var chart = try ChartModel(drug: drug, landmarks: landmarks, until: Example.minutes(240))
    let names = try #require(Picture(ChartModel.svg([chart]))).all("text", "name")
    #expect(
      names.map(\.text).joined(separator: " ").contains(
        "50–200 effect (10 volunteers) [1]: \(note)"))
    for index in 0..<40 {
      chart.rules.append(
        .init(.landmark, label: "a landmark with a name that is long", value: 10 + Double(index)))
    }
    let crowded = try #require(Picture(ChartModel.svg([chart])))
    let places = crowded.all("text", "name").map { $0.number("y") }
    #expect(try #require(places.min()) > 0)
    #expect(try #require(places.max()) < crowded.elements[0].number("height"))
    let notes = crowded.all("text").filter {
      $0.attributes["font-size"] == "11" && $0.number("x") == 12
    }
    #expect(notes.allSatisfy { $0.number("y") > (places.max() ?? 0) })
  }
}
