import Testing

@Suite("titrate validate")
struct ValidateTests {
  /// What an independent script predicted for 1.2 mg/kg/h over 72 h at 70 kg, ng/mL.
  @Test(
    "The steady state that intensive-care patients reached, as each model predicts it",
    arguments: [
      ("clements-1981", 1047.0), ("kamp-2020", 1000), ("herd-2007", 933), ("domino-1984", 725),
      ("hijazi-2003", 556),
    ])
  func koppel(model: String, expected: Double) throws {
    let run = try Titration.run(["validate", "ketamine"])
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("Koppel 1990") })
    let row = try #require(lines[start...].first { $0.contains("ketamine/\(model)") })
    let words = row.split(separator: " ").suffix(3)
    #expect(abs(try #require(words.first.flatMap { Double($0) }) - expected) < 0.6, "\(row)")
  }

  @Test("Misses stay in, and what cannot be predicted is listed with the reason")
  func misses() throws {
    let run = try Titration.run(["validate"])
    #expect(run.output.contains("not predicted: no shipped model has an intramuscular route"))
    #expect(run.output.contains("esketamine/otto-2021 (venous)      108.2   0.40"))
    #expect(run.output.contains("off by more than a factor of 2"))
  }

  @Test("A drug without observations is refused with the nearest")
  func unknown() throws {
    let run = try Titration.run(["validate", "ketamin"])
    #expect(run.status != 0)
    #expect(run.errors.contains("<command line>:1:18: error[T7007]"))
    #expect(run.errors.contains("did you mean `ketamine`?"))
  }

  @Test("A file of one's own is read, and its faults are placed")
  func ownFile() throws {
    let scratch = try Scratch()
    let text = """
      titrate: observations/1
      studies:
        - study: Own
          population: nobody
          drug: ketamine
          sampling: venous
          evidence: assumption
          weight: 70 kg
          observed:
            - { regimen: 0.5 mg/kg over 40 min, measure: peak, value: 253 ng/mL }
      """
    try scratch.write(text, to: "own.yaml")
    let good = try Titration.run(["validate", "own.yaml"], in: scratch.path)
    #expect(good.status == 0)
    #expect(good.output.contains("ketamine/kamp-2020 (arterial)"))
    try scratch.write(text.replacing("measure: peak", with: "measure: peek"), to: "bad.yaml")
    let bad = try Titration.run(["validate", "bad.yaml"], in: scratch.path)
    #expect(bad.status == 2)
    #expect(bad.errors.contains("bad.yaml:10:52: error[T2005]"))
    #expect(bad.errors.contains("did you mean `peak`?"))
  }
}
