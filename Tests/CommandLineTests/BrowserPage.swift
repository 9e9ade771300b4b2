import Foundation
import Testing

/// A page that a command wrote, in a headless browser.
struct BrowserPage {
  private let scratch: Scratch

  /// Makes the page.
  /// - Parameters:
  ///   - command: The command, without `--html`.
  ///   - preparation: A command that has to run before it, in the same folder.
  ///   - script: A script at the end of the page that tries it out; what it puts into the title or
  ///     the document is what ``browse(_:)`` with `--dump-dom` prints.
  init(
    of command: [String], after preparation: [String]? = nil, trying script: String = ""
  ) throws {
    scratch = try Scratch()
    if let preparation {
      #expect(try Titration.run(preparation, in: scratch.path).status == 0)
    }
    // A hard limit that is broken is no reason to have no page.
    let run = try Titration.run(command + ["--html", "page.html"], in: scratch.path)
    #expect(run.status == 0 || run.status == 1, "\(run.errors)")
    let html = try scratch.read("page.html")
    try scratch.write(
      html.replacingOccurrences(of: "</body>", with: "<script>\(script)</script></body>"),
      to: "page.html")
  }

  /// Where a file lies that the browser is told to write.
  func file(_ name: String) -> String { scratch.file(name) }

  /// Opens the page with further arguments of the browser.
  func browse(_ arguments: [String]) throws -> Titration {
    try Titration.run(
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
        "--user-data-dir=\(scratch.file("profile"))",
      ] + arguments + ["file://\(scratch.file("page.html"))"],
      in: scratch.path, executable: "/usr/bin/chromium", environment: ["HOME": scratch.path])
  }
}
