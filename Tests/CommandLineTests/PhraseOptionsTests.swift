import Testing

@Suite("Options beside a phrase count, or are refused")
struct PhraseOptionsTests {
  private let patient = ["--weight", "82kg", "--age", "40y"]

  @Test("The strength of a volume may come from the command line")
  func strength() throws {
    let volume = try Titration.run(
      ["simulate", "ketamine 7 mL/h for 4 h", "--concentration", "1mg/mL", "--at", "2h"] + patient)
    let mass = try Titration.run(["simulate", "ketamine 7 mg/h for 4 h", "--at", "2h"] + patient)
    #expect(volume.status == 0)
    #expect(volume.output == mass.output)
  }

  @Test("A volume without strength is told of both ways to state it")
  func noStrength() throws {
    let run = try Titration.run(["preview", "ketamine 7 mL/h for 4 h"] + patient)
    #expect(run.code == "T5009")
    #expect(run.errors.contains("`of 1 mg/mL`"))
    #expect(run.errors.contains("`--concentration 1mg/mL`"))
    #expect(run.status == 2)
  }

  @Test("A drug beside a phrase that names another is refused; the same one is not")
  func drug() throws {
    let phrase = ["preview", "ketamine 0.5 mg/kg over 40 min", "--drug"]
    let other = try Titration.run(phrase + ["midazolam"] + patient)
    #expect(other.code == "T8008")
    #expect(other.errors.contains("--drug:1:1:"))
    #expect(other.status == 64)
    #expect(try Titration.run(phrase + ["ketamine"] + patient).status == 0)
  }

  @Test("A drug without a model is shown where it is named")
  func unknownDrug() throws {
    let named = try Titration.run(["preview", "foodrug 5 mg"] + patient)
    #expect(named.code == "T8015")
    #expect(named.errors.contains("<phrase>:1:1:"))
    #expect(named.status == 2)
    let option = try Titration.run(["preview", "5 mg", "--drug", "foodrug"] + patient)
    #expect(option.errors.contains("--drug:1:1:"))
    #expect(option.status == 2)
  }
}
