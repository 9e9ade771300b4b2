import Foundation
import Testing

@Suite("titrate batch judges by limits")
struct BatchLimitsTests {
  private func scratch(_ study: String = JudgedStudy.text) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(study, to: "study.yaml")
    try scratch.write(JudgedStudy.limits, to: "own.yaml")
    return scratch
  }

  private func batch(_ scratch: Scratch, _ arguments: [String]) throws -> Titration {
    try Titration.run(["batch", "study.yaml"] + arguments, in: scratch.path)
  }

  /// The rows of a table without quotes; no cell of these tables holds a comma.
  private func rows(_ text: String) -> [[String: String]] {
    let lines = text.replacing("\"", with: "").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test("Each bound of each scenario has a row; whoever was not judged is counted, and why")
  func table() throws {
    let scratch = try scratch()
    let run = try batch(scratch, ["-o", "out"])
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let text = try scratch.read("out/limits.csv")
    #expect(
      text.hasPrefix(
        "scenario,model,protocol,dose,duration,set,rule,measure,severity,subjects,judged,broken,"
          + "share,wilson_95_low,wilson_95_high,not_concerned,unknown,nothing_to_measure\n"))
    let rows = rows(text)
    #expect(
      rows.map { "\($0["scenario"] ?? "") \($0["rule"] ?? "") \($0["severity"] ?? "")" }
        == ["1", "2"].flatMap { scenario in
          [
            "cystitis soft", "dose soft", "dose hard", "young hard", "peak soft", "peak hard",
            "bolus soft", "clinic hard",
          ].map { "\(scenario) \($0)" }
        })
    for row in rows {
      let counts = ["judged", "not_concerned", "unknown", "nothing_to_measure"]
        .compactMap { row[$0].flatMap { Int($0) } }
      #expect(row["subjects"] == "48" && counts.reduce(0, +) == 48, "\(row)")
    }
    #expect(rows[0]["unknown"] == "48" && rows[0]["share"] == "" && rows[0]["wilson_95_low"] == "")
    #expect(rows[6]["nothing_to_measure"] == "48" && rows[7]["unknown"] == "48")
    #expect(rows[12]["measure"] == "plasma concentration" && rows[12]["duration"] == "100 min")
    let manifest = try scratch.read("out/manifest.json")
    #expect(manifest.contains("\"kind\": \"limits\"") && manifest.contains("\"libraries\": \"\""))
  }

  @Test("Doses count as the patients' own weights and ages say")
  func doses() throws {
    let scratch = try scratch()
    #expect(try batch(scratch, ["-o", "out"]).status == 0)
    let people = rows(try scratch.read("out/patients.csv")).compactMap { row -> (Double, Double)? in
      guard let weight = Double(row["weight_kg"] ?? ""), let age = Double(row["age_y"] ?? "")
      else { return nil }
      return (weight, age)
    }
    #expect(people.count == 48)
    let rows = rows(try scratch.read("out/limits.csv"))
    // 0.5 mg/kg is above 38 mg from 76 kg on, above 45 mg from 90 kg on.
    let heavy = people.count { $0.0 > 76 }
    #expect(rows[1]["broken"] == "\(heavy)" && (1..<48).contains(heavy))
    #expect(rows[2]["broken"] == "\(people.count { $0.0 > 90 })")
    let young = people.filter { $0.1 <= 40 }
    #expect(
      rows[3]["judged"] == "\(young.count)" && rows[3]["not_concerned"] == "\(48 - young.count)")
    #expect(rows[3]["broken"] == "\(young.count { $0.0 > 76 })")
  }

  @Test("The estimate counts the rows of limits and the time to judge")
  func estimate() throws {
    let scratch = try scratch()
    // 48 patients, and eight bounds in two scenarios.
    let run = try batch(scratch, ["--estimate"])
    #expect(run.errors.contains("\(48 + 2 * 8) rows"), "\(run.errors)")
    let vast = JudgedStudy.text.replacing("subjects: 48", with: "subjects: 10000000")
    try scratch.write(vast, to: "study.yaml")
    let seconds = try batch(scratch, ["--estimate", "--threads", "1"]).errors
      .firstMatch(of: /about (\d+) s\n/).flatMap { Double($0.1) }
    // 0.17 ms for each subject and scenario, measured in a release build, within a factor of three.
    #expect((1100...10200).contains(seconds ?? 0), "\(seconds ?? 0)")
  }

  @Test("Typical subjects count as titrate check finds each of them")
  func agreesWithCheck() throws {
    let study = JudgedStudy.text.replacing("variability: as published", with: "variability: none")
      .replacing("limits: own.yaml", with: "limits: { sets: own.yaml, conditions: [cystitis] }")
      .replacing("vary: { duration: [40 min, 100 min] }", with: "")
      .replacing("set: { dose: 0.5 mg/kg }", with: "set: { dose: 0.5 mg/kg, duration: 40 min }")
    let scratch = try scratch(study)
    let run = try batch(scratch, ["-o", "out"])
    #expect(run.status == 0, "\(run.errors)")
    let protocolPath = "\(Titration.package)/models/protocols/ketamine/session-40-to-180-min.yaml"
    let check = try Titration.run(
      [
        "check", protocolPath, "--set", "dose=0.5mg/kg", "--set", "duration=40min", "--limits",
        "own.yaml", "--patients", "out/patients.csv", "--condition", "cystitis", "--model",
        "ketamine/kamp-2020", "--format", "json",
      ], in: scratch.path)
    let report = try JSONSerialization.jsonObject(with: Data(check.output.utf8))
    var broken: [String: Int] = [:]
    for verdict in Self.verdicts(in: report) {
      guard let rule = verdict["rule"] as? String else { continue }
      for breach in verdict["breaches"] as? [[String: Any]] ?? [] {
        if let severity = breach["severity"] as? String {
          broken["\(rule) \(severity)", default: 0] += 1
        }
      }
      if rule == "cystitis", verdict["outcome"] as? String == "soft" {
        broken["cystitis soft", default: 0] += 1
      }
    }
    let rows = rows(try scratch.read("out/limits.csv"))
    #expect(rows.count == 8)
    for row in rows {
      let name = "\(row["rule"] ?? "") \(row["severity"] ?? "")"
      #expect(row["broken"] == "\(broken[name] ?? 0)", "\(name) \(broken)")
    }
    #expect(rows[0]["broken"] == "48")
    #expect((1..<48).contains(broken["peak soft"] ?? 0), "\(broken)")
  }

  @Test("A declared condition that no rule of the set judges is warned about, with who does")
  func unjudged() throws {
    let study = JudgedStudy.text.replacing(
      "limits: own.yaml", with: "limits: { sets: own.yaml, conditions: [pregnancy, cystitis] }")
    let run = try batch(try scratch(study), ["-o", "out"])
    #expect(run.status == 0)
    #expect(run.errors.contains(/study\.yaml:\d+:\d+: warning\[T6065\]: `pregnancy` is declared/))
    #expect(
      run.errors.contains("help: name one under `limits` that judges it: ketamine/acute-pain"))
    #expect(!run.errors.contains("`cystitis` is declared"))
  }

  /// Every object with a rule and breaches.
  private static func verdicts(in value: Any) -> [[String: Any]] {
    if let list = value as? [Any] { return list.flatMap(verdicts) }
    guard let object = value as? [String: Any] else { return [] }
    if object["rule"] is String, object["outcome"] != nil { return [object] }
    return object.values.flatMap(verdicts)
  }

  @Test("Shares and intervals are those of the counts")
  func intervals() throws {
    let scratch = try scratch()
    #expect(try batch(scratch, ["-o", "out"]).status == 0)
    for row in rows(try scratch.read("out/limits.csv")) {
      guard let judged = Double(row["judged"] ?? ""), judged > 0,
        let broken = Double(row["broken"] ?? ""), let share = Double(row["share"] ?? ""),
        let low = Double(row["wilson_95_low"] ?? ""), let high = Double(row["wilson_95_high"] ?? "")
      else { continue }
      #expect(share == broken / judged && low <= share && share <= high)
      // Both ends satisfy the equation that defines them.
      for end in [low, high] where broken > 0 && broken < judged {
        let deviation = (share - end) / (end * (1 - end) / judged).squareRoot()
        #expect(abs(abs(deviation) - 1.959963984540054) < 1e-9)
      }
    }
  }

  @Test("Threads, parts and their order change no byte")
  func sameBytes() throws {
    let scratch = try scratch()
    #expect(try batch(scratch, ["-o", "whole", "--threads", "1"]).status == 0)
    let hashes = try Studies.hashes(of: scratch.file("whole"))
    #expect(hashes.count == 4)
    #expect(try batch(scratch, ["-o", "threads", "--threads", "8"]).status == 0)
    #expect(try Studies.hashes(of: scratch.file("threads")) == hashes)
    for (part, range) in [("a", "0..<7"), ("b", "7..<31"), ("c", "31..<48")] {
      #expect(try batch(scratch, ["-o", part, "--subjects", range]).status == 0)
    }
    #expect(try scratch.read("a/limit-counts.csv").contains(",kept,broken,not_concerned,"))
    let merge = try Titration.run(["merge", "c", "a", "b", "-o", "merged"], in: scratch.path)
    #expect(merge.status == 0, "\(merge.errors)")
    #expect(try Studies.hashes(of: scratch.file("merged")) == hashes)
    // Another bound in the file is another study.
    try scratch.write(JudgedStudy.limits.replacing("38 mg", with: "39 mg"), to: "own.yaml")
    #expect(try batch(scratch, ["-o", "d", "--subjects", "31..<48"]).status == 0)
    let mixed = try Titration.run(["merge", "a", "b", "d", "-o", "mixed"], in: scratch.path)
    #expect(mixed.code == "T8055" && !scratch.names.contains("mixed"), "\(mixed.errors)")
  }

  @Test("Without a choice of the study each protocol is judged by the sets that it names")
  func ownSets() throws {
    let scratch = try scratch(
      JudgedStudy.text.replacing("limits: own.yaml\n", with: "").replacing(
        "variability:", with: "  - 0.5 mg/kg over 40 min\nvariability:"))
    let run = try batch(scratch, ["-o", "out", "--subjects", "0..<2"])
    #expect(run.status == 0 && run.errors.contains("warning[T6062]"), "\(run.errors)")
    let counts = try scratch.read("out/limit-counts.csv")
    #expect(counts.contains(",ketamine/depression-infusion,plasma-recovery,"))
    #expect(!counts.contains("\n3,"), "nothing judges the phrase")
  }

  @Test("A table of patients brings what is declared of each of them")
  func declared() throws {
    let study = JudgedStudy.text
    let start = try #require(study.range(of: "patients:\n")?.lowerBound)
    let end = try #require(study.range(of: "models:\n")?.lowerBound)
    let scratch = try scratch(study[..<start] + "patients: { file: people.csv }\n" + study[end...])
    try scratch.write(
      "patient,weight_kg,age_y,conditions,diagnosis\nA,70,30,cystitis,pain\nB,95,50,none,pain\n"
        + "C,90,41,,\n", to: "people.csv")
    let run = try batch(scratch, ["-o", "out"])
    #expect(run.status == 0, "\(run.errors)")
    let rows = rows(try scratch.read("out/limits.csv"))
    #expect(rows[0]["judged"] == "2" && rows[0]["broken"] == "1" && rows[0]["unknown"] == "1")
    #expect(rows[7]["judged"] == "2" && rows[7]["unknown"] == "1")
    try scratch.write("patient,weight_kg,age_y,conditions\nA,70,30,cystits\n", to: "people.csv")
    let slip = try batch(scratch, ["-o", "no"])
    #expect(slip.status == 2 && slip.code == "T6060" && !scratch.names.contains("no"))
  }

  @Test(
    "What is wrong with the limits is said with a place and a remedy, before anything runs",
    arguments: [
      ("limits: own.yaml", "limits: ketamine/depresion-infusion", "T7007", "did you mean"),
      ("limits: own.yaml", "limits: other.yaml", "T7001", "check the path"),
      ("limits: own.yaml", "limits: esketamine/nasal-session", "T8060", "leave it out"),
      ("limits: own.yaml", "limits: { sets: own.yaml, diagnosis: paine }", "T6061", "did you mean"),
      (
        "  - protocol: session-40-to-180-min\n    set: { dose: 0.5 mg/kg }\n    vary: { duration: [40 min, 100 min] }\nlimits: own.yaml",
        "  - 0.5 mg/kg over 40 min", "T6062", "name sets"
      ),
    ])
  func faults(old: String, new: String, code: String, remedy: String) throws {
    #expect(JudgedStudy.text.contains(old))
    let scratch = try scratch(JudgedStudy.text.replacing(old, with: new))
    let run = try batch(scratch, ["-o", "out"])
    #expect(run.status == (code == "T7001" ? 74 : 2) && run.code == code, "\(run.errors)")
    #expect(run.errors.contains("study.yaml:") && run.errors.contains(remedy), "\(run.errors)")
    #expect(!scratch.names.contains("out"))
  }

  @Test("A terminal shows who is beyond which bound")
  func glance() throws {
    let scratch = try scratch()
    let run = try Titration.shell(
      "script -qec \"$titrate batch study.yaml -o out\" /dev/null", in: scratch.path)
    let text = run.output.replacing("\r\n", with: "\n")
    #expect(text.contains("beyond a bound, of those judged (Wilson interval of 95 %)"), "\(text)")
    #expect(text.contains("    soft ketamine/own/dose: "), "\(text)")
    #expect(text.contains(" of 48\n") && text.contains("3 not judged in anybody"), "\(text)")
  }
}
