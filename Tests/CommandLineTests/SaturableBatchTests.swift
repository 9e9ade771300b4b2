import Foundation
import Testing

@Suite("titrate batch of a model whose elimination saturates")
struct SaturableBatchTests {
  private static let model = """
    titrate: model/1
    id: exampline/saturable
    title: Two compartments and elimination that saturates
    drug: exampline
    analytes: [{ name: exampline, form: base }]
    sources: [{ id: a, cite: "A 2020" }]
    applies to: { evidence: assumption, sampling: venous, population: nobody }
    parameters:
      V1: { value: 10 L * (weight / 70 kg), from: a, evidence: assumption }
      V2: { value: 30 L, from: a, evidence: assumption }
      Q2: { value: 72 L/h, from: a, evidence: assumption }
      Vmax: { value: 24 mg/h, from: a, evidence: assumption }
      Km: { value: 500 ng/mL, from: a, evidence: assumption }
    compartments: { central: V1, rapid: V2 }
    flows:
      - central -> out: { Vmax: Vmax, Km: Km }
      - central <-> rapid: Q2
    routes: { iv: central }
    variability: none published
    outputs: { plasma: central }

    """
  private static let limits = """
    titrate: limits/1
    id: exampline/level
    title: A level
    drug: exampline
    form: base
    care area: ward
    sources: [{ id: invented, cite: invented, evidence: assumption }]
    rules:
      - id: level
        limit: concentration
        of: plasma
        upper: { soft: 900 ng/mL }
        from: invented
        evidence: assumption

    """
  private static let study = """
    titrate: study/1
    id: saturable
    title: Two days of an infusion
    seed: 7
    patients: { subjects: 24, weight: { uniform: 50..110 kg } }
    models:
      - model: saturable.yaml
        assumed between subjects:
          because: test
          distribution: log-normal
          parameters: { Vmax: { cv: 30 % }, Km: { cv: 30 % } }
    protocols: ["18 mg/h for 48 h"]
    limits: { sets: level.yaml, conditions: none }
    variability: as published
    observe: { every: 4 h, until: 72 h }
    outputs:
      curves: [csv, nonmem]
      quantiles: [5, 50, 95]
      metrics: [cmax, tmax, auc, auc to infinity, { time above: 500 ng/mL }]
      subjects: [parameters]
      limits: shares

    """

  private func batch(
    _ study: String, _ folder: String = "out", _ options: [String] = [], in scratch: Scratch
  ) throws -> Titration {
    try scratch.write(study, to: "study.yaml")
    try scratch.write(Self.model, to: "saturable.yaml")
    try scratch.write(Self.limits, to: "level.yaml")
    return try Titration.run(["batch", "study.yaml", "-o", folder] + options, in: scratch.path)
  }

  private func table(_ name: String, in scratch: Scratch) throws -> [String: [Double]] {
    Titration(status: 0, output: try scratch.read(name), errors: "").table
  }

  @Test("A typical subject has, digit for digit, the concentrations of `titrate simulate`")
  func simulated() throws {
    let scratch = try Scratch()
    let typical = Self.study.replacing("uniform: 50..110 kg", with: "fixed: 80 kg")
      .replacing("variability: as published", with: "variability: none")
      .replacing("subjects: 24", with: "subjects: 1")
    let run = try batch(typical, in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    let curves = try scratch.read("out/s1-curves.csv").split(separator: "\n")
      .map { $0.split(separator: ",").dropFirst().joined(separator: ",") }
    let single = try Titration.run(
      [
        "simulate", "18 mg/h for 48 h", "--drug", "exampline", "--model", "saturable.yaml",
        "--weight", "80kg", "--every", "4h", "--until", "72h", "--columns", "plasma",
      ], in: scratch.path)
    #expect(single.status == 0, "\(single.errors)")
    #expect(curves.count == 20 && curves == single.output.split(separator: "\n").map(String.init))
  }

  @Test("The manifest names the method, and no library took part")
  func manifest() throws {
    let scratch = try Scratch()
    #expect(try batch(Self.study, in: scratch).status == 0)
    let manifest = try scratch.read("out/manifest.json")
    for line in [
      "\"method\": \"collocation, relative tolerance 1e-10\"", "\"fast\": 0", "\"general\": 24",
      "\"lapack\": 0", "\"libraries\": \"\"", "\"math\": \"titrate/portable-1\"",
    ] { #expect(manifest.contains(line), "\(line)\n\(manifest)") }
  }

  @Test("On a terminal a run says that elimination saturates")
  func path() throws {
    let scratch = try Scratch()
    #expect(try batch(Self.study, in: scratch).status == 0)
    let run = try Titration.shell(
      "script -qec \"$titrate batch study.yaml -o shown\" /dev/null", in: scratch.path)
    #expect(
      run.output.contains(
        "s1: 24 subjects took the general path, solved in steps (collocation, relative tolerance "
          + "1e-10): a flow saturates"), "\(run.output)")
  }

  @Test("Limits, percentiles and data sets are those of the subjects' own curves")
  func outputs() throws {
    let scratch = try Scratch()
    #expect(try batch(Self.study, in: scratch).status == 0)
    let peaks = try #require(
      table("out/s1-metrics.csv", in: scratch)["exampline_plasma_cmax_ng_per_mL"])
    #expect(peaks.count == 24)
    let broken = peaks.count { $0 > 900 }
    #expect((1..<24).contains(broken))
    let limits = try scratch.read("out/limits.csv").split(separator: "\n")
    #expect(limits[1].contains(",24,24,\(broken),"), "\(limits)")
    let plasma = try #require(
      table("out/s1-curves.csv", in: scratch)["exampline_plasma_ng_per_mL"])
    let medians = try #require(
      table("out/s1-quantiles.csv", in: scratch)["exampline_plasma_p50_ng_per_mL"])
    for time in 0..<19 {
      let sorted = (0..<24).map { plasma[19 * $0 + time] }.sorted()
      #expect(abs(medians[time] - sorted[11]) <= sorted[11] / 1000)
    }
    let records = try scratch.read("out/s1-nonmem.csv")
    #expect(records.split(separator: "\n").count > 24 * 19)
    let picture = try Titration.run(["plot", "out", "--svg", "curves.svg"], in: scratch.path)
    #expect(picture.status == 0, "\(picture.errors)")
  }

  @Test("Threads and parts change no byte")
  func sameBytes() throws {
    let scratch = try Scratch()
    #expect(try batch(Self.study, "out", ["--threads", "1"], in: scratch).status == 0)
    let hashes = try Studies.hashes(of: scratch.file("out"))
    for threads in ["2", "8"] {
      #expect(try batch(Self.study, threads, ["--threads", threads], in: scratch).status == 0)
      #expect(try Studies.hashes(of: scratch.file(threads)) == hashes)
    }
    for (folder, range) in [("b", "5..<17"), ("c", "17..<24"), ("a", "0..<5")] {
      #expect(try batch(Self.study, folder, ["--subjects", range], in: scratch).status == 0)
    }
    let merge = try Titration.run(["merge", "b", "c", "a", "-o", "merged"], in: scratch.path)
    #expect(merge.status == 0, "\(merge.errors)")
    #expect(try Studies.hashes(of: scratch.file("merged")) == hashes)
  }

  @Test(
    "What only linear elimination has is refused where it is asked for",
    arguments: ["half-life", "clearance", "mean residence time", "volume at steady state"])
  func undefined(_ metric: String) throws {
    let scratch = try Scratch()
    let study = Self.study.replacing("[cmax, tmax, auc,", with: "[cmax, \(metric), auc,")
    let run = try batch(study, in: scratch)
    #expect(run.status == 2 && run.code == "T8061", "\(run.errors)")
    let line = study.split(separator: "\n").firstIndex { $0.contains("metrics:") } ?? 0
    #expect(run.errors.hasPrefix("study.yaml:\(line + 1):19: error[T8061]"), "\(run.errors)")
    #expect(run.errors.contains("the flow from `central` to `out` of `exampline/saturable`"))
    #expect(run.errors.contains("help: remove this metric"))
    #expect(!FileManager.default.fileExists(atPath: scratch.file("out")))
  }
}
