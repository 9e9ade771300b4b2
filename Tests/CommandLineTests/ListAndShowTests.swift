import Testing

@Suite("titrate list, show, help")
struct ListAndShowTests {
  @Test("Lists every protocol, model and set of landmarks")
  func lists() throws {
    let protocols = try Titration.run(["list", "protocols"])
    #expect(protocols.status == 0)
    #expect(protocols.output.contains("depression-40-min"))
    #expect(protocols.output.contains("crps-outpatient-schwartzman-2009"))
    let models = try Titration.run(["list", "models"])
    for id in ["ketamine/kamp-2020", "esketamine/otto-2021", "midazolam/albrecht-1999"] {
      #expect(models.output.contains(id), "\(id)")
    }
    #expect(!models.output.contains("defaults"))
    let landmarks = try Titration.run(["list", "landmarks"])
    #expect(landmarks.output.contains("esketamine"))
  }

  @Test("A faulty file is reported, and the others are listed all the same")
  func faultyFile() throws {
    let scratch = try Scratch()
    try scratch.write("titrate: protocol/1\nid: [\n", to: "protocols/bad.yaml")
    try scratch.write(
      "titrate: protocol/1\nid: good\ntitle: Good\ndrug: ketamine\nsteps: [{ give: 1 mg }]\n",
      to: "protocols/good.yaml")
    let run = try Titration.run(["list", "protocols", "--library", "."], in: scratch.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("bad.yaml:"))
    #expect(run.output.contains("Good"))
  }

  @Test("Shows a model with and without a patient")
  func model() throws {
    let general = try Titration.run(["show", "models", "ketamine/kamp-2020"])
    #expect(general.status == 0)
    #expect(general.output.contains("84 L/h * (weight / 70 kg)"))
    let patient = try Titration.run(
      ["show", "models", "ketamine/kamp-2020", "--weight", "70kg", "--age", "40y"])
    #expect(patient.status == 0)
    #expect(patient.output.contains("84 L/h"))
    #expect(patient.output.contains("two transcriptions agree"))
  }

  @Test("Shows a protocol with the values that it needs")
  func protocolWithSettings() throws {
    let run = try Titration.run(["show", "protocols", "icu-koppel-1990"])
    #expect(run.status == 0)
    #expect(run.output.contains("from 1.1 mg/kg/h to 1.3 mg/kg/h"))
    #expect(run.output.contains("titrate: protocol/1"))
  }

  @Test("Shows landmarks with their sources")
  func landmarks() throws {
    let run = try Titration.run(["show", "landmarks", "ketamine"])
    #expect(run.output.contains("642 ng/mL ± 214 ng/mL"))
    #expect(run.output.contains("Idvall"))
  }

  @Test("Shows limits as a page of a drug library")
  func limits() throws {
    let list = try Titration.run(["list", "limits"])
    #expect(list.status == 0 && list.errors == "")
    #expect(list.output.contains("esketamine/nasal-session"))
    #expect(list.output.contains("sub-anaesthetic clinic"))
    let run = try Titration.run(["show", "limits", "ketamine/acute-pain"])
    #expect(run.status == 0 && run.errors == "")
    #expect(run.output.contains("infusion-rate"))
    #expect(run.output.contains("1 mg/kg/h"))
    #expect(run.output.contains("one source, weak"))
    let slip = try Titration.run(["show", "limits", "ketamine/acute-pian"])
    #expect(slip.status != 0 && slip.errors.contains("did you mean `ketamine/acute-pain`?"))
    // `ketamine/icu` is fewer edits away, and not what is meant.
    let part = try Titration.run(["show", "limits", "ketamine/acute"])
    #expect(part.errors.contains("did you mean `ketamine/acute-pain`?"), "\(part.errors)")
  }

  @Test("Checks files of limits and of acceptances")
  func checksLimits() throws {
    let shipped = try Titration.run(["check", "\(Titration.package)/models/limits"])
    #expect(shipped.status == 0, "\(shipped.errors)")
    let scratch = try Scratch()
    try scratch.write(
      """
      titrate: accepted/1
      accepted:
        - { rule: infusion-rate, reason: Monitored., by: Somebody, until: 2027-02-30 }

      """, to: "accepted.yaml")
    let run = try Titration.run(["check", "accepted.yaml"], in: scratch.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("accepted.yaml:3:69: error[T2089]"))
  }

  @Test("Help holds the table of exit statuses; version is one line")
  func help() throws {
    for arguments in [[], ["help"], ["--help"]] {
      let run = try Titration.run(arguments)
      #expect(run.status == 0)
      #expect(run.errors == "")
      for status in ["  0   ", "  1   ", "  2   ", "  64  ", "  70  ", "  74  ", "  75  "] {
        #expect(run.output.contains(status))
      }
    }
    let version = try Titration.run(["--version"])
    #expect(version.output.contains(/^titrate \d+\.\d+\.\d+\n$/))
    #expect(try Titration.run(["help", "simulate"]).output.contains("--columns"))
  }
}
