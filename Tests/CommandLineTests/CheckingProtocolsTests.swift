import Foundation
import Testing

@Suite("The article on checking protocols in CI is what really happens")
struct CheckingProtocolsTests {
  static let article = "Sources/Titrate/Titrate.docc/CheckingProtocols.md"
  static let examples = DocumentedExample.examples(of: article)

  @Test("Every command prints what the article prints below it", arguments: examples)
  func example(_ example: DocumentedExample) throws {
    try example.check()
  }

  @Test("The steps of the workflow run as they are written")
  func workflow() throws {
    let files = DocumentedExample.files(of: Self.article)
    let workflow = try #require(files[".github/workflows/protocols.yml"])
    let commands = workflow.split(separator: "\n")
      .compactMap { $0.firstMatch(of: /^ +run: (titrate .*)$/).map { String($0.1) } }
    #expect(commands.count == 2)
    let scratch = try Scratch()
    for (name, text) in files { try scratch.write(text, to: name) }
    // The acceptance of the article must not end this test one day.
    let day = "--today 2026-11-27"
    let runs = try commands.map { command in
      try Titration.shell(
        command.replacing("--today \"$(date -I)\"", with: day)
          .replacing("titrate ", with: "\"$titrate\" ", maxReplacements: 1), in: scratch.path)
    }
    #expect(runs[0].status == 1)
    #expect(
      runs[0].output.contains("::error file=protocols/ward.csv,line=5,col=15"), "\(runs[0].output)")
    #expect(runs[1].status == 0)
    let sarif = try scratch.read("titrate.sarif")
    #expect(sarif.contains("\"version\": \"2.1.0\""))
    #expect(sarif.contains("\"ruleId\""))
  }
}
