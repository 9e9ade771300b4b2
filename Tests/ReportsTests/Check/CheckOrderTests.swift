import Limits
import Reports
import Testing

@Suite("The order of a check")
struct CheckOrderTests {
  /// A set with another name and other reasons.
  private static var other: LimitSet {
    var set = CheckExample.set
    set.id = "ketamine/a-ward"
    return set
  }

  private static func report(_ order: [Int]) -> CheckReport {
    let cases: [(String, CheckedCase)] = [
      ("b.csv", CheckExample.aCase("x", weight: "9 kg", line: 2)),
      ("b.csv", CheckExample.aCase("x", weight: "82 kg", line: 2)),
      ("b.csv", CheckExample.aCase("x", weight: "181 lb", line: 2)),
      ("b.csv", CheckExample.aCase("x", name: "anna", line: 2)),
      (
        "b.csv", CheckExample.aCase("a", judgements: [CheckExample.judgement(set: other)], line: 10)
      ), ("a.csv", CheckExample.aCase("z", line: 10)),
    ]
    var report = CheckReport(version: "0.1.0")
    for index in order { report.add(cases[index].1, toFile: cases[index].0) }
    return report
  }

  @Test("bytes do not depend on the order of adding", arguments: CheckReport.Format.allCases)
  func independence(format: CheckReport.Format) {
    let first = Self.report([0, 1, 2, 3, 4, 5]).rendered(as: format)
    #expect(Self.report([5, 3, 1, 0, 2, 4]).rendered(as: format) == first)
    #expect(Self.report([4, 2, 0, 1, 3, 5]).rendered(as: format) == first)
  }

  @Test("files by path, then lines, protocols, patients, weights as numbers")
  func order() throws {
    let text = Self.report([4, 5, 3, 2, 1, 0]).rendered(as: .text)
    let heads = text.split(separator: "\n").filter { $0.hasPrefix("  ") && $0.contains(" · ") }
      .map { $0.split(separator: ":")[0] }.filter { $0.contains(" · ketamine/") }
    #expect(
      heads == [
        "  z · 82 kg · ketamine/acute-pain", "  x · 9 kg · ketamine/acute-pain",
        "  x · 82 kg · ketamine/acute-pain", "  x · 181 lb · ketamine/acute-pain",
        "  x · anna, 82 kg · ketamine/acute-pain", "  a · 82 kg · ketamine/a-ward",
      ])
  }

  @Test("what is written piece by piece is the whole", arguments: CheckReport.Format.allCases)
  func pieces(format: CheckReport.Format) throws {
    var report = CheckReport(version: "0.1.0")
    for index in 0..<300 {
      report.add(CheckExample.aCase("p\(index)", line: index + 1), toFile: "ward.csv")
    }
    var pieces: [[UInt8]] = []
    try report.write(as: format) { (bytes) throws(OutputFailure) in pieces.append(bytes) }
    #expect(pieces.count > 1)
    #expect(String(decoding: pieces.joined(), as: UTF8.self) == report.rendered(as: format))
  }

  @Test("a failing sink ends the writing")
  func failure() {
    let report = CheckExample.report()
    #expect(throws: OutputFailure.readerLeft) {
      try report.write(as: .json) { (_) throws(OutputFailure) in throw .readerLeft }
    }
  }
}
