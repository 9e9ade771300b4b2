import Testing

@Suite("What a picture or a preview says of patient, models and levels")
struct StandalonePictureTests {
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("A picture of a child under a model of adults says so, and what it is")
  func child() throws {
    let scratch = try Scratch()
    let run = try Titration.run(
      [
        "preview", "ketamine 1 mg/kg over 40 min", "--weight", "20kg", "--age", "6y", "--svg",
        "c.svg",
      ], in: scratch.path)
    #expect(run.status == 0)
    let picture = try scratch.read("c.svg")
    for words in [
      "phrase · ketamine 1 mg/kg over 40 min", "Patient: 20 kg, 6 y", "Model: ketamine/kamp-2020",
      "Warning T4022:", "no medical device and not a prescription",
    ] { #expect(picture.contains(words), "\(words)") }
  }

  @Test("Other models are in the text with their peaks and their cards")
  func others() throws {
    let run = try Titration.run(
      ["preview", "depression-40-min", "--weight", "82kg", "--age", "45y", "--all-models"])
    let text = flat(run.output)
    #expect(text.contains("The same under all 4 models: ketamine"))
    for id in ["clements-1981", "domino-1984", "hijazi-2003"] {
      let model = try Titration.run(
        [
          "preview", "depression-40-min", "--weight", "82kg", "--age", "45y", "--model",
          "ketamine/\(id)",
        ])
      // The row of the peak, worked out under that model alone.
      let row = try #require(
        flat(model.output).firstMatch(
          of: /ketamine plasma \(sampling site not stated\) ([0-9.]+) 00:40/))
      #expect(text.contains("ketamine/\(id) \(row.1) 00:40"))
    }
    #expect(text.contains("levels of healthy adults will be predicted too low"))
  }

  @Test("The body mass index stands with what the limits of the protocol say of it")
  func bodyMassIndex() throws {
    let run = try Titration.run(
      [
        "preview", "depression-40-min", "--weight", "100kg", "--height", "170cm", "--age", "45y",
      ])
    // 100 / 1.7^2 = 34.602.
    #expect(
      flat(run.output).contains(
        "body mass index 34.6 kg/m^2 (actual weight / height^2) ketamine/depression-infusion, "
          + "session-dose: Per actual weight. The consensus of 2017 considers ideal weight from a "
          + "body mass index of 30 on"))
  }

  @Test("Levels stand with those in whom they were seen, and are not chosen by age")
  func levels() throws {
    let run = try Titration.run(
      ["preview", "ketamine 2 mg/kg", "--weight", "70kg", "--age", "30y"])
    let text = flat(run.output)
    #expect(text.contains("analgesia threshold (children)"))
    #expect(text.contains("recovery of consciousness (31 surgical patients)"))
    #expect(text.contains("recall in children"))
    #expect(text.contains("Levels to compare with are not chosen by the patient's age"))
  }

  @Test("A series says that its sessions are alike, and which of them the picture shows")
  func series() throws {
    let run = try Titration.run(
      [
        "preview", "six-infusions-two-weeks", "--weight", "82kg", "--age", "45y", "--set",
        "dose=0.5 mg/kg", "--set", "duration=40 min",
      ])
    let text = flat(run.output)
    #expect(text.contains(/The highest peak, 2[0-9.]+ ng\/mL, is the same in every session to the/))
    #expect(text.contains(/Session [1-6] is shown\./))
  }
}
