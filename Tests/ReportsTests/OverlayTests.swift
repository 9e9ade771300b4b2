import Quantities
import Testing

@testable import Reports

@Suite("Several curves told apart without colour")
struct OverlayTests {
  /// Level curves at 100, 75, 50 and 25 ng/mL, the first of them the plasma of the model shown.
  private func chart(_ levels: [Double] = [100, 75, 50, 25]) -> ChartModel {
    let traces = levels.enumerated().map { index, level in
      ChartModel.Trace(
        label: index == 0 ? "own" : "model \(index)", role: index == 0 ? .plasma : .alternative,
        points: [0, 100].map { ChartModel.Point(minutes: $0, value: level) })
    }
    return ChartModel(
      title: "demo", drug: "ketamine", end: Example.minutes(100), traces: traces)
  }

  /// The rows of the plot without their labels.
  private func rows(_ lines: [String]) -> [String] {
    lines.compactMap { line in
      line.firstIndex { $0 == "┤" || $0 == "│" }.map { String(line[line.index(after: $0)...]) }
    }
  }

  @Test("each of several alternatives carries its sign twice, on its own curve")
  func signs() throws {
    let lines = TerminalChart(chart(), style: TextStyle(width: 80)).lines()
    let rows = rows(lines)
    #expect(rows.count == 12)
    for (sign, level) in [("1", 75.0), ("2", 50), ("3", 25)] {
      #expect(lines.contains { $0.contains("\(sign) model \(sign)") })
      let places = rows.indices.filter { rows[$0].contains(sign) }
      // The dots of 12 rows, four in each, go from 0 to 100.
      #expect(places == [11 - Int((level / 100 * 47).rounded()) / 4])
      #expect(rows[places[0]].count { String($0) == sign } == 2)
    }
    #expect(!rows.joined().contains("4"))
  }

  @Test("one alternative alone has a line of its own and needs no sign")
  func single() {
    let lines = TerminalChart(chart([100, 50]), style: TextStyle(width: 80)).lines()
    #expect(!rows(lines).joined().contains("1"))
    #expect(lines.contains { $0.contains("⠄⠠⠄ model 1") })
  }

  @Test("in ASCII the sign is the line")
  func ascii() {
    let lines = TerminalChart(chart(), style: TextStyle(width: 80, ascii: true)).lines()
    for sign in ["1", "2", "3"] {
      #expect(lines.contains { $0.hasSuffix(String(repeating: sign, count: 60)) })
      #expect(lines.contains { $0.contains("\(sign) model \(sign)") })
    }
  }

  @Test("a sign stands where its curve is farthest from the others")
  func room() throws {
    // Two curves that part at the middle: 60 against 40 before, 60 against 10 behind it.
    var chart = chart([100, 60, 40])
    chart.traces[2].points = [
      ChartModel.Point(minutes: 0, value: 58), ChartModel.Point(minutes: 50, value: 58),
      ChartModel.Point(minutes: 50, value: 10), ChartModel.Point(minutes: 100, value: 10),
    ]
    let rows = rows(TerminalChart(chart, style: TextStyle(width: 80)).lines())
    for row in rows {
      for (column, character) in row.enumerated() where "12".contains(character) {
        #expect(column >= 34, "\(character) at \(column)")
      }
    }
  }

  @Test("no two patterns draw the same dots, and no two samples are the same")
  func patterns() {
    let all: [TerminalPattern] = [
      .solid, .dotted, .dashed, .sparse, .longDashed, .paired, .dashDotted, .far,
    ]
    #expect(Set(all.map { pattern in (0..<840).map(pattern.draws) }).count == all.count)
    #expect(Set(all.map(\.sample)).count == all.count)
  }
}
