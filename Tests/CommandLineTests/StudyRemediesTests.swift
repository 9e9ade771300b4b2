import Foundation
import Testing

@Suite("What is wrong in a study is said in the study's terms")
struct StudyRemediesTests {
  /// A study in a folder of its own, with some of its texts replaced, run from the folder above.
  private func run(
    _ scratch: Scratch? = nil, changing texts: [(String, String)] = [],
    _ study: String = Self.study
  ) throws -> Titration {
    let scratch = try scratch ?? Scratch()
    var study = study
    for (old, new) in texts {
      #expect(study.contains(old))
      study = study.replacing(old, with: new)
    }
    _ = try Titration.shell("mkdir -p studies", in: scratch.path)
    try scratch.write(study, to: "studies/study.yaml")
    return try Titration.run(["batch", "studies/study.yaml", "-o", "out"], in: scratch.path)
  }

  private static let study = """
    titrate: study/1
    id: wrong
    title: A study with slips
    seed: 7
    patients:
      subjects: 9
      weight: { uniform: 50..90 kg }
      age: { uniform: 20..60 y }
    models:
      - model: ketamine/kamp-2020
        assumed between subjects:
          because: test
          distribution: log-normal
          parameters: { CL: { cv: 30 % } }
    protocols:
      - "0.5 mg/kg over 40 min"
    variability: as published
    observe: { every: 20 min, until: 2 h }
    outputs: { metrics: [cmax] }
    """

  @Test("A file that is not there is looked for beside the study, and the remedy says so")
  func missingFiles() throws {
    for (old, new) in [
      ("\"0.5 mg/kg over 40 min\"", "none.yaml"), ("model: ketamine/kamp-2020", "model: none.yaml"),
      ("{ metrics: [cmax] }", "{ limits: shares }\nlimits: none.yaml"),
    ] {
      let scratch = try Scratch()
      // One in the folder from which it is run does not count.
      try scratch.write("", to: "none.yaml")
      let run = try run(scratch, changing: [(old, new)])
      #expect(run.status != 0 && run.code == "T7001", "\(run.errors)")
      #expect(
        run.errors.contains("studies/study.yaml:")
          && run.errors.contains("there is no file `studies/none.yaml`")
          && run.errors.contains("relative to the folder of the study's file, `studies/`"))
    }
    let table = try run(
      changing: [
        ("\n  subjects: 9", " { file: none.csv }\n#"), ("  weight", "#"), ("  age", "#"),
      ])
    #expect(table.code == "T7001" && table.errors.contains("study's file, `studies/`"))
  }

  @Test(
    "A coefficient of variation above 1000 % is a warning with its place and the number",
    arguments: [
      ("variance: 25", "log-normal", "2.68e7 %"), ("cv: 400000 %", "log-normal", "400000 %"),
      ("sd: 11", "proportional", "1100 %"),
    ])
  func implausible(spread: String, distribution: String, found: String) throws {
    let run = try run(
      changing: [
        ("cv: 30 %", spread), ("distribution: log-normal", "distribution: \(distribution)"),
      ])
    #expect(run.errors.contains("study.yaml:14:21: warning[T8063]"), "\(run.errors)")
    #expect(
      run.errors.contains("`\(spread)`".replacing(":", with: ""))
        && run.errors.contains("is a coefficient of variation of \(found)")
        && run.errors.contains("help: check it against its source"), "\(run.errors)")
    #expect(run.errors.matches(of: /T8063/).count == 1)
  }

  @Test("A coefficient of variation of 1000 % is taken without a word")
  func plausible() throws {
    let run = try run(changing: [("cv: 30 %", "cv: 1000 %")])
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
  }
}
