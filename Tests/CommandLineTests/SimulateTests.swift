import Foundation
import Testing

@Suite("titrate simulate")
struct SimulateTests {
  private let plan = ["simulate", "depression-40-min", "--weight", "70kg", "--age", "40y"]

  @Test("Writes a row for each moment asked for, units in the names of the columns")
  func rows() throws {
    let run = try Titration.run(plan + ["--at", "0min,40min,2h"])
    #expect(run.status == 0)
    #expect(run.table["time_min"] == [0, 40, 120])
    #expect(run.table["cumulative_mg"] == [0, 35, 35])
    let plasma = try #require(run.table["ketamine_plasma_ng_per_mL"])
    #expect(plasma[0] == 0)
    #expect(abs(plasma[1] - 253) < 0.5)
  }

  @Test("A grid holds both of its ends, and its values are those of single moments")
  func grid() throws {
    let grid = try Titration.run(plan + ["--every", "20min", "--until", "1h"])
    #expect(grid.table["time_min"] == [0, 20, 40, 60])
    let single = try Titration.run(plan + ["--at", "20min"])
    #expect(grid.output.contains(single.output.split(separator: "\n")[1]))
  }

  @Test("Takes moments from a table of observations")
  func times() throws {
    let scratch = try Scratch()
    try scratch.write("subject,time_h,dv\n1,0,0\n1,0.5,180\n1,2,60\n", to: "times.csv")
    let run = try Titration.run(
      plan + ["--at", "times.csv", "--time-unit", "h"], in: scratch.path)
    #expect(run.table["time_h"] == [0, 0.5, 2])
  }

  @Test("Writes the file and, beside it, what it was made from")
  func manifest() throws {
    let scratch = try Scratch()
    let run = try Titration.run(
      plan + ["--every", "1min", "--until", "1h", "-o", "curve.csv"], in: scratch.path)
    #expect(run.status == 0)
    #expect(run.output == "")
    #expect(scratch.names == ["curve.csv", "curve.csv.manifest.json"])
    let csv = try scratch.read("curve.csv")
    #expect(csv.split(separator: "\n").count == 62)
    let json = try JSONSerialization.jsonObject(
      with: Data(try scratch.read("curve.csv.manifest.json").utf8))
    let manifest = try #require(json as? [String: Any])
    let models = try #require(manifest["models"] as? [[String: Any]])
    #expect(models[0]["sampling"] as? String == "arterial")
    let dosing = try #require(manifest["protocol"] as? [String: Any])
    let file = try #require(dosing["file"] as? String)
    let sum = try Titration.shell("sha256sum '\(file)'").output
    #expect(sum.hasPrefix(try #require(dosing["sha256"] as? String)))
    let outputs = try #require(manifest["outputs"] as? [[String: Any]])
    #expect(outputs[0]["rows"] as? Int == 61)
    #expect((manifest["patient"] as? [String: String])?["weight"] == "70 kg")
  }

  @Test("Writes JSON with the same numbers")
  func json() throws {
    let run = try Titration.run(plan + ["--at", "40min", "--format", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let rows = try #require(object?["rows"] as? [[Double]])
    #expect(rows[0][0] == 40)
    #expect(abs(rows[0][1] - 253) < 0.5)
  }

  @Test("Writes every group of columns")
  func allColumns() throws {
    let run = try Titration.run(plan + ["--at", "1h", "--columns", "all"])
    let names = Set(run.table.keys)
    for name in ["central_mg", "rapid_mg", "slow_mg", "eliminated_mg", "rate_mg_per_h"] {
      #expect(names.contains(name), "\(name)")
    }
    let body = try ["central_mg", "rapid_mg", "slow_mg", "eliminated_mg"]
      .map { try #require(run.table[$0]?.first) }.reduce(0, +)
    #expect(abs(body - 35) < 1e-9)
  }

  @Test("Verifies by the other way of solving, and says so on standard error")
  func verify() throws {
    let run = try Titration.run(plan + ["--at", "40min", "--verify"])
    #expect(run.status == 0)
    let found = try #require(run.errors.firstMatch(of: /relative difference ([0-9.e-]+)/))
    #expect(try #require(Double(found.1)) < 1e-12)
    #expect(run.table["time_min"] == [40])
  }

  @Test("Both ways of solving can be asked for", arguments: ["modal", "matrix-exponential"])
  func methods(method: String) throws {
    let run = try Titration.run(plan + ["--at", "40min", "--method", method])
    let plasma = try #require(run.table["ketamine_plasma_ng_per_mL"]?.first)
    #expect(abs(plasma - 253) < 0.5)
  }

  @Test("An output that cannot be written ends with status 74 and leaves nothing behind")
  func unwritable() throws {
    let scratch = try Scratch()
    let missing = try Titration.run(plan + ["--at", "1h", "-o", "no/curve.csv"], in: scratch.path)
    #expect(missing.status == 74)
    #expect(missing.errors.contains("help: "))
    try scratch.write("", to: "folder/kept")
    let folder = try Titration.run(plan + ["--at", "1h", "-o", "folder"], in: scratch.path)
    #expect(folder.status == 74)
    #expect(scratch.names == ["folder"])
    let full = try Titration.shell(
      "$titrate \(plan.joined(separator: " ")) --at 1h > /dev/full")
    #expect(full.status == 74)
  }

  @Test("A fault leaves the file that was there as it was")
  func faultKeepsOldFile() throws {
    let scratch = try Scratch()
    try scratch.write("old", to: "curve.csv")
    let run = try Titration.run(
      ["simulate", "depression-40-min", "--at", "1h", "-o", "curve.csv"], in: scratch.path)
    #expect(run.status == 64)
    #expect(try scratch.read("curve.csv") == "old")
    #expect(scratch.names == ["curve.csv"])
  }

  @Test("A reader that leaves early is no fault")
  func head() throws {
    let run = try Titration.shell(
      "set -o pipefail; $titrate \(plan.joined(separator: " ")) --every 1s --until 24h | head -n 2")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.split(separator: "\n").count == 2)
  }
}
