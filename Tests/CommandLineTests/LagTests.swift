import Foundation
import Testing

@Suite("Lags in a study")
struct LagTests {
  private static let byWeight = "rest * 2.5 * (weight / 70 kg)^0.25"

  private func run(
    _ scratch: Scratch, weight: String = "{ uniform: 50..110 kg }", varies: String = "CL",
    lag: String, protocols: String = "50 mg by oral", changing texts: [(String, String)] = [],
    _ arguments: [String] = ["-o", "out"]
  ) throws -> Titration {
    var study = Studies.oral(weight: weight, variability: varies)
      .replacing("50 mg by oral", with: protocols)
      .replacing("curves: csv", with: "curves: csv, subjects: [patient, parameters]")
    for (old, new) in texts { study = study.replacing(old, with: new) }
    try scratch.write(study, to: "study.yaml")
    try scratch.write(Studies.oralModel(lag: lag), to: "oral.yaml")
    return try Titration.run(["batch", "study.yaml"] + arguments, in: scratch.path)
  }

  private func rows(_ text: String) -> [[Double]] {
    text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",").compactMap { Double($0) }
    }
  }

  private func counts(_ scratch: Scratch) throws -> (fast: String, general: String) {
    let manifest = try scratch.read("out/manifest.json")
    let fast = manifest.firstMatch(of: /"fast": (\d+)/).map { String($0.1) }
    let general = manifest.firstMatch(of: /"general": (\d+)/).map { String($0.1) }
    return (fast ?? "", general ?? "")
  }

  @Test("A lag that is the same for everybody delays everybody's dose, on the fast path")
  func common() throws {
    let scratch = try Scratch()
    let run = try run(scratch, lag: "rest + 15 min")
    #expect(run.status == 0, "\(run.errors)")
    let curves = rows(try scratch.read("out/s1-curves.csv"))
    #expect(curves.count == 9 * 7)
    for row in curves { #expect((row[2] == 0) == (row[1] < 25)) }
    #expect(try counts(scratch) == ("9", "0"))
  }

  @Test(
    "Where lags differ, a subject's curve is the one that titrate simulate gives with his numbers",
    arguments: [(byWeight, "CL"), ("rest + 15 min", "tlag"), ("rest + 15 min", "rest")])
  func differing(lag: String, varies: String) throws {
    let scratch = try Scratch()
    let run = try run(scratch, varies: varies, lag: lag)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(try counts(scratch) == ("9", "0"))
    let curves = rows(try scratch.read("out/s1-curves.csv"))
    let weights = rows(try scratch.read("out/patients.csv")).map { $0[1] }
    let parameters = rows(try scratch.read("out/s1-parameters.csv"))
    #expect(Set(parameters.map { $0[5] }).count == 9)
    for subject in 0..<9 {
      // The subject's own lag and clearance, as written in the table of parameters.
      let numbers = parameters[subject]
      let own = Studies.oralModel(lag: "rest * 0 + \(numbers[5]) min")
        .replacing("15 L/h * (weight / 70 kg)", with: "\(numbers[2]) L/h")
      try scratch.write(own, to: "own.yaml")
      let single = try Titration.run(
        [
          "simulate", "testdrug 50 mg by oral", "--model", "own.yaml", "--weight",
          "\(weights[subject])kg", "--every", "20min", "--until", "2h", "--columns", "plasma",
        ], in: scratch.path)
      #expect(single.status == 0, "\(single.errors)")
      let expected = single.table["testdrug_plasma_ng_per_mL"] ?? []
      let found = curves.filter { $0[0] == Double(subject) }.map { $0[2] }
      #expect(found.count == expected.count)
      for (ours, theirs) in zip(found, expected) {
        #expect(abs(ours - theirs) <= 1e-12 * theirs, "subject \(subject)")
      }
    }
  }

  @Test("A lag by weight is one lag where all weigh the same, and none by a route without")
  func fixed() throws {
    let scratch = try Scratch()
    let same = try run(scratch, weight: "{ fixed: 80 kg }", lag: Self.byWeight)
    #expect(same.status == 0, "\(same.errors)")
    #expect(try counts(scratch) == ("9", "0"))
    let other = try Scratch()
    let vein = try run(other, varies: "tlag", lag: Self.byWeight, protocols: "50 mg over 10 min")
    #expect(vein.status == 0, "\(vein.errors)")
    #expect(try counts(other) == ("9", "0"))
  }

  @Test("Threads and parts change no byte of subjects with lags of their own")
  func sameBytes() throws {
    let scratch = try Scratch()
    for (folder, threads) in [("one", "1"), ("two", "2"), ("eight", "8")] {
      let run = try run(
        scratch, varies: "tlag", lag: Self.byWeight, ["-o", folder, "--threads", threads])
      #expect(run.status == 0, "\(run.errors)")
    }
    let hashes = try Studies.hashes(of: scratch.file("one"))
    #expect(hashes.count == 6)
    #expect(try Studies.hashes(of: scratch.file("two")) == hashes)
    #expect(try Studies.hashes(of: scratch.file("eight")) == hashes)
    for (part, range) in [("a", "0..<3"), ("b", "3..<9")] {
      let run = try run(
        scratch, varies: "tlag", lag: Self.byWeight, ["-o", part, "--subjects", range])
      #expect(run.status == 0, "\(run.errors)")
    }
    let merge = try Titration.run(["merge", "b", "a", "-o", "merged"], in: scratch.path)
    #expect(merge.status == 0, "\(merge.errors)")
    #expect(try Studies.hashes(of: scratch.file("merged")) == hashes)
  }

  @Test("A lag below zero stops the run and names the subject; a dose after the end leaves nothing")
  func ends() throws {
    let scratch = try Scratch()
    let negative = try run(
      scratch, varies: "tlag", lag: "rest + 1 min",
      changing: [("log-normal", "additive"), ("cv: 20 %", "sd: 20 min")])
    #expect(negative.status != 0 && negative.code == "T7012", "\(negative.errors)")
    #expect(
      negative.errors.contains(
        /subject \d cannot be computed.*`tlag` is drawn as -\d+\.\d+ min, where 11 min is typical; the lag of `oral` \(from `tlag`\) is -/
      ), "\(negative.errors)")
    #expect(negative.errors.contains("expected: zero or more, for every subject"))
    #expect(!scratch.names.contains("out"))
    // Typical patients of either end are tried before anything runs.
    let steep = try run(scratch, lag: "rest * (weight / 60 kg - 1)")
    #expect(steep.status == 2 && steep.code == "T4021", "\(steep.errors)")
    let late = try run(
      scratch, lag: "rest * 13 * (weight / 50 kg)",
      changing: [("[cmax, tmax]", "[cmax, tmax, auc, auc to infinity]")])
    #expect(late.status == 0, "\(late.errors)")
    let clearances = rows(try scratch.read("out/s1-parameters.csv")).map { $0[2] }
    for (row, clearance) in zip(rows(try scratch.read("out/s1-metrics.csv")), clearances) {
      #expect(row[1] == 0 && row[2] == 0 && row[3] == 0)
      // 50 mg over the clearance, in ng/mL · h.
      #expect(abs(row[4] - 50_000 / clearance) <= 1e-11 * row[4], "\(row)")
    }
  }

  @Test("Subjects with lags of their own count as titrate check finds each, the pump's course too")
  func limits() throws {
    let scratch = try Scratch()
    try scratch.write(
      """
      titrate: protocol/1
      id: two-ways
      title: By mouth and into the vein
      drug: testdrug
      concentration: 1.72 mg/mL
      steps:
        - { give: 50 mg, over: 7 min, route: oral }
        - { at: 60 min, give: 11 mg, over: 7 min }
      """, to: "two.yaml")
    try scratch.write(
      """
      titrate: limits/1
      id: testdrug/own
      title: Invented
      drug: testdrug
      form: base
      care area: ward
      bolus within: 5 min
      pump: { flow step: 1 mL/h, lowest flow: 0.1 mL/h, highest flow: 1200 mL/h }
      sources: [{ id: invented, cite: invented, evidence: assumption }]
      rules:
        - id: peak
          limit: concentration
          of: plasma
          upper: { soft: 1851.3 ng/mL, hard: 1909 ng/mL }
          from: invented
          evidence: assumption
      """, to: "limits.yaml")
    let run = try run(
      scratch, lag: "rest * 2.5 * (weight / 70 kg)^2",
      changing: [
        ("subjects: 9", "subjects: 40"), ("\"testdrug 50 mg by oral\"", "two.yaml"),
        ("as published", "none"), ("2 h", "6 h"), ("tmax]", "tmax], limits: shares"),
        ("observe:", "limits: limits.yaml\nobserve:"),
      ])
    #expect(run.status == 0, "\(run.errors)")
    let table = try scratch.read("out/limits.csv").split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",").map(String.init) }
    let check = try Titration.run(
      [
        "check", "two.yaml", "--limits", "limits.yaml", "--patients", "out/patients.csv", "--model",
        "oral.yaml",
      ], in: scratch.path)
    let soft = check.output.matches(of: /testdrug\/own: soft 1/).count
    let hard = check.output.matches(of: /testdrug\/own: HARD 1/).count
    #expect(table.map { $0[9] } == ["\(soft + hard)", "\(hard)"] && soft > 0 && hard > 0)
    // The pump gives a little more than was ordered, which decides for one subject.
    let peaks = rows(try scratch.read("out/s1-metrics.csv")).map { $0[1] }
    #expect(soft + hard > peaks.count { $0 > 1851.3 })
  }
}
