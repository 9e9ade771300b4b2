import Foundation
import Testing

/// What a study may not ask of variability, and what is said when it does.
extension VariabilityBatchTests {
  @Test("A metric that has no meaning is refused: one clearance of many, an area that is not over")
  func undefinedMetrics() throws {
    let scratch = try Scratch()
    for (metric, wanted) in [
      ("clearance", "from session to session"), ("auc to infinity", "D5 00:40"),
    ] {
      let study = Self.course.replacing("metrics: [cmax, auc]", with: "metrics: [\(metric)]")
        .replacing("until: 6 d", with: "until: 48 h")
      let run = try batch(scratch, study, "out")
      #expect(run.status == 2 && run.code == "T8061", "\(run.errors)")
      #expect(run.errors.contains(wanted) && run.errors.contains("help:"), "\(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: scratch.file("out")))
    }
  }

  @Test("A share of a dose above all of it stops the run and names the subject")
  func impossibleShares() throws {
    let scratch = try Scratch()
    let study = Self.measured.replacing(
      "models: [esketamine/otto-2021]",
      with: """
        models:
          - model: esketamine/otto-2021
            assumed between subjects:
              because: a slip
              distribution: log-normal
              parameters: { formed: { cv: 40 % } }
        """)
    let run = try batch(scratch, study, "out")
    #expect(run.status == 70 && run.code == "T7012", "\(run.errors)")
    #expect(run.errors.contains("study.yaml:11:21: error["), "\(run.errors)")
    #expect(
      run.errors.contains(/`formed` is drawn as \d+\.\d+ %, where 100 % is typical/)
        && run.errors.contains("expected: more than 0 % and at most 100 %, for every subject")
        && run.errors.contains("`distribution: logit` for `formed`"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: scratch.file("out")))
  }

  @Test("What is assumed and not simulated, and intervals of dependent subjects, are warnings")
  func warnings() throws {
    let scratch = try Scratch()
    let none = Self.course.replacing("variability: as published", with: "variability: none")
    let run = try batch(scratch, none, "none")
    #expect(
      run.status == 0 && run.errors.contains("study.yaml:7:12: warning[T8041]"), "\(run.errors)")
  }

  @Test("Intervals of subjects that share a draw of the typical values are called too narrow")
  func dependentSubjects() throws {
    let scratch = try Scratch()
    let model = try String(
      contentsOfFile: Titration.package + "/models/drugs/ketamine/kamp-2020.yaml", encoding: .utf8)
    let start = try #require(model.firstRange(of: "variability:")?.lowerBound)
    let end = try #require(model[start...].firstRange(of: "outputs:")?.lowerBound)
    let uncertain = """
      variability:
        uncertainty:
          distribution: log-normal
          from: kamp
          evidence: assumption
          parameters: { CL: { cv: 20 % } }

      """
    try scratch.write(model[..<start] + uncertain + model[end...], to: "own.yaml")
    let study = Self.course.replacing("ketamine/kamp-2020", with: "own.yaml")
      .replacing(
        "variability: as published",
        with: "replicates: 2\nvariability: as published, with uncertainty\n"
          + "limits: { sets: ketamine/depression-infusion, conditions: none }"
      )
      .replacing("outputs: {", with: "outputs: { limits: shares,")
    let run = try batch(scratch, study, "out")
    #expect(run.status == 0 && run.errors.contains("warning[T8062]"), "\(run.errors)")
  }

  @Test("Ages and weights that are stated one by one are not rounded")
  func stated() throws {
    let scratch = try Scratch()
    let study = Self.measured.replacing(
      "weight: { fixed: 70 kg }, age: { fixed: 30 y }",
      with: "weight: { fixed: 3.456 kg }, age: { categorical: { 4 mo: 50 %, 5 mo: 50 % } }"
    ).replacing("metrics: [cmax]", with: "metrics: [cmax], subjects: [patient]")
    let run = try batch(scratch, study, "out")
    #expect(run.status == 0, "\(run.errors)")
    let rows = try scratch.read("out/patients.csv").split(separator: "\n").dropFirst()
    let ages = Set(rows.map { String($0.split(separator: ",")[2]) })
    #expect(rows.allSatisfy { $0.contains(",3.456,") })
    // Four and five twelfths of a year.
    #expect(ages == ["0.3333333333333333", "0.4166666666666667"], "\(ages)")
  }

  @Test("An assumption about sessions must fit the model, and none means none")
  func badSessions() throws {
    let scratch = try Scratch()
    let bad = Self.course.replacing("V1: { variance: 0.04 }", with: "V9: { variance: 0.04 }")
    let run = try batch(scratch, bad, "bad")
    #expect(run.status == 2 && run.code == "T2041" && run.errors.contains("study.yaml:15:"))
    let none = Self.course.replacing("variability: as published", with: "variability: none")
    #expect(try batch(scratch, none, "none").status == 0)
    #expect(
      try scratch.read("none/s1-parameters.csv").hasPrefix("subject,clearance_exponent,V1_L,"))
  }
}
