import Testing

@Suite("A published protocol is within the limits of its own source")
struct OwnLimitsTests {
  @Test(
    "Exactly at its bounds at most, for two weights",
    arguments: [
      ("depression-40-min", "ketamine/depression-infusion", [], "session-dose"),
      ("crps-outpatient-schwartzman-2009", "ketamine/crps-outpatient", [], "infusion-rate"),
      (
        "anaesthetic-three-day-kiefer-2002", "ketamine/crps-anaesthetic-dose", [], "infusion-rate"
      ),
      (
        "label-iv-induction", "ketamine/anaesthesia-induction", ["dose=4.5mg/kg"],
        "induction-dose"
      ),
      (
        "ed-subdissociative", "ketamine/emergency", ["dose=0.3mg/kg", "doses=2"], "analgesic-dose"
      ),
    ] as [(String, String, [String], String)])
  func own(name: String, limits: String, settings: [String], rule: String) throws {
    let path = "\(Titration.package)/models/protocols/ketamine/\(name).yaml"
    let options =
      ["--limits", limits, "--condition", "none", "--weight", "70kg", "--age", "40y", "--all"]
      + settings.flatMap { ["--set", $0] }
    let run = try Titration.run(["check", path] + options)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(
      run.output.split(separator: "\n").contains {
        $0.trimmingPrefix { $0 == " " }.hasPrefix("pass") && $0.contains(" \(rule): ")
      })
    let light = try Titration.run(["check", path] + options.map { $0 == "70kg" ? "45kg" : $0 })
    #expect(light.status == 0, "\(light.output)")
  }
}
