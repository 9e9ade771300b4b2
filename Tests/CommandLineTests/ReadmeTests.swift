import Foundation
import Testing

@Suite("README.md shows what really happens")
struct ReadmeTests {
  static let examples = DocumentedExample.examples(of: "README.md")

  @Test("The README has its examples")
  func count() {
    #expect(Self.examples.count == 6)
  }

  @Test("Every command prints what the README prints below it", arguments: examples)
  func example(_ example: DocumentedExample) throws {
    try example.check()
  }

  @Test("The two commands are targets of the Makefile")
  func commands() throws {
    let makefile = try String(contentsOfFile: Titration.package + "/Makefile", encoding: .utf8)
    for target in ["run:", "test:", "install:", "docs:"] {
      #expect(makefile.contains("\n\(target)"))
    }
  }
}
