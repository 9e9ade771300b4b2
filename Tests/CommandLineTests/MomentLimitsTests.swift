import Testing

@Suite("titrate explain says how near limits are")
struct MomentLimitsTests {
  private let scratch: Scratch

  /// For 70 kg, 35 mg over 40 min are 52.5 mg/h or 0.75 mg/kg/h.
  init() throws {
    scratch = try Scratch()
    try scratch.write(
      """
      titrate: limits/1
      id: ketamine/ward
      title: Invented
      drug: ketamine
      form: racemic base
      care area: ward
      sources:
        - { id: us, cite: "Ourselves, 2026" }
      rules:
        - id: rate
          limit: rate
          upper: { soft: 0.8 mg/kg/h, hard: 50 mg/h }
          from: us
          evidence: assumption
        - id: plasma
          limit: concentration
          of: plasma
          upper: { soft: 245 ng/mL }
          from: us
          evidence: assumption
        - id: session
          limit: session dose
          upper: { soft: 0.7 mg/kg }
          from: us
          evidence: assumption

      """, to: "ward.yaml")
  }

  private func run(_ command: String, _ arguments: String...) throws -> Titration {
    try Titration.run(
      [command, "depression-40-min"] + arguments + ["--weight", "70kg", "--age", "40y"],
      in: scratch.path)
  }

  private func rows(_ run: Titration) -> [String] {
    run.output.split(separator: "\n").map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }.filter { $0.contains(#/^(HARD|soft|kept) /#) }
  }

  @Test("The limits of the options are looked at, and a hard one that is broken ends with status 1")
  func options() throws {
    let during = try run("explain", "--at", "20min", "--limits", "ward.yaml")
    #expect(during.status == 1)
    // 198.27 ng/mL by an exponential of the matrix of Kamp's model.
    #expect(
      rows(during) == [
        "HARD rate: rate 52.5 hard max 50 mg/h -2.5 -5 [1]",
        "kept plasma: plasma concentration 198 soft max 245 ng/mL 46.7 19.1 [2]",
        "kept session: dose in a session 0.25 soft max 0.7 mg/kg 0.45 64.3 [3]",
      ])
    #expect(during.output.contains("[1] ketamine/ward, line 10; source: Ourselves, 2026"))
    let after = try run("explain", "--at", "40min", "--limits", "ward.yaml")
    #expect(after.status == 0)
    // 253.05 ng/mL.
    #expect(
      rows(after) == [
        "soft plasma: plasma concentration 253 soft max 245 ng/mL -8.05 -3.29 [1]",
        "kept session: dose in a session 0.5 soft max 0.7 mg/kg 0.2 28.6 [2]",
      ])
    #expect(after.output.contains("rate: nothing runs at this moment"))
  }

  @Test("Without the option they are the protocol's own")
  func own() throws {
    let run = try run("explain", "--at", "40min")
    #expect(
      rows(run).contains("kept session-dose: dose in a session 0.5 soft max 1 mg/kg 0.5 50 [2]"))
    let phrase = try Titration.run(
      [
        "explain", "0.5 mg/kg over 40 min", "--drug", "ketamine", "--weight", "70kg", "--at",
        "5min",
      ])
    #expect(phrase.output.contains("ketamine: no set of limits was named for it"))
  }

  @Test("The page, the picture and the JSON show the moment, the limits and what was read")
  func forms() throws {
    let page = try run(
      "explain", "--at", "40min", "--limits", "ward.yaml", "--html", "m.html", "--svg", "m.svg")
    #expect(page.status == 0)
    #expect(page.output.isEmpty && page.errors.isEmpty)
    let html = try scratch.read("m.html")
    #expect(html.contains("Nearest limits: ketamine"))
    #expect(html.contains("253"))
    #expect(html.contains("ward.yaml, SHA-256"))
    #expect(html.contains("Model card: ketamine/kamp-2020"))
    #expect(!html.contains("<dt></dt>"))
    #expect(try scratch.read("m.svg").contains("mark moment"))
    let json = try run("explain", "--at", "40min", "--limits", "ward.yaml", "--json")
    #expect(
      json.output.contains(
        #"["soft","plasma: plasma concentration",253,"soft max",245,"ng/mL",-8.05,-3.29,"[1]"]"#))
  }

  @Test("A file of limits is not written over")
  func overwriting() throws {
    for command in ["explain", "preview"] {
      let arguments = command == "explain" ? ["--at", "1h"] : []
      let run = try Titration.run(
        [command, "depression-40-min", "--weight", "70kg", "--limits", "ward.yaml"] + arguments
          + ["--html", "ward.yaml"], in: scratch.path)
      #expect(run.code == "T8022")
    }
  }

  @Test("What the model was not made for is part of the report")
  func warnings() throws {
    let run = try Titration.run(
      ["explain", "depression-40-min", "--weight", "70kg", "--age", "90y", "--at", "1h"])
    #expect(run.output.contains("T4022: the patient's age, 90 y"))
    #expect(run.errors.isEmpty)
  }

  @Test(
    "Own limits of another drug are refused, not looked past", arguments: ["explain", "preview"])
  func otherDrug(command: String) throws {
    try scratch.write(
      """
      titrate: protocol/1
      id: mismatched
      title: Invented
      drug: ketamine
      limits: esketamine/nasal-session
      steps:
        - give: 10 mg

      """, to: "mismatched.yaml")
    let moment = command == "explain" ? ["--at", "1h"] : []
    let run = try Titration.run(
      [command, "mismatched.yaml", "--weight", "70kg"] + moment, in: scratch.path)
    #expect(run.code == "T6062")
    #expect(run.status == 2)
    #expect(run.errors.contains("name one with `--limits`"))
  }

  // MARK: Two plans

  @Test("Two models of one protocol can differ in their findings")
  func models() throws {
    let run = try run(
      "compare", "--other-model", "ketamine/domino-1984", "--limits", "ward.yaml")
    #expect(run.status == 0)
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    // 253.05 and 240.36 ng/mL, by exponentials of both models' matrices.
    #expect(
      text.contains(
        "gone soft ketamine/ward/plasma A: soft: plasma concentration 253 ng/mL, allowed at most "
          + "245 ng/mL: 3.29 % above"))
    #expect(text.contains("B: kept: 240 ng/mL, allowed at most 245 ng/mL: 1.89 % left"))
    #expect(text.contains("the same on both sides: HARD rate"))
  }

  @Test(
    "The exit status is 0 unless `--fail-on` asks for it and something is new or worse",
    arguments: [
      // 35 mg/h and a lower peak; 0.8 mg/kg at 48 mg/h; 70 mg/h instead of 52.5.
      ("0.5 mg/kg over 60 min", "soft", 0), ("0.8 mg/kg over 70 min", "soft", 1),
      ("0.8 mg/kg over 70 min", "hard", 0), ("0.5 mg/kg over 30 min", "hard", 1),
    ] as [(String, String, Int32)])
  func failing(phrase: String, severity: String, status: Int32) throws {
    let plans = ["compare", "depression-40-min", phrase, "--drug", "ketamine"]
    let options = ["--weight", "70kg", "--age", "40y", "--limits", "ward.yaml"]
    #expect(try Titration.run(plans + options, in: scratch.path).status == 0)
    let run = try Titration.run(
      plans + options + ["--fail-on", severity], in: scratch.path)
    #expect(run.status == status, "\(run.output)")
    #expect(run.output.contains("\nFindings\n"))
  }

  @Test("Both sides are judged by the sets that either protocol names")
  func either() throws {
    let phrase = "0.5 mg/kg over 40 min"
    for plans in [["depression-40-min", phrase], [phrase, "depression-40-min"]] {
      let run = try Titration.run(
        ["compare"] + plans + ["--drug", "ketamine", "--weight", "70kg", "--age", "40y"])
      for side in ["A", "B"] {
        #expect(run.output.contains("  \(side)               ketamine/depression-infusion: pass 3"))
      }
      #expect(run.output.contains("no finding is new, gone or changed"))
    }
  }

  @Test("Without limits there is nothing that could fail")
  func nothingToFail() throws {
    let run = try Titration.run([
      "compare", "0.5 mg/kg over 40 min", "0.6 mg/kg over 40 min", "--drug", "ketamine", "--weight",
      "70kg", "--fail-on", "hard",
    ])
    #expect(run.code == "T8009")
    #expect(run.status == 64)
    #expect(run.errors.contains("add `--limits`"))
  }
}
