import Testing

@Suite("titrate preview")
struct PreviewTests {
  @Test("Shows patient, model, steps, peak and chart of a built-in protocol")
  func builtInProtocol() throws {
    let run = try Titration.run([
      "preview", "depression-40-min", "--weight", "70kg", "--age", "40y",
    ])
    #expect(run.status == 0)
    #expect(run.errors == "")
    // 35 mg over 40 min; an independent script gives 253 ng/mL at the end for 70 kg.
    for text in [
      "70 kg", "ketamine/kamp-2020", "arterial", "0.5 mg/kg over 40 min", "253", "Chart",
    ] {
      #expect(run.output.contains(text), "\(text)")
    }
  }

  @Test("Says that the model is the library's default, unless it was named")
  func defaultModelIsSaid() throws {
    let arguments = ["preview", "depression-40-min", "--weight", "70kg"]
    let silent = try Titration.run(arguments)
    #expect(silent.output.contains("ketamine/kamp-2020 is the library's default model of ketamine"))
    let named = try Titration.run(arguments + ["--model", "ketamine/domino-1984"])
    #expect(named.status == 0)
    #expect(named.output.contains("ketamine/domino-1984"))
    #expect(!named.output.contains("default model"))
  }

  @Test("Reads a phrase, a file and standard input alike")
  func threeSources() throws {
    let scratch = try Scratch()
    let text = """
      titrate: protocol/1
      id: mine
      title: My own
      drug: ketamine
      steps:
        - { give: 0.5 mg/kg, over: 40 min }

      """
    try scratch.write(text, to: "mine.yaml")
    let file = try Titration.run(["preview", "mine.yaml", "--weight", "70kg"], in: scratch.path)
    let input = try Titration.run(["preview", "-", "--weight", "70kg"], input: text)
    let phrase = try Titration.run(
      ["preview", "0.5 mg/kg over 40 min", "--drug", "ketamine", "--weight", "70kg"])
    for run in [file, input, phrase] {
      #expect(run.status == 0)
      #expect(run.output.contains("253"))
    }
  }

  @Test("Refuses a dose per kilogram without a weight, and says which option is missing")
  func noWeight() throws {
    let run = try Titration.run(["preview", "depression-40-min"])
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errors.contains("depression-40-min.yaml:"))
    #expect(run.errors.contains("--weight"))
  }

  @Test("Warns within the report about a patient outside of the model's range, and goes on")
  func warnings() throws {
    let run = try Titration.run([
      "preview", "depression-40-min", "--weight", "70kg", "--age", "90y",
    ])
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.contains("T4022"))
    #expect(run.output.contains("253"))
  }

  @Test("Takes the values of settings from --set")
  func settings() throws {
    let run = try Titration.run(
      ["preview", "icu-koppel-1990", "--weight", "70kg", "--set", "rate=1.2mg/kg/h"])
    #expect(run.status == 0)
    #expect(run.output.contains("1.2 mg/kg/h"))
  }

  @Test("Shows both drugs of a protocol")
  func twoDrugs() throws {
    let run = try Titration.run([
      "preview", "anaesthetic-three-day-kiefer-2002", "--weight", "70kg", "--age", "40y",
    ])
    #expect(run.status == 0)
    #expect(run.output.contains("ketamine/kamp-2020"))
    #expect(run.output.contains("midazolam/albrecht-1999"))
  }

  @Test("Shows pump flows when the strength is given")
  func concentration() throws {
    let run = try Titration.run(
      ["preview", "depression-40-min", "--weight", "70kg", "--concentration", "1mg/mL"])
    #expect(run.status == 0)
    // 35 mg over 40 min is 52.5 mg/h, 52.5 mL/h of 1 mg/mL.
    #expect(run.output.contains("mL/h"))
    #expect(run.output.contains("52.5"))
  }

  @Test("Says until when a model that was not studied longer can be believed")
  func extrapolation() throws {
    let child = ["--model", "ketamine/herd-2007", "--weight", "25kg", "--age", "8y"]
    let short = try Titration.run(["preview", "ketamine 1 mg/kg over 5 min"] + child)
    #expect(short.output.contains("holds until     152 min after the start"))
    let long = try Titration.run(["preview", "ketamine 1 mg/kg/h for 4 h"] + child)
    #expect(long.output.contains("this course ends at 04:00"))
  }

  @Test("Every line that passes a bound carries its mark, not only the first and the worst")
  func everyMark() throws {
    let run = try Titration.run([
      "preview", "anaesthetic-three-day-kiefer-2002", "--weight", "110kg", "--age", "52y",
      "--limits", "ketamine/acute-pain", "--condition", "none",
    ])
    for rate in ["3", "4", "5"] {
      #expect(run.output.contains("set rate \(rate) mg/kg/h for 24 h, [soft infusion-rate"))
    }
  }

  @Test("Warns of a point that may mark thousands, and of a bolus that is none")
  func doubts() throws {
    let patient = ["--weight", "70kg", "--age", "40y"]
    let point = try Titration.run(["preview", "ketamine 1.000 mg"] + patient)
    #expect(point.status == 0)
    #expect(point.output.contains("T2131: `1.000 mg` is read as 1 mg"))
    let bolus = try Titration.run(
      ["simulate", "--at", "1h", "ketamine bolus 35 mg over 40 min"] + patient)
    #expect(bolus.status == 0)
    #expect(bolus.errors.contains("warning[T2132]: `bolus` over 40 min is taken for an infusion"))
  }
}
