import Foundation
import Testing

@Suite("titrate batch simulates variability as published")
struct VariabilityBatchTests {
  static let measured = """
    titrate: study/1
    id: esketamine
    title: Esketamine with its metabolite, as it would be measured
    seed: 3
    patients: { subjects: 61, weight: { fixed: 70 kg }, age: { fixed: 30 y } }
    models: [esketamine/otto-2021]
    protocols: ["10 mg over 30 min"]
    variability: as published
    residual error: as published
    observe: { every: 10 min, until: 2 h }
    outputs: { curves: csv, quantiles: [5, 50, 95], metrics: [cmax] }
    """

  /// Rates of 1/80 and of 20 000 per min.
  static let fleeting = """
    titrate: model/1
    id: testdrug/fleeting
    title: A metabolite that is gone at once
    drug: testdrug
    analytes: [{ name: testdrug, form: base }, { name: rest, form: base }]
    sources: [{ id: a, cite: "A 2020" }]
    applies to: { evidence: assumption, sampling: arterial, population: nobody }
    parameters:
      V: { value: 20 L, from: a, evidence: assumption }
      CL: { value: 15 L/h, from: a, evidence: assumption }
      Vm: { value: 0.001 L, from: a, evidence: assumption }
      CLm: { value: 1200 L/h, from: a, evidence: assumption }
    compartments: { central: V, met: { volume: Vm, analyte: rest } }
    flows:
      - central -> met: { clearance: CL, fraction: 100 %, mass ratio: 1 }
      - met -> out: CLm
    routes: { iv: central }
    variability: none
    outputs: { plasma: central, metabolite: met }

    """

  func batch(
    _ scratch: Scratch, _ study: String, _ folder: String, _ options: [String] = []
  ) throws -> Titration {
    try scratch.write(study, to: "study.yaml")
    return try Titration.run(["batch", "study.yaml", "-o", folder] + options, in: scratch.path)
  }

  @Test("Measurements stand beside the true concentrations, and change nothing else")
  func measurements() throws {
    let scratch = try Scratch()
    let run = try batch(scratch, Self.measured, "out")
    #expect(run.status == 0, "\(run.errors)")
    let rows = try scratch.read("out/s1-curves.csv").split(separator: "\n")
    #expect(
      rows[0]
        == "subject,time_min,esketamine_plasma_ng_per_mL,esketamine_plasma_observed_ng_per_mL,"
        + "noresketamine_ng_per_mL,noresketamine_observed_ng_per_mL")
    let quantiles = try scratch.read("out/s1-quantiles.csv").split(separator: "\n")
    #expect(quantiles[0].contains(",esketamine_plasma_observed_p5_ng_per_mL,"))
    // Percentiles of what was measured are those of its column.
    let cells = rows.dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
    for line in quantiles.dropFirst() {
      let percentiles = line.split(separator: ",").compactMap { Double($0) }
      let values = cells.filter { $0[1] == percentiles[0] }.map { $0[3] }.sorted()
      for (share, found) in zip([0.05, 0.5, 0.95], percentiles[4..<7]) {
        let value = values[max(1, Int((share * 61).rounded(.up))) - 1]
        #expect(abs(found - value) <= abs(value) / 1024)
      }
    }
    #expect(
      try scratch.read("out/scenarios.csv")
        .contains("residual error as published: plasma: proportional 0.2361"))
    let plain = Self.measured.replacing("residual error: as published\n", with: "")
    #expect(try batch(scratch, plain, "plain").status == 0)
    #expect(try scratch.read("plain/s1-metrics.csv") == scratch.read("out/s1-metrics.csv"))
  }

  @Test("Measurements are the same bytes for every number of threads, and in parts")
  func sameBytes() throws {
    let scratch = try Scratch()
    #expect(try batch(scratch, Self.measured, "out", ["--threads", "1"]).status == 0)
    let hashes = try Studies.hashes(of: scratch.file("out"))
    #expect(try batch(scratch, Self.measured, "eight", ["--threads", "8"]).status == 0)
    #expect(try Studies.hashes(of: scratch.file("eight")) == hashes)
    for (folder, range) in [("b", "13..<50"), ("c", "50..<61"), ("a", "0..<13")] {
      #expect(try batch(scratch, Self.measured, folder, ["--subjects", range]).status == 0)
    }
    let merge = try Titration.run(["merge", "b", "c", "a", "-o", "merged"], in: scratch.path)
    #expect(merge.status == 0, "\(merge.errors)")
    #expect(try Studies.hashes(of: scratch.file("merged")) == hashes)
  }

  @Test("Additive errors below zero are written and counted, also in parts that are merged")
  func belowZero() throws {
    let scratch = try Scratch()
    let study = Self.measured.replacing(
      "[esketamine/otto-2021]",
      with: """

          - model: esketamine/otto-2021
            assumed residual error:
              because: test
              outputs: { plasma: { additive: 30 ng/mL } }
        """)
    let run = try batch(scratch, study, "out")
    #expect(run.status == 0, "\(run.errors)")
    let rows = try scratch.read("out/s1-curves.csv").split(separator: "\n")
    #expect(rows[1].hasPrefix("0,0,0,") && rows.contains { $0.contains(",-") })
    #expect(
      try scratch.read("out/scenarios.csv").contains(
        "residual error assumed by the study (test): plasma: additive 30 ng/mL"))
    for (folder, range) in [("a", "0..<9"), ("b", "9..<61")] {
      #expect(try batch(scratch, study, folder, ["--subjects", range]).status == 0)
    }
    #expect(try scratch.read("a/s1-counts.csv").contains("plasma_observed,0,-"))
    let merge = try Titration.run(["merge", "a", "b", "-o", "merged"], in: scratch.path)
    #expect(merge.status == 0, "\(merge.errors)")
    #expect(
      try Studies.hashes(of: scratch.file("merged")) == Studies.hashes(of: scratch.file("out")))
  }

  @Test("A model without residual error is refused where measurements are wanted")
  func nothingPublished() throws {
    let scratch = try Scratch()
    let study = Self.measured.replacing("esketamine/otto-2021", with: "ketamine/kamp-2020")
    let run = try batch(scratch, study, "out")
    #expect(run.status == 2 && run.code == "T4035", "\(run.errors)")
    #expect(run.errors.contains("study.yaml:6:10:") && !scratch.names.contains("out"))
  }

  @Test("Uncertainty that nobody published is said to be left out")
  func noUncertainty() throws {
    let scratch = try Scratch()
    let study = Self.measured.replacing(
      "variability: as published",
      with: "replicates: 2\nvariability: as published, with uncertainty")
    let run = try batch(scratch, study, "out")
    #expect(run.status == 0 && run.errors.contains("no uncertainty was published"), "\(run.errors)")
    #expect(try scratch.read("out/scenarios.csv").contains("no uncertainty published"))
  }

  static let course = """
    titrate: study/1
    id: course
    title: Three sessions that differ
    seed: 3
    patients: { subjects: 30, weight: { fixed: 70 kg }, age: { fixed: 30 y } }
    models:
      - model: ketamine/kamp-2020
        assumed between subjects:
          because: people differ
          distribution: log-normal
          parameters: { CL: { cv: 20 % } }
        assumed between sessions:
          because: days differ
          distribution: log-normal
          parameters: { CL: { cv: 30 % }, V1: { variance: 0.04 } }
    protocols: ["0.5 mg/kg over 40 min, 3 sessions every 2 d", "0.5 mg/kg over 40 min"]
    variability: as published
    observe: { every: 8 h, until: 6 d }
    outputs: { curves: csv, quantiles: [50], metrics: [cmax, auc], subjects: [parameters] }
    """

  @Test("Sessions that differ are named as an assumption, and take the fast path")
  func sessions() throws {
    let scratch = try Scratch()
    let run = try batch(scratch, Self.course, "out")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(
      try scratch.read("out/scenarios.csv").contains(
        "between sessions assumed by the study (days differ): CL cv 30 %; V1 variance 0.04"))
    let rows = try scratch.read("out/s1-parameters.csv").split(separator: "\n")
    #expect(
      rows[0].hasPrefix("subject,session,clearance_exponent,V1_L,") && rows.count == 1 + 3 * 30)
    #expect(rows[1].hasPrefix("0,1,") && rows[2].hasPrefix("0,2,") && rows[4].hasPrefix("1,1,"))
    let manifest = try scratch.read("out/manifest.json")
    #expect(manifest.ranges(of: "\"fast\": 30").count == 2)
    #expect(manifest.ranges(of: "\"general\": 0").count == 2)
    // One session of the second scenario has the parameters of the first session of the course.
    let single = try scratch.read("out/s2-parameters.csv").split(separator: "\n")
    #expect(single[1] == rows[1] && single[2] == rows[4])
  }

  @Test("On a terminal a run says who took the general path and why, and what single curves gave")
  func paths() throws {
    let scratch = try Scratch()
    func output(_ study: String) throws -> String {
      try scratch.write(study, to: "study.yaml")
      return try Titration.shell(
        "script -qec \"$titrate batch study.yaml -o out\" /dev/null; rm -r out", in: scratch.path
      ).output
    }
    #expect(try !output(Self.course).contains("general path"))
    // Three compartments that all exchange with each other.
    let model = try String(
      contentsOfFile: Titration.package + "/models/drugs/ketamine/kamp-2020.yaml", encoding: .utf8)
    try scratch.write(
      model.replacing("routes:", with: "  - rapid <-> slow: Q3\nroutes:"), to: "own.yaml")
    let ring = try output(Self.course.replacing("ketamine/kamp-2020", with: "own.yaml"))
    #expect(
      ring.contains("s1: 30 subjects took the general path, which is as exact and slower: "))
    #expect(ring.contains("the model's graph is not made of stars"))
    // A metabolite needs no single curve, unless it is gone in a millisecond.
    #expect(try !output(Self.measured).contains("s1: "))
    try scratch.write(Self.fleeting, to: "fleeting.yaml")
    let study = Self.measured.replacing("esketamine/otto-2021", with: "fleeting.yaml")
      .replacing("10 mg", with: "testdrug 10 mg").replacing(
        "residual error: as published\n", with: "")
    #expect(
      try output(study).contains(
        "s1: maxima and times above of 61 subjects came from single curves, as exact and slower: "
          + "rounding might hide a turn of theirs"))
  }

  @Test("Sessions that differ are the same bytes for every number of threads, and in parts")
  func sameSessions() throws {
    let scratch = try Scratch()
    #expect(try batch(scratch, Self.course, "out", ["--threads", "1"]).status == 0)
    let hashes = try Studies.hashes(of: scratch.file("out"))
    #expect(try batch(scratch, Self.course, "eight", ["--threads", "8"]).status == 0)
    #expect(try Studies.hashes(of: scratch.file("eight")) == hashes)
    for (folder, range) in [("b", "7..<20"), ("c", "20..<30"), ("a", "0..<7")] {
      #expect(try batch(scratch, Self.course, folder, ["--subjects", range]).status == 0)
    }
    let merge = try Titration.run(["merge", "b", "c", "a", "-o", "merged"], in: scratch.path)
    #expect(merge.status == 0, "\(merge.errors)")
    #expect(try Studies.hashes(of: scratch.file("merged")) == hashes)
  }

  @Test("The estimate knows that every session that differs has parameters of its own")
  func estimate() throws {
    let scratch = try Scratch()
    func seconds(_ study: String) throws -> Double {
      try scratch.write(study, to: "study.yaml")
      let run = try Titration.run(
        ["batch", "study.yaml", "--estimate", "--threads", "1"], in: scratch.path)
      let word = run.errors.split(separator: "about ").last?.split(separator: " ").first
      return try #require(word.flatMap { Double($0) }, "\(run.errors)")
    }
    let many = Self.course.replacing("subjects: 30", with: "subjects: 30000")
    let alike = many.replacing("variability: as published", with: "variability: none")
    let (differing, same) = (try seconds(many), try seconds(alike))
    #expect(differing > same && differing < 4 * same)
  }

}
