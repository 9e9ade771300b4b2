import Testing

@Suite("A draw that cannot be is traced to the spread that made it")
struct ImpossibleDrawTests {
  /// A model that states all three kinds of variability.
  private static let model = """
    titrate: model/1
    id: testdrug/varied
    title: One compartment
    drug: testdrug
    analytes: [{ name: testdrug, form: base }]
    sources: [{ id: a, cite: "A 2020" }]
    applies to: { evidence: assumption, sampling: arterial, population: nobody }
    parameters:
      V: { value: 20 L, from: a, evidence: assumption }
      CLr: { value: 5 L/h, from: a, evidence: assumption }
      CLt: { value: 15 mL/min/kg * weight, from: a, evidence: assumption }
      CLn: { value: CLt - CLr, from: a, evidence: assumption }
      F: { value: 80 %, from: a, evidence: assumption }
    compartments: { central: V }
    flows: [central -> out: CLn]
    routes: { iv: central, oral: { into: central, bioavailability: F } }
    variability:
      between subjects:
        from: a
        evidence: assumption
        parameters: { CLr: { cv: 9 %, distribution: log-normal } }
      between sessions:
        from: a
        evidence: assumption
        parameters: { V: { cv: 6 %, distribution: proportional } }
      uncertainty:
        from: a
        evidence: assumption
        parameters: { F: { sd: 1 %, distribution: additive } }
    outputs: { plasma: central }

    """

  private static let study = """
    titrate: study/1
    id: varied
    title: Sessions and replicates
    seed: 7
    replicates: 3
    patients: { subjects: 40, weight: { uniform: 50..90 kg } }
    models: [model.yaml]
    protocols: ["testdrug 1 mg/kg by oral, 4 sessions every 1 d"]
    variability: as published, with uncertainty
    observe: { every: 20 min, until: 2 h }
    outputs: { metrics: [cmax] }
    """

  @Test(
    "The place is in the model that publishes it, and the remedy is what a study can do about it",
    arguments: [
      (
        "cv: 9 %", "cv: 900 %", "21:19",
        [
          ": `CLr` is drawn as ", " L/h, where 5 L/h is typical; ",
          "the flow from `central` to `out` (from `CLn`) is -", " mL/min for weight ",
          "check the spread of `CLr`, cv 900 %, against its source, and the formulas that use it",
        ]
      ),
      (
        "cv: 6 %", "cv: 60 %", "25:19",
        [
          ": `V` is drawn as -", " L in session ", ", where 20 L is typical; ",
          "the volume of `central` (from `V`) is -", "expected: more than zero, for every subject",
          "with `assumed between sessions` and `distribution: log-normal`, which keeps it above zero",
        ]
      ),
      (
        "sd: 1 %", "sd: 40 %", "29:19",
        [
          ": `F` is drawn as ", " %, where 80 % is typical; ",
          "the bioavailability of `oral` (from `F`) is ",
          "expected: more than 0 % and at most 100 %, for every subject",
          "write `variability: as published` to leave the uncertainty out",
        ]
      ),
    ])
  func published(
    old: String, new: String, place: String, parts: [String]
  ) throws {
    let scratch = try Scratch()
    try scratch.write(Self.model.replacing(old, with: new), to: "model.yaml")
    try scratch.write(Self.study, to: "study.yaml")
    let run = try Titration.run(["batch", "study.yaml", "-o", "out"], in: scratch.path)
    #expect(run.status == 70, "\(run.errors)")
    #expect(run.errors.contains("model.yaml:\(place): error[T7012]: subject "), "\(run.errors)")
    for part in parts { #expect(run.errors.contains(part), "\(run.errors)") }
    #expect(scratch.names == ["model.yaml", "study.yaml"])
    // The subject is one of the study, not a row of all its replicates.
    let subject = run.errors.firstMatch(of: /subject (\d+) cannot/).flatMap { Int($0.1) }
    #expect(try (0..<40).contains(#require(subject)))
  }

  @Test("Where nothing is written of each subject, replicates that cannot be are counted as such")
  func replicates() throws {
    let scratch = try Scratch()
    try scratch.write(Self.model.replacing("sd: 1 %", with: "sd: 40 %"), to: "model.yaml")
    try scratch.write(
      Self.study.replacing("metrics: [cmax]", with: "subjects: [parameters]"), to: "study.yaml")
    let run = try Titration.run(["batch", "study.yaml", "-o", "out"], in: scratch.path)
    #expect(run.status == 70 && run.code == "T8091", "\(run.errors)")
    // The uncertain value is one for all subjects of a replicate.
    let count = run.errors.firstMatch(of: /(\d+) replicates of subjects cannot/)
      .flatMap { Int($0.1) }
    #expect(try #require(count, "\(run.errors)") % 40 == 0)
  }
}
