import Dosing
import Foundation
import Patients
import Simulation
import Testing

@testable import Reports

@Suite("One report in three forms")
struct ReportFormsTests {
  private func report(sessions: Int = 1) throws -> PreviewReport {
    let schedule = Example.infusions(sessions: sessions)
    let drug = try SimulatedDrug(
      model: Example.bound(effect: true, metabolite: "norketamine"), schedule: schedule)
    var report = PreviewReport(
      protocolID: "demo", protocolTitle: "Ketamine, invented", patient: Example.patient,
      schedule: schedule, drugs: [drug], landmarks: Example.landmarks)
    report.isFull = true
    report.provenance = ReportProvenance(
      command: "titrate preview demo", version: "0.0.0", methods: ["ketamine by modal"],
      sources: [ReportProvenance.Source(role: "model", name: "demo", sha256: "00ff")])
    return report
  }

  /// The page without what lies between the start and the end of some elements.
  private func without(_ name: String, in html: String) -> String {
    let parts = html.components(separatedBy: "<\(name)")
    return parts[0]
      + parts.dropFirst().map { part in
        part.components(separatedBy: "</\(name)>").dropFirst().joined(separator: "</\(name)>")
      }.joined(separator: "<\(name)/>")
  }

  /// Every word of what a page shows, without its styles, scripts and pictures.
  private func words(_ html: String) -> Set<String> {
    var text = ""
    var isTag = false
    for character in ["style", "script", "svg"].reduce(html, { without($1, in: $0) }) {
      if character == "<" { isTag = true }
      if !isTag { text.append(character) }
      if character == ">" {
        isTag = false
        text.append(" ")
      }
    }
    return Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  @Test("Every number of the text is on the page and in the JSON")
  func sameNumbers() throws {
    let report = try report(sessions: 3)
    let content = try report.content()
    let page = words(content.html())
    let json = content.json()
    let text = try report.text(TextStyle(width: 200))
    var isChart = false
    var checked = 0
    for line in text.split(separator: "\n") {
      // The labels of an axis of characters are its own.
      if !line.hasPrefix(" ") { isChart = line.hasPrefix("Chart") }
      guard !isChart else { continue }
      for word in line.split(separator: " ") where word.contains(/^[0-9][0-9.]*$/) {
        #expect(page.contains(String(word)), "\(word) of: \(line)")
        #expect(json.contains(word), "\(word) of: \(line)")
        checked += 1
      }
    }
    #expect(checked > 60)
  }

  @Test("JSON can be read, and has the sections of the text in their order")
  func json() throws {
    let content = try report().content()
    let value = try JSONSerialization.jsonObject(with: Data(content.json().utf8))
    let root = try #require(value as? [String: Any])
    #expect(root["schema"] as? String == "titrate/report-1")
    let sections = try #require(root["sections"] as? [[String: Any]])
    let headings = sections.compactMap { $0["heading"] as? String }
    let lines = try report().text().split(separator: "\n").map(String.init)
    for heading in headings { #expect(lines.contains(heading), "\(heading)") }
    let chart = sections.lazy.flatMap { $0["content"] as? [[String: Any]] ?? [] }
      .compactMap { $0["chart"] as? [String: Any] }.first
    let curves = try #require(chart?["curves"] as? [[String: Any]])
    let points = try #require(curves[0]["points"] as? [[Double]])
    let drug = try report().drugs[0]
    let peak = try drug.curve.maximum(of: drug.curve.outputs[0], to: Example.minutes(240))
    #expect(points.map { $0[1] }.max() == peak.concentration * 1000)
  }

  @Test(
    "Nothing that is put in becomes markup",
    arguments: [
      "</script><script>alert(1)</script>", "\" onload=\"alert(1)", "<img src=x onerror=alert(1)>",
      "]]>&lt;b&amp;", "\u{202E}\u{0}\u{8}", "'><svg/onload=alert(1)>",
    ])
  func escaping(text: String) throws {
    func report(_ text: String) throws -> PreviewReport {
      var report = try self.report()
      report.protocolID = text
      report.protocolTitle = text
      report.protocolSummary = text
      report.remarks = [text]
      report.provenance.command = text
      report.landmarks[0].name = text
      report.landmarks[0].source = text
      report.schedule.sessions[0].phase = text
      return report
    }
    let hostile = try report(text)
    let html = try hostile.content().html()
    let plain = try report("harmless").content().html()
    // The same elements in the same order as without, and no attribute more.
    func tags(_ html: String) -> [String] {
      html.split(separator: "<").dropFirst().map { part in
        String(part.prefix { $0 != ">" && $0 != " " })
          + (part.prefix { $0 != ">" }.contains(" on") ? " with a handler" : "")
      }
    }
    // A long text may be broken into more lines of the picture.
    func structure(_ html: String) -> [String] {
      tags(html).filter { $0 != "text" && $0 != "/text" }
    }
    let isSame = structure(html) == structure(plain)
    #expect(isSame)
    for chart in try hostile.charts() { #expect(Picture(ChartModel.svg([chart])) != nil) }
    _ = try JSONSerialization.jsonObject(with: Data(hostile.content().json().utf8))
  }

  @Test("The page needs nothing else, and says so to the browser")
  func selfContained() throws {
    let html = try report(sessions: 3).content().html()
    #expect(html.contains("default-src &#39;none&#39;"))
    for sign in [" src=", "@import", "<link", "url(http", "fetch("] {
      #expect(!html.contains(sign), "\(sign)")
    }
    let links = html.matches(of: /https?:\/\/[^ "'<)]*/).map { String($0.0) }
    #expect(
      links.allSatisfy {
        $0 == "http://www.w3.org/2000/svg" || $0.hasPrefix("https://doi.org/")

      })
  }

  @Test("The page has one title, headings in order, tables with heads, and pictures in words")
  func accessible() throws {
    let html = try report(sessions: 3).content().html()
    #expect(html.matches(of: /<h1/).count == 1)
    let levels = html.matches(of: /<h([1-6])/).compactMap { Int($0.1) }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    #expect(html.matches(of: /<th(?! scope=)[ >]/).isEmpty)
    #expect(html.matches(of: /<table/).count == html.matches(of: /<thead/).count)
    #expect(html.matches(of: /<svg/).count == html.matches(of: /role="img" aria-labelledby=/).count)
    let ids = html.matches(of: /\ id="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for reference in html.matches(of: /(?:aria-labelledby|for)="([^"]*)"/) {
      for id in reference.1.split(separator: " ") { #expect(ids.contains(String(id))) }
    }
    #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
  }

  @Test("A course of 14 days makes a page of less than 500 KiB")
  func size() throws {
    let html = try report(sessions: 7).content().html()
    #expect(html.utf8.count < 500 * 1024)
  }
}
