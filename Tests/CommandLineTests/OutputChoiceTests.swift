import Foundation
import Testing

@Suite("titrate simulate writes where nothing is lost, and only what was asked for")
struct OutputChoiceTests {
  private let plan = ["simulate", "depression-40-min", "--weight", "82kg", "--age", "40y"]

  @Test(
    "A file that the table is made from is never written over, under whatever name",
    arguments: ["times.csv", "./times.csv", "link.csv"])
  func outputOverInput(name: String) throws {
    let scratch = try Scratch()
    try scratch.write("time_min\n0\n5\n", to: "times.csv")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("link.csv"), withDestinationPath: "times.csv")
    let run = try Titration.run(plan + ["--at", "times.csv", "-o", name], in: scratch.path)
    #expect(run.code == "T8022")
    #expect(run.errors.contains("--output:1:1:"))
    #expect(run.status == 64)
    #expect(try scratch.read("times.csv") == "time_min\n0\n5\n")
    #expect(scratch.names == ["link.csv", "times.csv"])
  }

  @Test("Neither are a protocol or a model, nor by the manifest")
  func outputOverDocuments() throws {
    let scratch = try Scratch()
    let models = "\(Titration.package)/models"
    for (source, name) in [
      ("protocols/ketamine/depression-40-min.yaml", "plan"), ("drugs/ketamine/kamp-2020.yaml", "m"),
    ] {
      try FileManager.default.copyItem(
        atPath: "\(models)/\(source)", toPath: scratch.file("\(name).manifest.json"))
      try FileManager.default.copyItem(
        atPath: "\(models)/\(source)", toPath: scratch.file("\(name).yaml"))
    }
    let base = ["--weight", "82kg", "--age", "40y", "--at", "5min"]
    for (plan, model, output) in [
      ("plan.yaml", "m.yaml", "plan.yaml"), ("plan.yaml", "m.yaml", "m.yaml"),
      ("plan.manifest.json", "m.yaml", "plan"),
    ] {
      let run = try Titration.run(
        ["simulate", plan, "--model", model, "-o", output] + base, in: scratch.path)
      #expect(run.code == "T8022")
      #expect(scratch.names == ["m.manifest.json", "m.yaml", "plan.manifest.json", "plan.yaml"])
    }
  }

  @Test("The device of standard output is standard output, without a manifest")
  func device() throws {
    let run = try Titration.run(plan + ["--at", "5min", "-o", "/dev/stdout"])
    #expect(run.status == 0)
    #expect(run.table["time_min"] == [5])
    #expect(!FileManager.default.fileExists(atPath: "/dev/stdout.manifest.json"))
  }

  /// By a signal that nothing can catch; the test runner keeps others from its children.
  @Test("A program that is ended leaves nothing behind")
  func ended() throws {
    let scratch = try Scratch()
    let run = try Titration.shell(
      "timeout -s KILL 0.3 $titrate \(plan.joined(separator: " ")) "
        + "--every 0.01s --until 24h -o big.csv", in: scratch.path)
    #expect(run.status != 0)
    #expect(scratch.names == [])
  }

  @Test(
    "A standard output that takes nothing is called by its name", arguments: ["> /dev/full", ">&-"])
  func standardOutput(redirection: String) throws {
    let run = try Titration.shell(
      "$titrate \(plan.joined(separator: " ")) --at 5min \(redirection)")
    #expect(run.code == "T7010")
    #expect(run.errors.contains("cannot write to standard output"))
    #expect(run.status == 74)
  }

  @Test("The manifest has the fingerprints of the list of times and of the table itself")
  func fingerprints() throws {
    let scratch = try Scratch()
    try scratch.write("time_min\r\n0\r\n5\r\n", to: "times.csv")
    let run = try Titration.run(plan + ["--at", "times.csv", "-o", "curve.csv"], in: scratch.path)
    #expect(run.status == 0)
    let manifest = try scratch.read("curve.csv.manifest.json")
    for name in ["times.csv", "curve.csv"] {
      let sum = try Titration.shell("sha256sum \(name)", in: scratch.path).output
      #expect(manifest.contains("\"sha256\": \"\(sum.prefix(64))\""))
    }
  }

  @Test(
    "A row with another number of cells than the first is refused: a decimal comma is no cell",
    arguments: ["time_min\n0\n5,6\n", "time_min,dv\n0,1\n5\n", "time_min,dv\n0,1\n5,6,7\n"])
  func unevenRows(table: String) throws {
    let scratch = try Scratch()
    try scratch.write(table, to: "times.csv")
    let run = try Titration.run(plan + ["--at", "times.csv"], in: scratch.path)
    #expect(run.code == "T2063")
    #expect(run.errors.contains("times.csv:3:"))
    #expect(run.errors.contains("decimal point"))
    #expect(run.status == 2)
    #expect(run.output == "")
  }

  @Test("A graph without a second way of solving is verified in steps, and that is said")
  func verifyGeneralGraph() throws {
    let scratch = try Scratch()
    let volume = "from: a, evidence: assumption"
    try scratch.write(
      """
      titrate: model/1
      id: testdrug/ring
      title: Three compartments in a ring
      drug: testdrug
      analytes: [{ name: testdrug, form: base }]
      sources: [{ id: a, cite: "A 2020" }]
      applies to: { evidence: assumption, sampling: arterial, population: nobody }
      parameters:
        V: { value: 20 L, \(volume) }
        CL: { value: 15 L/h, \(volume) }
        Q: { value: 10 L/h, \(volume) }
      compartments: { central: V, b: V, c: V }
      flows: [central -> out: CL, central <-> b: Q, b <-> c: Q, c <-> central: Q]
      routes: { iv: central }
      variability: none
      outputs: { plasma: central }

      """, to: "ring.yaml")
    let run = try Titration.run(
      [
        "simulate", "testdrug 1 mg/kg", "--model", "ring.yaml", "--weight", "82kg", "--at",
        "5min,2h", "--verify",
      ], in: scratch.path)
    #expect(run.status == 0)
    #expect(run.errors.contains("by matrix exponential and by matrix exponential in three steps"))
    #expect(run.table["time_min"] == [5, 120])
  }
}
