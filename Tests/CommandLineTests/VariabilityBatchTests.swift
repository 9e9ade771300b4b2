import Foundation
import Testing

@Suite("titrate batch simulates variability as published")
struct VariabilityBatchTests {
  private static let measured = """
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

  private func batch(
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
}
