import Testing

@Suite("Doses by a route that no model takes are judged without a curve")
struct RoutesWithoutModelTests {
  private let scratch: Scratch
  /// Into a muscle the set's hospital gives at most 4 mg/kg (a soft bound); a model of ketamine that
  /// takes such doses was not read.
  private let limits = ["--limits", "ketamine/emergency", "--weight", "80kg"]

  init() throws {
    scratch = try Scratch()
    func plan(_ id: String, _ drug: String, _ dose: String) throws {
      try scratch.write(
        """
        titrate: protocol/1
        id: \(id)
        title: Invented
        drug: \(drug)
        steps:
          - { give: \(dose) }

        """, to: "\(id).yaml")
    }
    try plan("im", "ketamine", "10 mg/kg, route: im")
    try plan("low", "ketamine", "4 mg/kg, route: im")
    try plan("nasal", "esketamine", "112 mg, route: nasal")
    try scratch.write(
      """
      titrate: limits/1
      id: ketamine/muscle
      title: Invented
      drug: ketamine
      form: racemic base
      care area: ward
      bolus within: 5 min
      sources:
        - { id: us, cite: "Ourselves, 2026" }
      rules:
        - id: dose
          limit: bolus dose
          upper: { hard: 5 mg/kg }
          from: us
          evidence: assumption
        - id: plasma
          limit: peak concentration
          of: plasma
          upper: { soft: 245 ng/mL }
          from: us
          evidence: assumption

      """, to: "muscle.yaml")
  }

  private func run(_ arguments: [String]) throws -> Titration {
    try Titration.run(arguments, in: scratch.path)
  }

  @Test("check judges the dose: beyond the bound a finding, at the bound none")
  func check() throws {
    let high = try run(["check", "im.yaml"] + limits)
    #expect(high.status == 1)
    #expect(high.errors.isEmpty)
    // 10 of 4 mg/kg is 150 % more; 10 mg/kg of 80 kg are 800 mg, 4 mg/kg are 320 mg.
    #expect(
      high.output.contains("agitation-dose: bolus dose by the route im 10 mg/kg, allowed at most"))
    #expect(high.output.contains("800 mg where 320 mg is the bound"))
    #expect(try run(["check", "low.yaml"] + limits).status == 0)
    let nasal = try run(
      ["check", "nasal.yaml", "--limits", "esketamine/nasal-session", "--weight", "80kg", "--age"]
        + ["40y"])
    #expect(nasal.status == 1)
    #expect(nasal.output.contains("HARD            session-dose: dose in a session 112 mg"))
  }

  @Test("A route that no rule knows either is warned about, and a slip in a long name corrected")
  func unknownRoute() throws {
    let routed = try scratch.read("muscle.yaml").replacing(
      "limit: bolus dose", with: "limit: bolus dose\n    route: muscle")
    try scratch.write(routed, to: "routed.yaml")
    let plan = try scratch.read("low.yaml")
    try scratch.write(plan.replacing("route: im", with: "route: musle"), to: "slip.yaml")
    let slip = try run(["check", "slip.yaml", "--limits", "routed.yaml", "--weight", "80kg"])
    #expect(slip.errors.contains("slip.yaml:6:13: warning[T8028]"), "\(slip.errors)")
    #expect(slip.errors.contains("help: did you mean `muscle`?"))
    let other = try run(["check", "low.yaml", "--limits", "routed.yaml", "--weight", "80kg"])
    #expect(other.errors.contains("warning[T8028]"))
    #expect(other.errors.contains("help: name limits with a rule for this route"))
    #expect(!other.errors.contains("did you mean"))
    // Where every rule is about every route, none is left out.
    let every = try run(["check", "low.yaml", "--limits", "muscle.yaml", "--weight", "80kg"])
    #expect(every.errors.isEmpty && every.status == 0)
    // A warning about the text counts as soft.
    #expect(other.status == 1)
  }

  @Test("Rules on concentrations are not checked, and the route is the reason")
  func concentrations() throws {
    for command in ["check", "preview"] {
      let run = try run([command, "im.yaml", "--limits", "muscle.yaml", "--weight", "80kg"])
      #expect(run.status == 1)
      let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains("HARD dose: bolus dose 10 mg/kg, allowed at most 5 mg/kg"))
      #expect(
        text.contains(
          "- plasma: the concentrations, because `ketamine/kamp-2020` takes no dose by the route "
            + "`im`, only by `iv`; help: choose a model that takes it"), "\(text)")
      #expect(text.contains("ketamine has no curve: `ketamine/kamp-2020` takes no dose"))
    }
  }

  @Test("preview shows doses and findings without a curve, also as a page, and draws nothing")
  func preview() throws {
    let run = try run(["preview", "im.yaml", "--html", "a.html"] + limits)
    #expect(run.status == 0)
    let page = try scratch.read("a.html")
    #expect(page.contains("No curve for ketamine") && page.contains("agitation-dose"))
    #expect(!page.contains("<svg"))
    for option in ["--svg", "--png"] {
      let drawn = try self.run(["preview", "im.yaml", option, "a.svg"] + limits)
      #expect(drawn.code == "T8029")
      #expect(drawn.status == 64)
      #expect(drawn.errors.contains("\(option):1:1: error"))
      #expect(drawn.errors.contains("help: leave the option out"))
    }
  }

  @Test("Wherever a dose is shown, its route stands beside it; one into a vein needs no word")
  func routeIsShown() throws {
    #expect(try run(["preview", "im.yaml"] + limits).output.contains("bolus  10 mg/kg by im,"))
    let compared = try run(["compare", "im.yaml", "low.yaml"] + limits)
    #expect(compared.output.contains("10 mg/kg by im") && compared.output.contains("4 mg/kg by im"))
    let plain = try run(["preview", "ketamine 0.5 mg/kg over 40 min"] + limits)
    #expect(!plain.output.contains(" by iv"))
  }

  @Test("explain and compare say that there is no curve")
  func others() throws {
    let moment = try run(["explain", "im.yaml", "--at", "0min"] + limits)
    #expect(moment.output.contains("no curve        ketamine has no curve"))
    #expect(moment.output.contains("agitation-dose"))
    let compared = try run(["compare", "im.yaml", "low.yaml"] + limits)
    #expect(compared.output.contains("no curve        ketamine has no curve"))
    #expect(compared.output.contains("gone soft"))
  }

  @Test("simulate needs a curve, and names the commands that do not; no route is suggested")
  func simulate() throws {
    let run = try run(["simulate", "im.yaml", "--weight", "80kg", "--at", "1h"])
    #expect(run.code == "T8020")
    #expect(run.status == 2)
    #expect(run.errors.contains("`titrate check` judge doses without a curve"))
    #expect(!run.errors.contains("did you mean"))
  }
}
