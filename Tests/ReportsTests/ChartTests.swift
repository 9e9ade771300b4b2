import Quantities
import Simulation
import Testing

@testable import Reports

@Suite("Charts")
struct ChartTests {
  private func chart(
    _ ascii: Bool = false, until minutes: Int = 240
  ) throws -> (SimulatedDrug, [String]) {
    let drug = try SimulatedDrug(
      model: Example.bound(effect: true), schedule: Example.infusions())
    let model = try ChartModel(drug: drug, until: Example.minutes(minutes))
    return (drug, TerminalChart(model, style: TextStyle(width: 100, ascii: ascii)).lines())
  }

  @Test("The top row is labelled with the exact peak and holds it, in its own column")
  func peakIsOnTop() throws {
    for ascii in [false, true] {
      let (drug, lines) = try chart(ascii)
      let peak = try drug.curve.maximum(of: drug.curve.outputs[0], to: Example.minutes(240))
      let top = try #require(lines.first { $0.contains("┤") })
      #expect(
        top.contains(NumberFormat.plain(peak.concentration * 1000, digits: 3)))
      let plot = Array(top).dropFirst(10)
      let column = Int((peak.minutes / 240 * 89).rounded())
      let drawn = plot.indices.filter { plot[$0] != " " }.map { $0 - 10 }
      #expect(drawn.contains { abs($0 - column) <= 1 }, "\(top)")
    }
  }

  @Test("The bottom row is zero")
  func zeroIsAtTheBottom() throws {
    let (_, lines) = try chart()
    let axis = try #require(lines.firstIndex { $0.contains("└") })
    #expect(lines[axis - 1].hasPrefix("       0 ┤"))
  }

  @Test("A peak between two columns is drawn at its height, however long the chart")
  func narrowPeak() throws {
    let schedule = Example.infusions(sessions: 6)
    let drug = try SimulatedDrug(model: Example.bound(), schedule: schedule)
    let output = drug.curve.outputs[0]
    let model = try ChartModel(drug: drug, until: Example.minutes(14 * 1440))
    let peak = try drug.curve.maximum(of: output, to: Example.minutes(14 * 1440))
    let points = model.traces[0].points
    #expect(model.traces[0].highest?.value == peak.concentration * 1000)
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.minutes <= $1.minutes })
  }

  @Test(
    "Straight lines between vertices stay within a thousandth of the highest value")
  func linesFollowTheCurve() throws {
    for (schedule, end) in [
      (Example.infusions(), 240), (Example.escalation(), 72 * 60),
      (Example.infusions(sessions: 3), 6 * 1440),
    ] {
      let drug = try SimulatedDrug(
        model: Example.bound(effect: true, metabolite: "norketamine"), schedule: schedule)
      let model = try ChartModel(drug: drug, until: Example.minutes(end))
      for (trace, output) in zip(model.traces, drug.plasmaOutputs + drug.effectOutputs) {
        let top = model.highest
        for (left, right) in zip(trace.points, trace.points.dropFirst())
        where right.minutes > left.minutes {
          for share in [0.2, 0.5, 0.7] {
            let minutes = left.minutes + share * (right.minutes - left.minutes)
            let moment = try #require(Tick(minutes: minutes))
            let value = try drug.curve.concentration(of: output, at: moment) * 1000
            let line = left.value + share * (right.value - left.value)
            // Where halving ends, no picture shows the difference.
            let isResolved = right.minutes - left.minutes > Double(end) / 700
            #expect(!isResolved || abs(value - line) <= top / 1000, "\(minutes) min")
          }
        }
      }
    }
  }

  @Test("A bolus is a vertical line: one moment with the value before and the value after")
  func jump() throws {
    let drug = try SimulatedDrug(model: Example.bound(), schedule: Example.escalation())
    let points = try ChartModel(drug: drug, until: Example.minutes(600)).traces[0].points
    #expect(points[0] == ChartModel.Point(minutes: 0, value: 0))
    // 28 mg into 28.5 L.
    #expect(points[1].minutes == 0)
    #expect(abs(points[1].value - 28.0 / 28.5 * 1000) < 1e-9)
  }

  @Test("A chart of nothing says so")
  func empty() throws {
    let drug = try SimulatedDrug(model: Example.bound(), schedule: Example.infusions())
    let chart = TerminalChart(try ChartModel(drug: drug, until: .zero), style: TextStyle())
    #expect(chart.lines().joined().contains("nothing to draw"))
  }

  @Test(
    "Ticks are round, start at zero and stay below the top",
    arguments: [0.7, 1, 3.2, 87.8, 347, 982, 12_345, 0.00031])
  func ticks(top: Double) {
    let axis = ValueAxis(top: top, steps: 4)
    #expect(axis.ticks.first == 0)
    #expect(axis.ticks.allSatisfy { $0 <= top })
    #expect((2...7).contains(axis.ticks.count))
    for tick in axis.ticks {
      let shown = NumberFormat.fixed(tick, decimals: axis.decimals)
      #expect(abs((Double(shown) ?? -1) - tick) <= 1e-9 * top, "\(shown)")
    }
  }

  @Test("Time is told in minutes, hours or days by the length of the chart")
  func times() {
    let short = TimeAxis(until: Example.minutes(60), columns: 90)
    #expect(short.ticks.map(short.label).prefix(3) == ["00:00", "00:10", "00:20"])
    let days = TimeAxis(until: Example.minutes(14 * 1440), columns: 90)
    #expect(days.ticks.map(days.label).prefix(3) == ["D1", "D3", "D5"])
  }
}
