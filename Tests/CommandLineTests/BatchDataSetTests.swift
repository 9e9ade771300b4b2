import Foundation
import Testing

@Suite("titrate batch writes a NONMEM data set")
struct BatchDataSetTests {
  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    let text = Studies.text.replacing("curves: csv", with: "curves: [csv, nonmem]")
    try scratch.write(text, to: "study.yaml")
    return scratch
  }

  @Test("The concentrations are those of the curves, in mg/L; the manifest states the units")
  func equalsCurves() throws {
    let scratch = try scratch()
    let run = try Titration.run(["batch", "study.yaml", "-o", "out"], in: scratch.path)
    #expect(run.status == 0, "\(run.errors)")
    for scenario in 1...3 {
      func table(_ name: String) throws -> [[Double]] {
        try scratch.read("out/s\(scenario)-\(name).csv").split(separator: "\n").dropFirst().map {
          $0.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
        }
      }
      let (records, curves) = (try table("nonmem"), try table("curves"))
      // One dose and six moments for each of 61 subjects.
      #expect(records.count == 61 * 7 && records.joined().allSatisfy(\.isFinite))
      let observed = records.filter { $0[4] == 0 }
      #expect(observed.count == curves.count)
      for (record, row) in zip(observed, curves) {
        #expect(record[0] == row[0] + 1 && abs(record[1] * 60 - row[1]) <= 1e-12 * row[1])
        #expect(abs(record[6] * 1000 - row[2]) <= 4e-16 * row[2])
      }
      let minutes = scenario == 2 ? 100.0 : 40
      for dose in records.filter({ $0[4] == 1 }) {
        // 0.5 mg/kg of what stands under WT.
        #expect(abs(dose[2] - 0.5 * dose[9]) <= 1e-14 * dose[2] && dose[1] == 0)
        #expect(abs(dose[2] / dose[3] * 60 - minutes) <= 1e-12)
      }
    }
    let manifest = try scratch.read("out/manifest.json")
    #expect(manifest.contains("\"AMT\": \"mg\"") && manifest.contains("\"DV\": \"mg/L\""))
    #expect(manifest.contains("\"rows\": 427"))
  }

  @Test("Parts give the bytes of a single run")
  func merged() throws {
    let scratch = try scratch()
    for arguments in [
      ["batch", "study.yaml", "-o", "whole"],
      ["batch", "study.yaml", "-o", "a", "--subjects", "0..<23"],
      ["batch", "study.yaml", "-o", "b", "--subjects", "23..<61", "--threads", "7"],
      ["merge", "b", "a", "-o", "merged"],
    ] {
      let run = try Titration.run(arguments, in: scratch.path)
      #expect(run.status == 0, "\(run.errors)")
    }
    let hashes = try Studies.hashes(of: scratch.file("whole"))
    #expect(hashes.count == 18)
    #expect(try Studies.hashes(of: scratch.file("merged")) == hashes)
    let plain = try Titration.run(["batch", "study.yaml", "--estimate"], in: scratch.path)
    // 1543 rows without the data sets.
    #expect(plain.errors.contains("\(1543 + 3 * 61 * 7) rows"), "\(plain.errors)")
  }
}
