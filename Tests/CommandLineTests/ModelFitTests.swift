import Testing

@Suite("Whether a model fits the use")
struct ModelFitTests {
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test(
    "A use that the model's own card excludes is never shown without the card's words",
    arguments: [
      ("ketamine/clements-1981", "peaks after a bolus are far too low"),
      ("ketamine/hijazi-2003", "levels of healthy adults will be predicted too low"),
      ("ketamine/domino-1984", "do not read the moment of a bolus as a peak"),
    ])
  func excluded(model: String, words: String) throws {
    let patient = ["--weight", "70kg", "--age", "30y", "--model", model]
    let runs = [
      ["preview", "ketamine 2 mg/kg"], ["compare", "ketamine 2 mg/kg", "ketamine 1 mg/kg"],
      ["explain", "ketamine 2 mg/kg", "--at", "10min"],
    ]
    for arguments in runs {
      let run = try Titration.run(arguments + patient)
      #expect(run.status == 0, "\(run.errors)")
      #expect(flat(run.output).contains(words), "\(arguments)")
      #expect(!run.output.contains("yes:"))
    }
  }

  @Test("For a child the help names the model that was made for children, and how long it holds")
  func child() throws {
    let run = try Titration.run(
      ["preview", "ketamine 1 mg/kg", "--weight", "20kg", "--age", "6y"])
    #expect(
      flat(run.output).contains(
        "Help: choose with `--model` one that was made for such patients: ketamine/herd-2007 (for "
          + "152 min from the start)"))
    let simulated = try Titration.run(
      ["simulate", "ketamine 1 mg/kg", "--weight", "20kg", "--age", "6y", "--at", "10min"])
    #expect(flat(simulated.errors).contains("ketamine/herd-2007"))
  }

  @Test("Where no model was made for the patient, that is said")
  func nobody() throws {
    let run = try Titration.run(
      ["preview", "ketamine 1 mg/kg", "--weight", "70kg", "--age", "95y"])
    #expect(
      flat(run.output).contains(
        "no model of ketamine in the library was made for such a patient: take the curve as a guess"
      ))
  }

  @Test("A model of unknown sampling site gives times no direction")
  func site() throws {
    let run = try Titration.run(
      [
        "preview", "ketamine 1 mg/kg", "--weight", "70kg", "--age", "30y", "--model",
        "ketamine/clements-1981",
      ])
    let text = flat(run.output)
    #expect(text.contains("the sampling site of this model is not stated"))
    #expect(text.contains("times after the end may be too short or too long"))
    #expect(!text.contains("are then too short"))
  }
}
