import Foundation
import Testing

@Suite(
  "The page in a browser",
  .enabled(if: ProcessInfo.processInfo.environment["TITRATE_SLOW"] == "1"), .serialized)
struct BrowserTests {
  static let course = [
    "six-infusions-two-weeks", "--set", "dose=0.5mg/kg", "--set", "duration=40min",
  ]

  /// The page of a plan, with a script at its end that tries it out and says what it found.
  private func page(
    of plan: [String] = course, trying script: String = ""
  ) throws -> BrowserPage {
    try BrowserPage(
      of: ["preview"] + plan + ["--weight", "82kg", "--age", "45y"], trying: script)
  }

  @Test("Values appear under the pointer and move by arrow keys, and the console stays silent")
  func hover() throws {
    let page = try self.page(
      trying: """
        var figure = document.querySelectorAll('figure')[1];
        var svg = figure.querySelector('svg.linear');
        var box = svg.getBoundingClientRect();
        svg.dispatchEvent(new PointerEvent('pointermove', {bubbles: true,
          clientX: box.left + box.width * 106.67 / 900, clientY: box.top + 50}));
        var first = figure.querySelector('output').textContent;
        figure.querySelector('.wide').dispatchEvent(
          new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));
        var second = figure.querySelector('output').textContent;
        document.title = 'hover: ' + first + ' | key: ' + second + ' | differ: ' + (first !== second);
        """)
    let run = try page.browse(["--dump-dom"])
    // The picture of a session of 9 h: its peak of 259 ng/mL lies 40 min after its start.
    #expect(
      run.output.contains(
        /<title>hover: (D\d+ )?00:4\d: ketamine plasma \(arterial\) 2[0-9.]+ ng\/mL/))
    #expect(run.output.contains("differ: true"))
    #expect(!run.errors.contains("CONSOLE"), "\(run.errors)")
  }

  @Test("The switch to the logarithmic axis works without the page's script")
  func logarithmic() throws {
    let page = try self.page(
      trying: """
        var figure = document.querySelector('figure');
        function shown(name) {
          return getComputedStyle(figure.querySelector('svg.' + name)).display }
        var before = shown('linear') + ' ' + shown('logarithmic');
        figure.querySelector('input.logarithmic').checked = true;
        document.title = before + ' ' + shown('linear') + ' ' + shown('logarithmic');
        """)
    let run = try page.browse(["--dump-dom"])
    #expect(run.output.contains("<title>block none none block</title>"))
  }

  @Test("On a phone nothing but tables and pictures is wider than the screen")
  func phone() throws {
    let page = try self.page(
      trying: """
        document.title = 'too wide: ' +
          Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth);
        """)
    let run = try page.browse(["--window-size=390,800", "--dump-dom"])
    #expect(run.output.contains("<title>too wide: 0</title>"))
  }

  @Test(
    "One infusion prints on two pages, a course of two weeks on three",
    arguments: [(["depression-40-min", "--concentration", "1mg/mL"], 2), (BrowserTests.course, 3)])
  func pages(plan: [String], most: Int) throws {
    let page = try self.page(of: plan)
    let run = try page.browse(["--print-to-pdf=page.pdf", "--no-pdf-header-footer"])
    #expect(run.status == 0)
    let pdf = String(
      decoding: try Data(contentsOf: URL(filePath: page.file("page.pdf"))),
      as: Unicode.ASCII.self)
    let pages = pdf.matches(of: /\/Type \/Page\b(?!s)/).count
    #expect((1...most).contains(pages), "\(pages)")
  }
}
