import Diagnostics
import Dosing
import Foundation
import Limits
import Quantities
import Reports
import Testing

@Suite("A check in formats for servers")
struct CheckFormatTests {
  /// A name with every sign that some format gives a meaning to.
  static let weird =
    "a\"b'<c>&d]]>\\e\u{1B}[31m\u{202E}\u{7}\u{FFFE}\nf,g:h%i::error::\u{1F489}\u{0}é"

  /// A report in which every text is that name.
  static var weirdReport: CheckReport {
    var set = CheckExample.set
    set.id = weird
    set.title = weird
    set.rules[0].id = weird
    set.rules[0].advisory = weird
    set.sources[0].text = weird
    set.sources[0].doi = weird
    var judgement = CheckExample.judgement(accepted: true, set: set)
    judgement.verdicts[2].acceptance?.reason = weird
    judgement.verdicts[5].outcome = .notChecked(.unknown(weird, remedy: weird))
    var report = CheckReport(version: weird)
    let place = SourceLocation(file: "dir/\(weird)", line: 1, column: 1)
    report.add(
      CheckedFile(
        path: place.file, kind: weird, id: weird,
        diagnostics: [Diagnostic(.unexpectedVerdict, at: place, weird, remedy: weird)]))
    var one = CheckExample.aCase(weird, name: weird, judgements: [judgement], expected: .pass)
    one.location = place
    one.lines[2].location = place
    report.add(one, toFile: place.file)
    return report
  }

  private func json(_ report: CheckReport, _ format: CheckReport.Format) throws -> [String: Any] {
    let data = Data(report.rendered(as: format).utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test("JSON gives every name back as it was")
  func jsonNames() throws {
    let root = try json(Self.weirdReport, .json)
    let files = try #require(root["files"] as? [[String: Any]])
    #expect(files.count == 1)
    #expect(files[0]["id"] as? String == Self.weird)
    let cases = try #require(files[0]["cases"] as? [[String: Any]])
    #expect(cases[0]["patient"] as? String == Self.weird)
  }

  @Test("JSON has each value in the unit of its bound and in the canonical one")
  func jsonValues() throws {
    let root = try json(CheckExample.report([CheckExample.aCase()]), .json)
    #expect(root["schema"] as? String == "titrate/check-1")
    #expect(root["conclusion"] as? String == "findings")
    let files = try #require(root["files"] as? [[String: Any]])
    let cases = try #require(files[0]["cases"] as? [[String: Any]])
    let judgements = try #require(cases[0]["judgements"] as? [[String: Any]])
    let verdicts = try #require(judgements[0]["verdicts"] as? [[String: Any]])
    #expect(
      verdicts.compactMap { $0["rule"] as? String } == [
        "recent stroke", "cystitis", "rate-max", "day-max", "bolus-time", "plasma-max", "sessions",
      ])
    let breaches = try #require(verdicts[2]["breaches"] as? [[String: Any]])
    let breach = breaches[0]
    #expect(breach["value"] as? Double == 0.42)
    #expect(breach["bound"] as? Double == 0.3)
    #expect(breach["unit"] as? String == "mg/kg/h")
    #expect(breach["canonical_unit"] as? String == "mg/min")
    #expect(breach["canonical_value"] as? Double == 34.44 / 60)
    #expect(breach["step"] as? Int == 3)
    let pass = try #require(verdicts[4]["nearest"] as? [String: Any])
    #expect(pass["unit"] as? String == "s")
    #expect(pass["value"] as? Double == 67.2)
    #expect(verdicts[5]["reason"] as? String == "unknown")
  }

  @Test("SARIF points at the step, knows its rules, and suppresses what is accepted")
  func sarif() throws {
    let report = CheckExample.report([
      CheckExample.aCase(judgements: [CheckExample.judgement(accepted: true)])
    ])
    let root = try json(report, .sarif)
    let run = try #require((root["runs"] as? [[String: Any]])?.first)
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == 3)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
    }
    #expect(results.compactMap { $0["level"] as? String } == ["error", "warning", "note"])
    #expect((results[0]["suppressions"] as? [Any])?.isEmpty == true)
    let suppression = try #require((results[2]["suppressions"] as? [[String: Any]])?.first)
    #expect(
      suppression["justification"] as? String == "burn unit, monitored (Dr. A, until 2027-03-31)")
    let location = try #require((results[0]["locations"] as? [[String: Any]])?.first)
    let physical = try #require(location["physicalLocation"] as? [String: Any])
    #expect((physical["artifactLocation"] as? [String: Any])?["uri"] as? String == "ward.csv")
    let region = try #require(physical["region"] as? [String: Int])
    #expect(region == ["startLine": 4, "startColumn": 1, "endColumn": 5])
  }

  @Test(
    "SARIF has relative URIs where it can, and none for what is no file",
    arguments: [
      ("/repo/wards/a b.csv", "wards/a%20b.csv"), ("./ward.csv", "ward.csv"),
      ("/elsewhere/ü.csv", "file:///elsewhere/%C3%BC.csv"), ("c:d.csv", "c%3Ad.csv"),
      ("/repository/a.csv", "file:///repository/a.csv"), ("<phrase>", nil), ("-", nil),
    ])
  func uris(path: String, uri: String?) throws {
    var report = CheckReport(version: "0.1.0", root: "/repo")
    var fault = CheckExample.fault
    fault.location?.file = path
    report.add(CheckedFile(path: path, diagnostics: [fault]))
    let run = try #require((try json(report, .sarif)["runs"] as? [[String: Any]])?.first)
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    let location = (result["locations"] as? [[String: Any]])?.first
    let physical = location?["physicalLocation"] as? [String: Any]
    #expect((physical?["artifactLocation"] as? [String: Any])?["uri"] as? String == uri)
  }

  @Test("a message of SARIF holds no placeholder and no link that a name could smuggle in")
  func messages() throws {
    var fault = CheckExample.fault
    fault.message = "`{0}` and [this](https://example.org)"
    var report = CheckReport(version: "0.1.0")
    report.add(CheckedFile(path: "a.yaml", diagnostics: [fault]))
    let run = try #require((try json(report, .sarif)["runs"] as? [[String: Any]])?.first)
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    let text = (result["message"] as? [String: String])?["text"]
    #expect(text?.hasPrefix("`{{0}}` and \\[this](https://example.org)") == true)
  }

  @Test("fingerprints outlive a change of lines")
  func fingerprints() throws {
    func fingerprints(line: Int) throws -> [String?] {
      var one = CheckExample.aCase(line: line)
      one.lines[2].location?.line = line + 2
      let root = try json(CheckExample.report([one]), .sarif)
      let run = try #require((root["runs"] as? [[String: Any]])?.first)
      return try #require(run["results"] as? [[String: Any]]).map {
        ($0["partialFingerprints"] as? [String: String])?["titrate/v1"]
      }
    }
    let first = try fingerprints(line: 2)
    #expect(try fingerprints(line: 40) == first)
    #expect(Set(first).count == 3)
  }

  @Test("a test of JUnit is what one set says of one protocol for one patient")
  func junit() throws {
    let text = CheckExample.report().rendered(as: .junit)
    #expect(text.contains("<testsuites name=\"titrate check\" tests=\"8\" failures=\"3\""))
    #expect(
      text.contains(
        "<testcase classname=\"ward_csv\" name=\"ward-a · 82 kg · ketamine/acute-pain\">\n"
          + "      <failure type=\"hard\" message=\"day-max: dose in any 24 h 500 mg, allowed at "
          + "most 400 mg: 25 % above\">"))
    #expect(text.contains("<skipped type=\"not checked\" message=\"no rule could be checked\">"))
    // What was expected to fail does not fail; its findings stay readable.
    let expected = try #require(text.range(of: "name=\"ward-e"))
    #expect(!text[expected.lowerBound...].contains("<failure"))
    #expect(text[expected.lowerBound...].contains("<system-out>ward.csv:4:1: hard: day-max"))
  }

  @Test("annotations come errors first and escape what the runner reads as its own")
  func annotations() throws {
    let text = Self.weirdReport.rendered(as: .github)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let levels = lines.dropLast(2).map { $0.prefix { $0 != " " } }
    #expect(levels == levels.sorted { $0 == "::error" && $1 != "::error" })
    for line in lines.dropLast(2) {
      let properties = line.drop { $0 != " " }.dropFirst()
      let end = try #require(properties.range(of: "::"))
      for property in properties[..<end.lowerBound].split(separator: ",") {
        #expect(
          ["file", "line", "col", "endColumn", "title"].contains(property.split(separator: "=")[0]))
      }
    }
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains("f%2Cg%3Ah%25i%3A%3Aerror"))
    #expect(lines.suffix(2).first?.hasPrefix("titrate check: 1 case: ") == true)
  }

  @Test("an expected finding is a note, not an error that nobody can repair")
  func expectedFindings() {
    let report = CheckExample.report([CheckExample.aCase(expected: .hard)])
    #expect(!report.rendered(as: .github).contains("::error"))
    #expect(!report.rendered(as: .sarif).contains("\"level\":\"error\",\"message\""))
  }
}
