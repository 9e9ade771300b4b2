import Foundation
import Testing

@Suite(
  "The page for everybody",
  .enabled(if: ProcessInfo.processInfo.environment["TITRATE_SLOW"] == "1"), .serialized)
struct AccessibilityTests {
  private static let patient = ["--weight", "82kg", "--age", "45y"]

  static let pages: [[String]] = [
    ["preview", "depression-40-min"] + patient,
    ["preview", "depression-40-min", "--all-models"] + patient,
    ["preview"] + BrowserTests.course + patient,
    ["preview", "prolonged-continuous", "--set", "rate=0.2mg/kg/h", "--set", "days=14d"] + patient,
    [
      "preview", "1.2 mg/kg over 40 min", "--drug", "ketamine", "--limits",
      "ketamine/depression-infusion",
    ] + patient,
    ["compare", "depression-40-min", "0.5 mg/kg over 60 min", "--drug", "ketamine"] + patient,
    ["plot", "results"],
  ]

  /// Runs all rules of axe-core over a page and gives its findings, after the number of rules that
  /// were kept.
  private func audit(
    _ command: [String], width: Int, with fault: String = ""
  ) throws -> (kept: Int, violations: [String]) {
    let axe = try String(
      contentsOfFile: "\(Titration.package)/.build/axe/axe.min.js", encoding: .utf8)
    let page = try BrowserPage(
      of: command,
      after: command[0] == "plot" ? ["batch", "forty-minutes-by-size", "-o", "results"] : nil,
      trying: """
        \(fault)</script><script>\(axe)</script><script>
        axe.run(document).then(function (result) {
          var lines = result.violations.map(function (one) {
            return 'violation ' + one.id + ': ' + one.nodes.map(function (node) {
              return node.target.join(' ') }).join(', ') });
          document.title = ['kept ' + result.passes.length].concat(lines).join('|');
        }, function (error) { document.title = 'failed: ' + error });
        """)
    let run = try page.browse([
      "--window-size=\(width),900", "--virtual-time-budget=60000", "--dump-dom",
    ])
    let title = try #require(
      run.output.firstMatch(of: /<title>kept ([^<]*)<\/title>/)?.1, "\(run.output.prefix(2000))")
    let parts = title.split(separator: "|").map(String.init)
    return (Int(parts[0]) ?? 0, Array(parts.dropFirst()))
  }

  @Test(
    "axe-core finds nothing, on a desk and on a phone", arguments: AccessibilityTests.pages,
    [1280, 390])
  func clean(command: [String], width: Int) throws {
    let (kept, violations) = try audit(command, width: width)
    #expect(kept > 25, "so few rules applied that the page cannot have been looked at")
    #expect(violations == [])
  }

  @Test("axe-core finds faults that are planted")
  func planted() throws {
    let (_, violations) = try audit(
      Self.pages[0], width: 1280,
      with: """
        document.documentElement.removeAttribute('lang');
        document.querySelector('dd').style.color = '#ddd';
        """)
    let found = violations.map { $0.prefix { $0 != ":" } }
    #expect(found == ["violation color-contrast", "violation html-has-lang"])
  }
}
