import Testing

@Suite("What check does not judge, it says")
struct UnjudgedProtocolTests {
  private let limits = ["--limits", "ketamine/acute-pain", "--condition", "none"]

  private func check(
    _ files: KeyValuePairs<String, String>, _ more: [String] = []
  ) throws -> Titration {
    let scratch = try Scratch()
    for (name, text) in files { try scratch.write(text, to: name) }
    return try Titration.run(
      ["check"] + files.map(\.key).filter { !$0.hasPrefix("panel") } + limits + more,
      in: scratch.path)
  }

  @Test("A row without a patient beside rows that have one is an error at that row")
  func nobody() throws {
    let table = """
      protocol,drug,weight,give,over,expected
      good,ketamine,80 kg,0.5 mg/kg,40 min,
      now,ketamine,,50 mg/kg,1 min,hard
      """
    let run = try check(["ward.csv": table])
    #expect(run.status == 2)
    #expect(run.errors.contains("ward.csv:3:1: error[T6062]"), "\(run.errors)")
    #expect(run.errors.contains("`now` was not judged: nobody is stated for whom"))
    #expect(run.errors.contains("help: add `--weight 82kg`"))
    #expect(run.output.contains("good"))
    // With a patient for all, nothing is missing.
    #expect(try !check(["ward.csv": table], ["--weight", "70kg"]).errors.contains("T6062"))
  }

  @Test("Nor does a file disappear beside a table that states patients")
  func file() throws {
    let run = try check([
      "ward.csv": "protocol,drug,weight,give,over\ngood,ketamine,80 kg,0.5 mg/kg,40 min\n",
      "drip.yaml": """
      titrate: protocol/1
      id: drip
      title: A drip
      drug: ketamine
      steps:
        - { give: 50 mg/kg, over: 1 min }
      """,
    ])
    #expect(run.status == 2)
    #expect(run.errors.contains("drip.yaml:1:1: error[T6062]"), "\(run.errors)")
  }

  private func second(_ drug: String) -> String {
    """
    protocol,drug,weight,give,over
    two,ketamine,80 kg,0.5 mg/kg,40 min
    two,\(drug),,5 mg,1 min
    """
  }

  @Test(
    "A drug that no set concerns is told, beside others that are judged",
    arguments: [
      ("ketamin", "did you mean `ketamine`?"), ("propofol", "name a set for it too"),
      ("esketamine", "name a set for it too"),
    ])
  func secondDrug(drug: String, remedy: String) throws {
    let run = try check(["two.csv": second(drug)])
    #expect(run.status == 1)
    #expect(run.errors.contains("two.csv:3:"), "\(run.errors)")
    #expect(run.errors.contains("warning[T6062]: `\(drug)` in the protocol `two` was not judged"))
    #expect(run.errors.contains("help: \(remedy)"))
  }

  @Test("Where the library has no limits for a known drug, the report says so and nothing fails")
  func unlimitedDrug() throws {
    let run = try check(["two.csv": second("midazolam")])
    #expect(run.status == 0, "\(run.errors)")
    let report = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(report.contains("the doses of midazolam were not judged: no set of limits concerns it"))
    let json = try check(["two.csv": second("midazolam")], ["--format", "json"])
    #expect(json.output.contains("the doses of midazolam were not judged"))
  }

  @Test("A set that a protocol names and nobody knows is told at the protocol; others are judged")
  func unknownSet() throws {
    let scratch = try Scratch()
    try scratch.write(
      """
      protocol,drug,weight,give,over,limits
      bad,ketamine,80 kg,0.5 mg/kg,40 min,ketamine/acute-pian
      good,ketamine,80 kg,0.5 mg/kg,40 min,ketamine/acute-pain
      """, to: "ward.csv")
    let run = try Titration.run(["check", "ward.csv", "--condition", "none"], in: scratch.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("ward.csv:2:1: error[T6066]"), "\(run.errors)")
    #expect(run.errors.contains("did you mean `ketamine/acute-pain`?"))
    #expect(run.output.contains("good"))
  }

  @Test("A weight that a panel leaves out is told at the patient's row")
  func panel() throws {
    let run = try check(
      [
        "ward.csv": "protocol,drug,give,over\ngood,ketamine,0.5 mg/kg,40 min\n",
        "panel.csv": "patient,weight\na,80 kg\nb,\n",
      ], ["--patients", "panel.csv"])
    #expect(run.errors.contains("panel.csv:3:1: error[T3101]"), "\(run.errors)")
    #expect(run.errors.contains("for the patient `b` and the protocol `good`"))
    #expect(run.errors.contains("help: fill in the cell of this patient"))
  }

  @Test("A pipe in a folder is passed over, not waited for")
  func pipe() throws {
    let scratch = try Scratch()
    try scratch.write(
      "protocol,drug,weight,give,over\ngood,ketamine,80 kg,0.5 mg/kg,40 min\n", to: "f/a.csv")
    #expect(try Titration.shell("mkfifo f/b.csv", in: scratch.path).status == 0)
    let run = try Titration.run(["check", "f"] + limits, in: scratch.path)
    #expect(run.output.contains("good"))
    #expect(!run.errors.contains("b.csv"))
  }
}
