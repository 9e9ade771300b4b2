import Testing

@Suite("The articles on numbers and evidence print what really happens")
struct GuideTests {
  static let examples = ["Numerics", "EvidenceRules"].flatMap {
    DocumentedExample.examples(of: "Sources/Titrate/Titrate.docc/\($0).md")
  }

  @Test("There are examples")
  func thereAreExamples() {
    #expect(Self.examples.count == 2)
  }

  @Test("Every command prints what the article prints below it", arguments: examples)
  func example(_ example: DocumentedExample) throws {
    try example.check()
  }
}
