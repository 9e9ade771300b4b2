import Testing

@Suite("titrate check")
struct CheckTests {
  @Test("The whole library is valid, and every id is its path")
  func library() throws {
    let run = try Titration.run(["check", "\(Titration.package)/models"])
    #expect(run.errors == "")
    #expect(run.status == 0)
    #expect(run.output.contains("kamp-2020.yaml: valid (model ketamine/kamp-2020)"))
    #expect(run.output.contains("landmarks/ketamine.yaml: valid (landmarks ketamine)"))
  }

  @Test("Every file is checked, whatever is wrong with another, and one bad file makes it status 2")
  func allFiles() throws {
    let scratch = try Scratch()
    try scratch.write("titrate: protocol/1\nid: a\n", to: "a.yaml")
    let good = "\(Titration.package)/models/landmarks/ketamine.yaml"
    let run = try Titration.run(["check", "a.yaml", good], in: scratch.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("a.yaml:"))
    #expect(run.output.contains("ketamine.yaml: valid"))
  }

  @Test(
    "A file that does not say what it is, or misspells it, is refused with what is possible",
    arguments: [
      ("hello: world\n", "say in the first line"), ("", "say in the first line"),
      ("titrate: modle/1\n", "did you mean `titrate: model/1`?"),
      ("titrate: protocol/2\n", "did you mean `titrate: protocol/1`?"),
    ])
  func unknownKind(text: String, remedy: String) throws {
    let run = try Titration.run(["check", "-"], input: text)
    #expect(run.code == "T2004")
    #expect(run.errors.contains(remedy))
    #expect(run.status == 2)
  }

  @Test("A library file that is called differently inside is found out")
  func idDiffersFromPath() throws {
    let scratch = try Scratch()
    let text = """
      titrate: landmarks/1
      id: ketamine
      title: Landmarks
      drug: ketamine
      sources: [{ id: a, cite: "A 2020" }]
      landmarks: [{ name: n, at: 1 ng/mL, note: t, from: a, evidence: abstract }]

      """
    try scratch.write(text, to: "landmarks/other.yaml")
    let run = try Titration.run(["check", "--library", ".", "landmarks"], in: scratch.path)
    #expect(run.code == "T7009")
    #expect(run.errors.contains("`id: other`"))
    #expect(run.status == 2)
  }

  @Test(
    "A file of landmarks that is wrong is explained",
    arguments: [
      ("at: 640 ng", "T3004"), ("at: 200..50 ng/mL", "error["), ("at: 640", "T3003"),
      ("evidence: hearsay", "T2005"), ("from: b", "T2005"), ("colour: red", "T2002"),
      ("spread: -1 ng/mL", "T3"), ("name: [a]", "T2001"),
    ])
  func badLandmarks(line: String, code: String) throws {
    let key = line.prefix { $0 != ":" }
    let fields = [
      "name: n", "at: 640 ng/mL", "note: t", "from: a", "evidence: abstract",
    ].filter { !$0.hasPrefix(key + ":") }
    let block = (fields + [line]).joined(separator: "\n    ")
    let text = """
      titrate: landmarks/1
      id: ketamine
      title: Landmarks
      drug: ketamine
      sources: [{ id: a, cite: "A 2020" }]
      landmarks:
        - \(block)

      """
    let run = try Titration.run(["check", "-"], input: text)
    #expect(run.status == 2)
    #expect(run.errors.contains(code))
    #expect(run.errors.contains("<stdin>:"))
    #expect(run.errors.contains("help: "))
  }
}
