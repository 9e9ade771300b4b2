import Diagnostics
import Documents
import Dosing
import Foundation
import Limits
import Patients
import Quantities
import Testing

@Suite("What is documented about tables is true")
struct ProtocolTablesArticleTests {
  private func article() throws -> String {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return try String(
      contentsOf: url.appendingPathComponent("Sources/Titrate/Titrate.docc/ProtocolTables.md"),
      encoding: .utf8)
  }

  private func example(_ index: Int) throws -> String {
    let blocks = try article().components(separatedBy: "```csv\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    return try #require(blocks.indices.contains(index) ? blocks[index] : nil)
  }

  @Test("the example of protocols")
  func protocols() throws {
    let read = try table(example(0)).entries
    #expect(read.map(\.dosing.id) == ["depression", "drip"])
    let people = read.map { $0.subjects.map { $0.patient.weight?.description } }
    #expect(people == [["60 kg", "82 kg"], ["82 kg", "120 kg"]])
    let expected = read.map { $0.subjects.map { $0.expected?.verdict } }
    #expect(expected == [[.pass, .pass], [.pass, .soft]])
    let schedule = try read[0].dosing.schedule(for: try patient("82 kg"))
    // 0.5 mg/kg for 82 kg, in each of six sessions.
    #expect(schedule.lines.map(\.amount) == [Double](repeating: 41, count: 6))
    let drip = read[1].dosing.drugs[0]
    #expect(drip.steps.count == 3)
    #expect(drip.concentration?.description == "1 mg/mL")
    guard case .ramp(let ramp) = drip.steps[1].action else {
      Issue.record("the second step is no ramp")
      return
    }
    #expect(ramp.total?.description == "48 h")
  }

  @Test("the example of a panel")
  func panel() throws {
    let panel = PatientPanel(text: try example(1), file: "panel.csv")
    #expect(panel.findings.isEmpty)
    #expect(panel.members.map(\.name) == ["A", "B", "C"])
    #expect(panel.members.map { $0.patient.weight?.description } == ["82 kg", "120 kg", "45 kg"])
    #expect(panel.members.map { $0.conditions?.count } == [0, 2, nil])
    #expect(panel.members[1].patient.dosingWeight?.description == "95 kg")
  }

  @Test("the article names every column that a table may have")
  func columns() throws {
    let article = try article()
    // The columns are listed by the fault of an unknown one.
    let found = ProtocolTable(text: "protocol,colour\n", file: "t.csv").findings
    let panel = PatientPanel(text: "patient,colour\n", file: "p.csv").findings
    for finding in found + panel {
      let names = try #require(finding.expected).split(separator: "`").enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
      for name in names {
        let spelt =
          article.contains("`\(name)`") || article.contains("`\(name.replacing(" ", with: "_"))`")
        #expect(spelt, "\(name)")
      }
    }
    #expect(found.count + panel.count == 2)
  }
}
