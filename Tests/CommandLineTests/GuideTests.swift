import Foundation
import Testing

@Suite("The articles on numbers, evidence and model files print what really happens")
struct GuideTests {
  static let examples = ["Numerics", "EvidenceRules", "ModelFiles"].flatMap {
    DocumentedExample.examples(of: "Sources/Titrate/Titrate.docc/\($0).md")
  }

  @Test("There are examples")
  func thereAreExamples() {
    #expect(Self.examples.count == 4)
  }

  @Test("Every command prints what the article prints below it", arguments: examples)
  func example(_ example: DocumentedExample) throws {
    try example.check()
  }

  @Test("The commands of the article on studies run on the study that it shows")
  func studies() throws {
    let path = Titration.package + "/Sources/Titrate/Titrate.docc/Studies.md"
    let blocks = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "```")
    let study = try #require(blocks.first { $0.hasPrefix("yaml\ntitrate: study/1") })
    let commands = blocks.filter { $0.hasPrefix("\ntitrate ") }
      .flatMap { $0.split(separator: "\n").map(String.init) }
    #expect(commands.count == 7)
    let scratch = try Scratch()
    try scratch.write(String(study.dropFirst("yaml\n".count)), to: "study.yaml")
    for command in commands {
      // Results of the built-in study are of another study.
      let line = "\"$titrate\"" + command.dropFirst("titrate".count) + " 2>&1"
      if command.hasPrefix("titrate merge") {
        _ = try Titration.shell("rm -r results", in: scratch.path)
      }
      let run = try Titration.shell(line, in: scratch.path)
      #expect(run.status == 0, "\(command): \(run.output)")
    }
  }
}
