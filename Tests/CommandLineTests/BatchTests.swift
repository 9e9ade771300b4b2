import Foundation
import Testing

@Suite("titrate batch")
struct BatchTests {
  private func run(
    _ scratch: Scratch, _ arguments: [String], study: String = Studies.text,
    environment: [String: String] = [:]
  ) throws -> Titration {
    try scratch.write(study, to: "study.yaml")
    return try Titration.run(
      ["batch", "study.yaml"] + arguments, in: scratch.path, environment: environment)
  }

  @Test("Leaves one table for each output and scenario, and a manifest")
  func files() throws {
    let scratch = try Scratch()
    let run = try run(scratch, ["-o", "out"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty, "quiet when nobody watches")
    let names = try Titration.shell("ls out", in: scratch.path).output.split(separator: "\n")
    let scenarios = (1...3).flatMap { number in
      ["curves", "metrics", "parameters", "quantiles"].map { "s\(number)-\($0).csv" }
    }
    #expect(
      names.map(String.init)
        == (["manifest.json", "patients.csv", "scenarios.csv"] + scenarios).sorted())
    let curves = try scratch.read("out/s1-curves.csv").split(separator: "\n")
    #expect(curves[0] == "subject,time_min,ketamine_plasma_ng_per_mL")
    #expect(curves.count == 1 + 61 * 6)
    #expect(curves[1] == "0,0,0" && curves[7].hasPrefix("1,0,"))
    let manifest = try scratch.read("out/manifest.json")
    #expect(manifest.contains("\"fast\": 61") && manifest.contains("assumed by the study (test)"))
  }

  @Test("A patient of a study has the curve that simulate gives")
  func equalsSimulate() throws {
    let scratch = try Scratch()
    try scratch.write(
      "patient,weight_kg,age_y,height_cm,sex\r\nA,82,45,178,m\r\n\"B, C\",61.5,30,165,f\r\n",
      to: "people.csv")
    let study = """
      titrate: study/1
      id: two
      title: Two people
      seed: 1
      patients: { file: people.csv }
      models: [ketamine/kamp-2020]
      protocols: [depression-40-min]
      variability: none
      observe: { every: 20 min, until: 6 h }
      outputs: { curves: csv, metrics: [cmax, tmax, auc], subjects: [patient] }
      """
    let run = try run(scratch, ["-o", "out"], study: study)
    #expect(run.status == 0, "\(run.errors)")
    let curves = try scratch.read("out/s1-curves.csv").split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",").compactMap { Double($0) } }
    for (subject, arguments) in [
      (0.0, ["--weight", "82kg", "--age", "45y"]), (1, ["--weight", "61.5kg", "--age", "30y"]),
    ] {
      let single = try Titration.run(
        ["simulate", "depression-40-min", "--every", "20min", "--until", "6h"] + arguments)
      let expected = try #require(single.table["ketamine_plasma_ng_per_mL"])
      let found = curves.filter { $0[0] == subject }.map { $0[2] }
      #expect(found.count == expected.count)
      for (a, b) in zip(found, expected) { #expect(abs(a - b) <= 1e-12 * b) }
    }
    // The table of patients is a panel again.
    let people = try scratch.read("out/patients.csv")
    #expect(people.contains("\"B, C\",61.5,30,165,f\n"))
  }

  @Test("Patients that were drawn give the same curves when they are read from their table")
  func readBack() throws {
    let scratch = try Scratch()
    let drawn = Studies.text.replacing("variability: as published", with: "variability: none")
    #expect(try run(scratch, ["-o", "drawn"], study: drawn).status == 0)
    let start = try #require(drawn.range(of: "patients:\n")?.lowerBound)
    let end = try #require(drawn.range(of: "models:\n")?.lowerBound)
    let read =
      drawn[..<start] + "patients: { file: drawn/patients.csv }\n" + drawn[end...]
    #expect(try run(scratch, ["-o", "read"], study: String(read)).status == 0)
    for name in ["s1-curves.csv", "s3-metrics.csv", "s2-quantiles.csv", "patients.csv"] {
      #expect(try scratch.read("drawn/\(name)") == scratch.read("read/\(name)"), "\(name)")
    }
  }

  @Test(
    "The bytes depend on nothing but study and seed",
    arguments: [
      (["--threads", "1"], [:]), (["--threads", "2"], [:]), (["--threads", "8"], [:]),
      ([], ["SWIFT_DETERMINISTIC_HASHING": "1"]),
      ([], ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F"]),
      ([], ["OPENBLAS_CORETYPE": "Nehalem"]), ([], ["OPENBLAS_CORETYPE": "Haswell"]),
      ([], ["OPENBLAS_CORETYPE": "SkylakeX"]), ([], ["LC_ALL": "de_DE.UTF-8"]),
    ] as [([String], [String: String])])
  func sameBytes(arguments: [String], environment: [String: String]) throws {
    for (study, files) in [(Studies.text, 15), (Studies.metabolite, 5)] {
      let scratch = try Scratch()
      _ = try run(scratch, ["-o", "a"], study: study)
      let run = try run(scratch, ["-o", "b"] + arguments, study: study, environment: environment)
      #expect(run.status == 0, "\(run.errors)")
      let hashes = try Studies.hashes(of: scratch.file("a"))
      #expect(hashes.count == files)
      #expect(try Studies.hashes(of: scratch.file("b")) == hashes)
    }
  }

  @Test("Another seed gives other subjects, and replicates too")
  func seeds() throws {
    let scratch = try Scratch()
    _ = try run(scratch, ["-o", "a"])
    _ = try run(scratch, ["-o", "b", "--seed", "8"])
    #expect(try scratch.read("a/s1-metrics.csv") != scratch.read("b/s1-metrics.csv"))
    let twice = Studies.text.replacing("seed: 7", with: "seed: 7\nreplicates: 2")
    #expect(try run(scratch, ["-o", "c"], study: twice).status == 0)
    let rows = try scratch.read("c/s1-metrics.csv").split(separator: "\n")
    #expect(rows.count == 1 + 2 * 61 && rows[0].hasPrefix("subject,replicate,"))
    // The first replicate is the study without replicates.
    let single = try scratch.read("a/s1-metrics.csv").split(separator: "\n")
    for subject in [0, 33, 60] {
      let cells = single[1 + subject].split(separator: ",")
      let same = "\(cells[0]),0," + cells.dropFirst().joined(separator: ",")
      #expect(rows[1 + 2 * subject] == same)
    }
  }

  @Test("Percentiles are those of the curves, within the width of a bin")
  func quantiles() throws {
    let scratch = try Scratch()
    _ = try run(scratch, ["-o", "out"])
    let curves = try scratch.read("out/s1-curves.csv").split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",").compactMap { Double($0) } }
    let quantiles = try scratch.read("out/s1-quantiles.csv").split(separator: "\n")
    #expect(quantiles[0].contains("ketamine_plasma_p2_5_ng_per_mL"))
    for line in quantiles.dropFirst() {
      let cells = line.split(separator: ",").compactMap { Double($0) }
      let values = curves.filter { $0[1] == cells[0] }.map { $0[2] }.sorted()
      for (share, cell) in zip([0.025, 0.5, 0.975], cells.dropFirst()) {
        let rank = max(1, Int((share * Double(values.count)).rounded(.up)))
        #expect(abs(cell - values[rank - 1]) <= values[rank - 1] / 1024)
      }
    }
  }

  @Test("The estimate names rows before anything runs")
  func estimate() throws {
    let scratch = try Scratch()
    let run = try run(scratch, ["--estimate"])
    #expect(
      run.status == 0 && run.errors.contains("estimate: 1098 concentrations, 1543 rows"),
      "\(run.errors)")
    #expect(scratch.names == ["study.yaml"])
  }

  @Test("A study beyond the disk is refused")
  func disk() throws {
    let scratch = try Scratch()
    let vast = Studies.text.replacing("subjects: 61", with: "subjects: 100000000")
      .replacing("[0 min, 20 min, 40 min, 41.5 min, 3 h, 24 h]", with: "GRID")
      .replacing("{ at: GRID }", with: "{ every: 1 min, until: 1440 min }")
    let run = try run(scratch, ["-o", "out"], study: vast)
    #expect(run.status == 74 && run.code == "T8046", "\(run.errors)")
    #expect(scratch.names == ["study.yaml"], "a refused study leaves no folder")
  }

  @Test(
    "What is wrong with the options is said with a place",
    arguments: [
      (["--subjects", "5..<5"], "T8042", 64), (["--subjects", "0..<62"], "T8042", 64),
      (["--subjects", "1-3"], "T8042", 64), (["--threads", "0"], "T8045", 64),
      (["--seed", "-1"], "T3007", 2), (["--seed", "x"], "T2027", 2),
    ] as [([String], String, Int32)])
  func options(arguments: [String], code: String, status: Int32) throws {
    let scratch = try Scratch()
    let run = try run(scratch, ["-o", "out"] + arguments)
    #expect(run.code == code && run.status == status, "\(run.errors)")
    #expect(!scratch.names.contains("out"))
  }

  @Test("Everything that is wrong with a study is said at once, with status 2")
  func faults() throws {
    let scratch = try Scratch()
    let study = Studies.text.replacing("ketamine/kamp-2020", with: "ketamine/kampf-2020")
      .replacing("session-40-to-180-min", with: "session-40-to-18-min")
    let run = try run(scratch, ["-o", "out"], study: study)
    #expect(run.status == 2)
    #expect(run.errors.contains("did you mean `ketamine/kamp-2020`"))
    #expect(run.errors.contains("did you mean `session-40-to-180-min`"))
    #expect(run.errors.contains("study.yaml:13:12: error[T7007]"))
    #expect(!scratch.names.contains("out"))
  }

  @Test("What a model needs and a patient lacks is said before anything runs")
  func missing() throws {
    let scratch = try Scratch()
    let text = Studies.text
    let start = try #require(text.range(of: "patients:\n")?.lowerBound)
    let end = try #require(text.range(of: "models:\n")?.lowerBound)
    let drawn = text[..<start] + "patients: { subjects: 3, age: { fixed: 40 y } }\n" + text[end...]
    let first = try run(scratch, ["-o", "out"], study: String(drawn))
    #expect(first.status == 2 && first.code == "T3101")
    #expect(first.errors.contains("state its distribution under `patients`"))
    try scratch.write("patient,weight_kg,age_y\nA,70,40\nB,,30\n", to: "people.csv")
    let listed = text[..<start] + "patients: { file: people.csv }\n" + text[end...]
    let second = try run(scratch, ["-o", "out"], study: String(listed))
    #expect(second.status == 2 && second.errors.contains("people.csv:3:1: error[T3101]"))
    try scratch.write("patient;weight_kg\nA;70\n", to: "people.csv")
    #expect(try run(scratch, ["-o", "out"], study: String(listed)).code == "T1011")
    #expect(!scratch.names.contains("out"))
  }

  @Test("A value that a setting does not allow is shown where it stands in the study")
  func settings() throws {
    let scratch = try Scratch()
    let study = Studies.text.replacing("100 min]", with: "200 min]")
    let run = try run(scratch, ["-o", "out"], study: study)
    #expect(run.status == 2 && run.code == "T2024")
    #expect(run.errors.contains("study.yaml:22:"), "\(run.errors)")
  }

  @Test("A model without published variability runs as typical and says so")
  func typical() throws {
    let scratch = try Scratch()
    let study = Studies.text.replacing(
      "  - ketamine/", with: "  - ketamine/")
    let start = try #require(study.range(of: "  - model: ketamine")?.lowerBound)
    let end = try #require(study.range(of: "protocols:\n")?.lowerBound)
    let plain = study[..<start] + "  - ketamine/kamp-2020\n" + study[end...]
    let run = try run(scratch, ["-o", "out"], study: String(plain))
    #expect(run.status == 0)
    #expect(run.errors.contains("warning[T8041]"), "\(run.errors)")
    #expect(try scratch.read("out/scenarios.csv").contains("none published: typical"))
  }

  @Test("Published variability and metabolites: esketamine")
  func published() throws {
    let scratch = try Scratch()
    let study = """
      titrate: study/1
      id: esketamine
      title: Esketamine with its metabolite
      seed: 3
      patients: { subjects: 20, weight: { fixed: 70 kg }, age: { fixed: 30 y } }
      models: [esketamine/otto-2021]
      protocols: ["10 mg over 30 min"]
      variability: as published
      observe: { every: 10 min, until: 2 h }
      outputs: { curves: csv, metrics: [cmax] }
      """
    let run = try run(scratch, ["-o", "out"], study: study)
    #expect(run.status == 0, "\(run.errors)")
    let heading = try scratch.read("out/s1-curves.csv").split(separator: "\n")[0]
    #expect(heading == "subject,time_min,esketamine_plasma_ng_per_mL,noresketamine_ng_per_mL")
    #expect(try scratch.read("out/scenarios.csv").contains("CL variance 0.026048"))
  }
}
