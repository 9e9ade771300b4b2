import Testing

@Suite("titrate explain and titrate compare")
struct ExplainAndCompareTests {
  private let patient = ["--weight", "70kg", "--age", "40y"]

  @Test(
    "A moment may be written as a quantity, as hours and minutes, or as the clock of a report",
    arguments: ["80min", "1h20", "1h20min", "01:20"])
  func moments(text: String) throws {
    let run = try Titration.run(["explain", "depression-40-min", "--at", text] + patient)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("depression-40-min at 01:20 "))
    #expect(run.output.contains("40 min after the end (00:40)"))
    #expect(run.output.contains("35 of 35 mg"))
  }

  @Test("A moment on a later day, and one that is none")
  func days() throws {
    let run = try Titration.run(
      ["explain", "crps-outpatient-schwartzman-2009", "--at", "D2 02:00"] + patient)
    #expect(run.output.contains("at D2 02:00"))
    // As reports print moments that are no whole minutes.
    for moment in ["00:38:30", "00:08:34.286"] {
      let run = try Titration.run(["explain", "depression-40-min", "--at", moment] + patient)
      #expect(run.status == 0 && run.output.contains("at \(moment)"), "\(run.errors)")
    }
    let bad = try Titration.run(["explain", "depression-40-min", "--at", "25:00"] + patient)
    #expect(bad.status == 2)
    #expect(bad.errors.contains("--at:1:") && bad.errors.contains("\"D2 01:00\""), "\(bad.errors)")
  }

  @Test("Ends and rows are read as the moment of an explanation is")
  func clocks() throws {
    let rows = ["simulate", "depression-40-min"] + patient
    let clock = try Titration.run(rows + ["--at", "00:30,1h20,D2 00:00"])
    #expect(clock.status == 0, "\(clock.errors)")
    #expect(try Titration.run(rows + ["--at", "30min,80min,24h"]).output == clock.output)
    let grid = try Titration.run(rows + ["--every", "00:30", "--until", "D2 00:00"])
    #expect(grid.table["time_min"]?.last == 1440)
    let preview = ["preview", "depression-40-min"] + patient
    let end = try Titration.run(preview + ["--until", "02:00"])
    #expect(end.output == (try Titration.run(preview + ["--until", "2h"]).output))
  }

  @Test("Compares a protocol with a phrase: the drug goes to the phrase")
  func phrase() throws {
    let run = try Titration.run(
      ["compare", "depression-40-min", "1 mg/kg over 40 min", "--drug", "ketamine"] + patient)
    #expect(run.status == 0)
    #expect(run.output.contains("+100 %"))
  }

  @Test("Compares one protocol under two models, with page and picture")
  func models() throws {
    let scratch = try Scratch()
    let run = try Titration.run(
      [
        "compare", "depression-40-min", "--other-model", "ketamine/domino-1984", "--html", "c.html",
        "--svg", "c.svg",
      ] + patient, in: scratch.path)
    #expect(run.status == 0)
    #expect(try scratch.read("c.html").contains("ketamine/domino-1984"))
    #expect(try scratch.read("c.svg").contains("B: ketamine plasma"))
    for id in ["kamp-2020", "domino-1984"] {
      #expect(try scratch.read("c.html").contains("Model card: ketamine/\(id)"))
    }
  }

  @Test("Without anything to compare with it says what is missing")
  func nothing() throws {
    let run = try Titration.run(["compare", "depression-40-min"] + patient)
    #expect(run.code == "T8003")
    #expect(run.status == 64)
  }
}
