import Testing

@Suite("What is declared of a patient is shown, judged or named as not judged")
struct DeclaredConditionsTests {
  private let induction = [
    "preview", "label-iv-induction", "--set", "dose=2 mg/kg", "--weight", "50kg",
  ]
  /// For 60 kg it keeps every bound of the set that it names, which has no rule on pregnancy.
  private let session = [
    "depression-40-min", "--weight", "60kg", "--age", "30y", "--condition", "pregnancy",
  ]
  private let judges =
    "declared `pregnancy`: no rule of this set judges it; ketamine/acute-pain, "
    + "ketamine/chronic-pain-clinic, ketamine/crps-inpatient and ketamine/crps-outpatient do"

  @Test(
    "A declared contraindication of the set is hard at every age, and without one",
    arguments: [
      ([], "(the patient's age is not given); help: state it, as in `--age 45y`"),
      (["--age", "15y"], "(the age 15 y is not within 16..120 y)"),
      (["--age", "45y"], "declared, and with it the drug is not to be given"),
    ] as [([String], String)])
  func everyAge(age: [String], words: String) throws {
    let run = try Titration.run(induction + age + ["--condition", "hypersensitivity"])
    #expect(run.status == 1)
    #expect(run.output.flat.contains("HARD hypersensitivity: declared"))
    #expect(run.output.flat.contains(words), "\(run.output)")
    let other = try Titration.run(
      ["compare"] + induction[1...] + ["ketamine 2 mg/kg over 1 min"] + age
        + ["--condition", "hypersensitivity"])
    #expect(
      other.output.flat.contains("the same on both sides: HARD hypersensitivity"), "\(other)")
  }

  @Test("Where nothing at all was checked a line among the findings says so")
  func idle() throws {
    let run = try Titration.run(induction)
    #expect(run.status == 0)
    #expect(run.output.flat.contains("not checked nothing at all was checked by this set"))
    let moment = try Titration.run(["explain"] + induction[1...] + ["--at", "1min"])
    #expect(
      moment.output.flat.contains(
        "ketamine/anaesthesia-induction: nothing at all was checked at this moment"))
  }

  @Test("A condition that no rule of the set judges is named with the sets that do")
  func unjudged() throws {
    for command in [["preview"], ["explain", "--at", "20min"]] {
      let run = try Titration.run([command[0]] + session + command.dropFirst())
      #expect(run.output.flat.contains(judges), "\(run.output)")
      #expect(run.output.flat.contains("declared pregnancy") || command[0] == "explain")
    }
    let compared = try Titration.run(
      ["compare", session[0], "0.8 mg/kg over 30 min", "--drug", "ketamine"] + session[1...])
    #expect(compared.output.flat.contains(judges))
    #expect(compared.output.flat.contains("declared pregnancy"))
    let json = try Titration.run(["preview"] + session + ["--json"])
    #expect(json.output.contains("declared `pregnancy`: no rule of this set judges it"))
    let scratch = try Scratch()
    let html = try Titration.run(
      ["preview"] + session + ["--html", "a.html"], in: scratch.path)
    #expect(html.status == 0)
    #expect(try scratch.read("a.html").contains("no rule of this set judges it"))
  }

  @Test("check says it too, in text and in JSON")
  func check() throws {
    let path = "\(Titration.package)/models/protocols/ketamine/depression-40-min.yaml"
    let run = try Titration.run(["check", path] + session[1...])
    #expect(run.status == 0)
    #expect(run.output.flat.contains("60 kg, pregnancy · ketamine/depression-infusion: pass 12"))
    #expect(run.output.flat.contains(judges))
    let json = try Titration.run(["check", path] + session[1...] + ["--format", "json"])
    #expect(
      json.output.contains(
        #""not_judged":[{"condition":"pregnancy","judged_by":["ketamine/acute-pain","#))
  }

  @Test("Without any limits the declared conditions and who would judge them are named")
  func noLimits() throws {
    let plan = ["0.5 mg/kg over 40 min", "--drug", "ketamine", "--weight", "60kg"]
    let run = try Titration.run(["preview"] + plan + ["--condition", "pregnancy"])
    #expect(
      run.output.flat.contains(
        "declared `pregnancy`: no set was asked about it; ketamine/acute-pain, "))
    let none = try Titration.run(["preview"] + plan + ["--condition", "none"])
    #expect(none.output.flat.contains("declared no conditions"))
  }

  @Test("simulate says it on standard error, though nothing is broken")
  func simulate() throws {
    let own = try Titration.run(["simulate"] + session + ["--at", "1h"])
    #expect(own.status == 0)
    #expect(own.errors.flat.contains(judges))
    let phrase = [
      "0.5 mg/kg over 40 min", "--drug", "ketamine", "--weight", "60kg", "--age", "30y", "--at",
      "1h",
    ]
    let none = try Titration.run(["simulate"] + phrase + ["--condition", "pregnancy"])
    #expect(none.errors.hasPrefix("ketamine: declared `pregnancy`: no set was asked about it; "))
    #expect(try Titration.run(["simulate"] + phrase + ["--condition", "none"]).errors.isEmpty)
  }

  @Test("check refuses a condition that nothing could be judged by")
  func idleCondition() throws {
    let scratch = try Scratch()
    try scratch.write("protocol,drug,weight,give\na,ketamine,82 kg,20 mg\n", to: "a.csv")
    try scratch.write("protocol,drug,give\na,ketamine,20 mg\n", to: "b.csv")
    for (file, code) in [("a.csv", "T8009"), ("b.csv", "T8013")] {
      #expect(try Titration.run(["check", file], in: scratch.path).status == 0)
      let run = try Titration.run(["check", file, "--condition", "pregnancy"], in: scratch.path)
      #expect(run.code == code, "\(run.errors)")
      #expect(run.status == 64)
      #expect(run.errors.contains("help: add `--"))
    }
  }

  @Test("A phrase without limits says so where findings stand, and how to have them")
  func phrase() throws {
    let many = try Titration.run([
      "preview", "50 mg/kg over 40 min", "--drug", "ketamine", "--weight", "82kg", "--age", "45y",
    ])
    #expect(
      many.output.flat.contains(
        "Findings not checked ketamine: no set of limits was named for it, so no dose, rate or "
          + "concentration of it is compared with a safe or usual maximum; help: name one of the "
          + "10 sets for ketamine with `--limits`; see `titrate list limits`"))
    let few = try Titration.run(["preview", "28 mg", "--drug", "esketamine", "--weight", "82kg"])
    #expect(few.output.flat.contains("help: name one with `--limits`: esketamine/nasal-session"))
    let both = try Titration.run(
      ["preview", "anaesthetic-three-day-kiefer-2002", "--weight", "70kg", "--age", "40y"])
    #expect(
      both.output.flat.contains("midazolam: no set of limits was named for it")
        && both.output.flat.contains("the library has no set for midazolam"))
  }

  @Test(
    "`none` excludes other conditions, and several in one value are told to repeat the option",
    arguments: [
      (["none", "pregnancy"], "T8008", 64, "leave out `none`, or everything beside it"),
      (["pregnancy", "None"], "T8008", 64, "excludes every other condition, and `pregnancy` is"),
      (["none", "none"], "T8008", 64, "declared more than once"),
      (
        ["pregnancy, recent stroke;seizures"], "T6060", 2,
        "repeat the option: `--condition pregnancy --condition \"recent stroke\" --condition "
          + "seizures`"
      ),
      (["pregnancy, flu"], "T6060", 2, "repeat the option, once for each condition"),
      (["pregnacy"], "T6060", 2, "did you mean `pregnancy`?"),
    ] as [([String], String, Int32, String)])
  func refused(conditions: [String], code: String, status: Int32, words: String) throws {
    let run = try Titration.run(
      ["preview", "depression-40-min", "--weight", "60kg"]
        + conditions.flatMap { ["--condition", $0] })
    #expect(run.code == code)
    #expect(run.status == status)
    #expect(run.errors.contains("--condition:1:1: error"))
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test("A diagnosis that decides about rules is asked for with its values")
  func diagnosis() throws {
    let plan = [
      "preview", "icu-adjunct-padis-2018", "--weight", "80kg", "--set", "rate=1 mcg/kg/min",
      "--set", "duration=24 h", "--condition", "none",
    ]
    let open = try Titration.run(plan)
    #expect(
      open.output.flat.contains(
        "the diagnosis; help: state it with `--diagnosis`; this concerns `postsurgical pain` only"))
    let stated = try Titration.run(plan + ["--diagnosis", "postsurgical pain"])
    #expect(!stated.output.contains("the diagnosis; help"))
    #expect(stated.output.flat.contains("declared no conditions · diagnosis postsurgical pain"))
  }
}

extension String {
  /// The text with runs of blanks as one, so that tests do not depend on where lines break.
  fileprivate var flat: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
