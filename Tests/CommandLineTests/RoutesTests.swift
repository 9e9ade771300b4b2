import Testing

@Suite("A route that no model has is never replaced by another")
struct RoutesTests {
  private let patient = ["--weight", "70kg", "--age", "45y"]

  @Test(
    "The step is shown, and no other route proposed",
    arguments: ["im", "iM", "nasal", "sc", "io", "ivv", "oral"])
  func missing(route: String) throws {
    let phrase = "ketamine 20 mg, then at 1 h 4 mg/kg by \(route)"
    let run = try Titration.run(["simulate", phrase, "--at", "1h"] + patient)
    #expect(run.code == "T8020")
    #expect(run.errors.contains("<phrase>:1:29:"), "\(run.errors)")
    #expect(run.errors.contains("no other model of ketamine in the library does"))
    #expect(run.errors.contains("have only: iv"))
    #expect(!run.errors.contains("did you mean"))
    #expect(run.errors.contains("another route in its place would be another prescription"))
    #expect(run.status == 2)
    let preview = try Titration.run(["preview", phrase] + patient)
    #expect(preview.output.contains("takes no dose by the route `\(route)`"))
    #expect(!(preview.output + preview.errors).contains("did you mean"))
  }

  @Test("A model of one's own has its routes, and the models that have none are not drawn")
  func own() throws {
    let scratch = try Scratch()
    let shipped = try Titration.run(["show", "models", "ketamine/kamp-2020"])
    #expect(shipped.status == 0)
    let library = "\(Titration.package)/models/drugs/ketamine/clements-1981.yaml"
    let text = try Titration.shell(
      "sed -e 's/^routes: .*/routes: { iv: central, im: central }/' "
        + "-e 's/^id: .*/id: ketamine\\/own/' '\(library)'")
    try scratch.write(text.output, to: "own.yaml")
    let run = try Titration.run(
      ["preview", "ketamine 4 mg/kg by im", "--model", "own.yaml", "--all-models"] + patient,
      in: scratch.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("takes no dose by the route `im`"))
  }
}
