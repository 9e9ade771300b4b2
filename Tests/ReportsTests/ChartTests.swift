import Quantities
import Simulation
import Testing

@testable import Reports

@Suite("Charts")
struct ChartTests {
  private func chart(_ ascii: Bool = false, until minutes: Int = 240) throws -> (Chart, [String]) {
    let drug = try SimulatedDrug(
      model: Example.bound(effect: true), schedule: Example.infusions())
    let chart = Chart(
      drug: drug, until: Example.minutes(minutes), style: TextStyle(width: 100, ascii: ascii))
    return (chart, try chart.lines())
  }

  @Test("The top row is labelled with the exact peak and holds it, in its own column")
  func peakIsOnTop() throws {
    for ascii in [false, true] {
      let (chart, lines) = try chart(ascii)
      let peak = try chart.drug.curve.maximum(
        of: chart.drug.curve.outputs[0], to: chart.until)
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
    let trace = try CurveTrace(
      of: output, on: drug.curve, until: Example.minutes(14 * 1440), samples: 180)
    let peak = try drug.curve.maximum(of: output, to: Example.minutes(14 * 1440))
    #expect(trace.highest == peak.concentration)
    #expect(zip(trace.points, trace.points.dropFirst()).allSatisfy { $0.minutes <= $1.minutes })
  }

  @Test("A chart of nothing says so")
  func empty() throws {
    let drug = try SimulatedDrug(model: Example.bound(), schedule: Example.infusions())
    let chart = Chart(drug: drug, until: .zero, style: TextStyle())
    #expect(try chart.lines().joined().contains("nothing to draw"))
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
