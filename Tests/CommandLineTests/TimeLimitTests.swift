import Foundation
import Testing

@Suite("titrate batch within a time limit")
struct TimeLimitTests {
  /// The study with limits, and so many subjects that a run takes a while.
  private func study(subjects: Int) -> String {
    Studies.text.replacing("subjects: 61", with: "subjects: \(subjects)")
      .replacing("curves: csv", with: "curves: [csv, nonmem]\n  limits: shares")
      .replacing(
        "observe:",
        with: "limits: { sets: ketamine/depression-infusion, conditions: none }\nobserve:")
  }

  private func batch(_ scratch: Scratch, _ folder: String, _ options: [String]) throws -> Titration
  {
    try Titration.run(["batch", "study.yaml", "-o", folder] + options, in: scratch.path)
  }

  /// The number of subjects that a stopped run says it has kept.
  private func kept(_ run: Titration) -> Int? {
    run.errors.firstMatch(of: /is over after (\d+) of \d+ subjects/).flatMap { Int($0.1) }
  }

  @Test("A run that is stopped says how far it came; resumed until it ends it has the same bytes")
  func goingOn() throws {
    let scratch = try Scratch()
    try scratch.write(study(subjects: 120), to: "study.yaml")
    let start = ContinuousClock.now
    let whole = try batch(scratch, "whole", [])
    #expect(whole.status == 0, "\(whole.errors)")
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let hashes = try Studies.hashes(of: scratch.file("whole"))
    #expect(hashes.count == 19)
    // Nor does it matter that it was killed before.
    let command = "$titrate batch study.yaml -o out --time-limit 1h --resume"
    _ = try Titration.shell("timeout -s KILL \(seconds / 4) \(command)", in: scratch.path)
    // The first limit is too short for anything, on whatever machine.
    var (limit, last, stops) = (0.001, 0, 0)
    for _ in 0..<100 {
      let run = try batch(scratch, "out", ["--time-limit", "\(limit) s", "--resume"])
      if run.status == 0 { break }
      stops += 1
      #expect(run.status == 75 && run.code == "T8049", "\(run.errors)")
      let now = try #require(kept(run), "\(run.errors)")
      #expect(now >= last && now <= 120)
      // A slice may take longer than the limit on a slow machine.
      if now == last { limit = max(seconds / 3, limit * 1.5) }
      last = now
      guard now > 0 else {
        #expect(run.errors.contains("; nothing is kept"), "\(run.errors)")
        continue
      }
      #expect(run.errors.contains("which are kept in `out/unfinished`"), "\(run.errors)")
      #expect(run.errors.contains("help: go on with the same command and `--resume`"))
      #expect(try Titration.shell("ls out", in: scratch.path).output == "unfinished\n")
    }
    #expect(stops > 0)
    #expect(try Studies.hashes(of: scratch.file("out")) == hashes)
  }

  @Test(
    "What is kept is neither written over nor taken for another study's, and no limit is needed")
  func keeping() throws {
    let scratch = try Scratch()
    try scratch.write(study(subjects: 61), to: "study.yaml")
    #expect(try batch(scratch, "whole", []).status == 0)
    let parts = try batch(scratch, "out", ["--time-limit", "50min", "--subjects", "0..<16"])
    #expect(parts.status == 0, "\(parts.errors)")
    // As if time had been over after the first two slices.
    _ = try Titration.shell("mkdir -p stopped/unfinished", in: scratch.path)
    for slice in ["0..<8", "8..<16"] {
      let name = slice.replacing("..<", with: "-")
      #expect(try batch(scratch, "stopped/unfinished/\(name)", ["--subjects", slice]).status == 0)
    }
    let again = try batch(scratch, "stopped", ["--time-limit", "50min"])
    #expect(again.status == 64 && again.code == "T8043", "\(again.errors)")
    #expect(again.errors.contains("`stopped/unfinished` holds what a run had finished"))
    let other = try batch(scratch, "stopped", ["--resume", "--seed", "9"])
    #expect(other.status == 2 && other.code == "T8044", "\(other.errors)")
    // One of them is damaged, and made again.
    _ = try Titration.shell("echo x >> stopped/unfinished/8-16/s1-curves.csv", in: scratch.path)
    let run = try batch(scratch, "stopped", ["--resume", "--json-progress"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.errors.split(separator: "\n").last?.hasPrefix("{\"subjects\":183,\"of\":183,") == true)
    let hashes = try Studies.hashes(of: scratch.file("whole"))
    #expect(try Studies.hashes(of: scratch.file("stopped")) == hashes)
    // As if it had been killed before the slices were removed; somebody else's file stays.
    _ = try Titration.shell("mkdir -p stopped/unfinished/0-8", in: scratch.path)
    try scratch.write("mine", to: "stopped/unfinished/0-8/mine.txt")
    _ = try Titration.shell("cp whole/* stopped/unfinished/0-8", in: scratch.path)
    #expect(try batch(scratch, "stopped", ["--resume"]).status == 0)
    #expect(
      try Titration.shell(
        "find stopped/unfinished -type f; rm -r stopped/unfinished", in: scratch.path
      )
      .output == "stopped/unfinished/0-8/mine.txt\n")
    // A part of the subjects is a part, however it came about.
    #expect(try batch(scratch, "rest", ["--subjects", "16..<61"]).status == 0)
    let merge = try Titration.run(["merge", "rest", "out", "-o", "merged"], in: scratch.path)
    #expect(merge.status == 0, "\(merge.errors)")
    #expect(try Studies.hashes(of: scratch.file("merged")) == hashes)
  }

  @Test("Who cannot be computed leaves nothing behind, within a limit as without")
  func impossible() throws {
    let scratch = try Scratch()
    let bad = study(subjects: 61).replacing("log-normal\n", with: "proportional\n")
      .replacing("CL: { cv: 30 % }", with: "CL: { cv: 60 % }")
    try scratch.write(bad, to: "study.yaml")
    let run = try batch(scratch, "out", ["--time-limit", "1 h"])
    #expect(run.status == 70 && run.code == "T7012", "\(run.errors)")
    #expect(scratch.names == ["study.yaml"])
  }

  @Test(
    "A limit is a time with its unit, longer than nothing",
    arguments: [("50", "T3003"), ("0 min", "T3007"), ("3 mg", "T3004"), ("1 mo", "T3008")])
  func badLimits(text: String, code: String) throws {
    let scratch = try Scratch()
    try scratch.write(Studies.text, to: "study.yaml")
    let run = try batch(scratch, "out", ["--time-limit", text])
    #expect(run.status == 2 && run.code == code, "\(run.errors)")
    #expect(run.errors.hasPrefix("--time-limit:1:1: error[\(code)]") && !run.errors.contains("out"))
  }
}
