import Foundation
import Randomness
import Testing

@Suite("titrate merge")
struct MergeTests {
  /// A folder with the study and some of its parts.
  private func parts(_ ranges: [String], seed: String = "7") throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(Studies.text, to: "study.yaml")
    for (index, range) in ranges.enumerated() {
      let run = try Titration.run(
        ["batch", "study.yaml", "-o", "p\(index)", "--subjects", range, "--seed", seed],
        in: scratch.path)
      #expect(run.status == 0, "\(run.errors)")
    }
    return scratch
  }

  private func merge(_ scratch: Scratch, _ parts: [String]) throws -> Titration {
    try Titration.run(["merge"] + parts + ["-o", "merged"], in: scratch.path)
  }

  @Test("Parts in any order give the bytes of a single run", arguments: [1, 2, 3, 7])
  func anyOrder(count: Int) throws {
    var generator = SplitMix64.announced("parts in any order")
    let cuts = Array(1..<61).shuffled(using: &generator).prefix(count - 1).sorted()
    let ends = [0] + cuts + [61]
    let scratch = try parts(zip(ends, ends.dropFirst()).map { "\($0)..<\($1)" })
    let order = (0..<count).shuffled(using: &generator).map { "p\($0)" }
    let run = try merge(scratch, order)
    #expect(run.status == 0, "\(ends) \(order) \(run.errors)")
    _ = try Titration.run(["batch", "study.yaml", "-o", "single"], in: scratch.path)
    let hashes = try Studies.hashes(of: scratch.file("single"))
    #expect(hashes.count == 15)
    #expect(try Studies.hashes(of: scratch.file("merged")) == hashes, "\(ends) \(order)")
  }

  @Test("A gap and an overlap are refused, each with its own code")
  func ranges() throws {
    let scratch = try parts(["0..<10", "20..<61", "5..<25"])
    let gap = try merge(scratch, ["p0", "p1"])
    #expect(gap.status == 2 && gap.code == "T8051" && gap.errors.contains("10..<20"))
    let overlap = try merge(scratch, ["p0", "p1", "p2"])
    #expect(overlap.status == 2 && overlap.code == "T8052" && overlap.errors.contains("5..<10"))
    #expect(!scratch.names.contains("merged"))
  }

  @Test(
    "Parts of different runs are refused, each with its own code",
    arguments: [
      ("\"titrate\": \"", "\"titrate\": \"9", "T8053"),
      ("titrate/portable-1", "titrate/portable-2", "T8054"),
      ("\"seed\": \"7\"", "\"seed\": \"8\"", "T8056"),
      ("\"study\": \"test\"", "\"study\": \"best\"", "T8055"),
      ("\"subjects\": 61", "\"subjects\": 62", "T8055"),
    ])
  func mixed(old: String, new: String, code: String) throws {
    let scratch = try parts(["0..<10", "10..<61"])
    let manifest = try scratch.read("p1/manifest.json")
    #expect(manifest.contains(old))
    try scratch.write(
      manifest.replacing(old, with: new, maxReplacements: 1), to: "p1/manifest.json")
    let run = try merge(scratch, ["p0", "p1"])
    #expect(run.status == 2 && run.code == code, "\(run.errors)")
  }

  /// What each kernel of OpenBLAS needs of the processor.
  static let usableKernels = [("Nehalem", "sse4_2"), ("Haswell", "avx2"), ("SkylakeX", "avx512f")]
    .filter { flag in
      (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.contains(flag.1) == true
    }.map(\.0)

  private func run(
    _ scratch: Scratch, _ range: String, _ folder: String, kernel: String
  ) throws -> Titration {
    try Titration.run(
      ["batch", "study.yaml", "-o", folder, "--subjects", range], in: scratch.path,
      environment: ["OPENBLAS_CORETYPE": kernel])
  }

  @Test(
    "What went through LAPACK names its kernel; parts of two kernels are refused",
    .enabled(if: MergeTests.usableKernels.count > 1))
  func otherKernel() throws {
    let scratch = try Scratch()
    try scratch.write(Studies.ring, to: "study.yaml")
    try scratch.write(Studies.ringModel, to: "ring.yaml")
    for kernel in Self.usableKernels {
      for (part, range) in [("a", "0..<4"), ("b", "4..<9"), ("whole", "0..<9")] {
        let run = try run(scratch, range, "\(kernel)-\(part)", kernel: kernel)
        #expect(run.status == 0, "\(run.errors)")
        let manifest = try scratch.read("\(kernel)-\(part)/manifest.json")
        #expect(manifest.contains(", kernel \(kernel)\"") && !manifest.contains("\"lapack\": 0"))
      }
      let merged = try Titration.run(
        ["merge", "\(kernel)-b", "\(kernel)-a", "-o", "\(kernel)-merged"], in: scratch.path)
      #expect(merged.status == 0, "\(merged.errors)")
      #expect(
        try Studies.hashes(of: scratch.file("\(kernel)-merged"))
          == Studies.hashes(of: scratch.file("\(kernel)-whole")))
    }
    for (one, other) in zip(Self.usableKernels, Self.usableKernels.dropFirst()) {
      let run = try merge(scratch, ["\(one)-a", "\(other)-b"])
      #expect(run.status == 2 && run.code == "T8054", "\(run.errors)")
      #expect(run.errors.contains("kernel \(one)") && run.errors.contains("kernel \(other)"))
    }
    #expect(!scratch.names.contains("merged"))
  }

  @Test("Parts that LAPACK had no part in are merged from any two machines")
  func machines() throws {
    let scratch = try Scratch()
    try scratch.write(Studies.metabolite, to: "study.yaml")
    let old = ["OPENBLAS_CORETYPE": "Nehalem", "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA"]
    for (folder, range, environment) in [
      ("a", "0..<3", [:]), ("b", "3..<7", old), ("whole", "0..<7", [:]),
    ] {
      let run = try Titration.run(
        ["batch", "study.yaml", "-o", folder, "--subjects", range], in: scratch.path,
        environment: environment)
      #expect(run.status == 0, "\(run.errors)")
    }
    let run = try merge(scratch, ["b", "a"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try scratch.read("whole/manifest.json").contains("\"libraries\": \"\""))
    #expect(
      try Studies.hashes(of: scratch.file("merged")) == Studies.hashes(of: scratch.file("whole")))
  }

  @Test("A flipped bit, a cut file and a part without manifest are refused")
  func damage() throws {
    let scratch = try parts(["0..<10", "10..<61"])
    let rows = try scratch.read("p1/s2-curves.csv")
    try scratch.write(
      rows.replacing("12,", with: "13,", maxReplacements: 1), to: "p1/s2-curves.csv")
    let flipped = try merge(scratch, ["p0", "p1"])
    #expect(flipped.status == 2 && flipped.code == "T8057" && flipped.errors.contains("s2-curves"))
    try scratch.write(String(rows.dropLast(1)), to: "p1/s2-curves.csv")
    #expect(try merge(scratch, ["p0", "p1"]).code == "T8057")
    #expect(!scratch.names.contains("merged"))
    _ = try Titration.shell("rm p1/manifest.json", in: scratch.path)
    let unfinished = try merge(scratch, ["p0", "p1"])
    #expect(unfinished.status == 2 && unfinished.code == "T8050")
    #expect(unfinished.errors.contains("--resume"))
  }
}
