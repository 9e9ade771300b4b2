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

  @Test("Occasions are named where a course has several sessions or sessions differ, else not")
  func occasions() throws {
    let scratch = try Scratch()
    let differing = VariabilityBatchTests.course.replacing("curves: csv", with: "curves: nonmem")
    let typical = differing.replacing("variability: as published", with: "variability: none")
    for (name, study) in [("differing", differing), ("typical", typical)] {
      try scratch.write(study, to: "study.yaml")
      let run = try Titration.run(["batch", "study.yaml", "-o", name], in: scratch.path)
      #expect(run.status == 0, "\(run.errors)")
    }
    func rows(_ name: String) throws -> (heading: String, rows: [[Double]]) {
      let lines = try scratch.read(name).split(separator: "\n").map(String.init)
      return (
        lines[0], lines.dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
      )
    }
    // Three sessions, 48 h apart; a dose stands before the observation at its moment.
    for folder in ["differing", "typical"] {
      let course = try rows("\(folder)/s1-nonmem.csv")
      #expect(course.heading == "ID,TIME,AMT,RATE,EVID,MDV,DV,CMT,DVID,OCC,WT,AGE")
      #expect(course.rows.count == 30 * (3 + 19))
      for row in course.rows { #expect(row[9] == min(3, 1 + (row[1] / 48).rounded(.down))) }
      #expect(Set(course.rows.filter { $0[4] == 1 }.map { $0[9] }) == [1, 2, 3])
    }
    let one = try rows("differing/s2-nonmem.csv")
    #expect(one.heading.contains(",DVID,OCC,WT,") && one.rows.allSatisfy { $0[9] == 1 })
    let plain = try rows("typical/s2-nonmem.csv")
    #expect(plain.heading == "ID,TIME,AMT,RATE,EVID,MDV,DV,CMT,DVID,WT,AGE")
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
