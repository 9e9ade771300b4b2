import Foundation
import Testing

@Suite("A model file whose elimination saturates, from the file to the reports")
struct SaturableModelTests {
  private static let article = "Sources/Titrate/Titrate.docc/ModelFiles.md"
  /// 0.3 mg/min for four days, as the reference solution has it.
  private static let plan = "18 mg/h for 96 h"

  /// A folder with the model of the article on model files.
  private func folder() throws -> Scratch {
    let scratch = try Scratch()
    let model = try #require(DocumentedExample.files(of: Self.article)["saturable.yaml"])
    try scratch.write(model, to: "saturable.yaml")
    return scratch
  }

  private func run(
    _ command: String, _ options: [String] = [], of plan: String = plan, in scratch: Scratch
  ) throws -> Titration {
    try Titration.run(
      [command, plan, "--drug", "exampline", "--model", "saturable.yaml", "--weight", "70kg"]
        + options, in: scratch.path)
  }

  @Test("The plasma concentrations are those of the reference solution")
  func reference() throws {
    let golden = Titration.package + "/Tests/SimulationTests/Golden/s15_mm_2cmt.csv"
    let rows = try String(contentsOfFile: golden, encoding: .utf8).split(separator: "\n")
      .dropFirst()
      .map { $0.split(separator: ",").compactMap { Double($0) } }
    let run = try run("simulate", ["--at", golden, "--columns", "plasma"], in: folder())
    #expect(run.status == 0, "\(run.errors)")
    let plasma = try #require(run.table["exampline_plasma_ng_per_mL"])
    #expect(plasma.count == rows.count && plasma.count == 633)
    #expect(run.table["time_min"] == rows.map { $0[0] })
    // Below a millionth of the highest an error is a share of that.
    let floor = 1e-6 * (rows.map { $0[3] }.max() ?? 0)
    let largest =
      zip(plasma, rows).map { value, row in
        abs(value / 1000 - row[3]) / max(row[3], floor)
      }.max() ?? .infinity
    #expect(largest < 1e-9)
  }

  @Test("The manifest names the method, and what was given is left or eliminated")
  func manifest() throws {
    let scratch = try folder()
    let run = try run(
      "simulate", ["--at", "24h,96h,200h", "--columns", "all", "-o", "curve.csv"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    let manifest = try scratch.read("curve.csv.manifest.json")
    #expect(manifest.contains("\"method\": \"collocation\""), "\(manifest)")
    #expect(manifest.contains("\"tolerance\": 1e-10"), "\(manifest)")
    let table = Titration(status: 0, output: try scratch.read("curve.csv"), errors: "").table
    for row in 0..<3 {
      let parts = try ["central_mg", "peripheral_mg", "eliminated_mg"]
        .map { try #require(table[$0])[row] }
      let given = try #require(table["cumulative_mg"])[row]
      #expect(abs(parts.reduce(0, +) - given) < 1e-9 * given)
    }
  }

  @Test("Verifies with finer steps, and says so on standard error")
  func verify() throws {
    let run = try run("simulate", ["--at", "1h,96h,120h", "--verify"], in: folder())
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.errors.contains("exampline by collocation and by Taylor series with the tolerance 1e-12"),
      "\(run.errors)")
  }

  @Test(
    "A way of solving for linear models is refused where it stands",
    arguments: ["modal", "matrix-exponential"])
  func method(_ method: String) throws {
    let run = try run("simulate", ["--at", "1h", "--method", method], in: folder())
    #expect(run.status != 0 && run.code == "T8013", "\(run.errors)")
    #expect(run.errors.contains("a flow of `exampline/saturable-demo` saturates"))
    #expect(run.errors.contains("leave `--method` out"))
    #expect(run.errors.hasPrefix("--method:1:1: error[T8013]"), "\(run.errors)")
  }

  @Test("The card draws the flow with its formulas and shows their values in the usual units")
  func card() throws {
    let scratch = try folder()
    let run = try Titration.run(
      ["show", "models", "saturable.yaml", "--weight", "70kg"], in: scratch.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("central [V1] ─── Vmax, Km ──▶ out of the body"), "\(run.output)")
    for value in ["= 24 mg/h ·", "= 500 ng/mL ·"] { #expect(run.output.contains(value)) }
    // 0.8 L/min from 10 L that exchange 1.2 L/min with 30 L: k10 0.08, k12 0.12, k21 0.04 per min,
    // whose rates solve x^2 - 0.24 x + 0.0032 = 0: ln 2 / 0.225830 and ln 2 / 0.014170 min.
    #expect(run.output.contains("3.07 min, 48.9 min"))
    #expect(run.output.contains("there is no one\n  half-life"))
    let html = try self.run("preview", ["--html", "page.html"], in: scratch)
    #expect(html.status == 0, "\(html.errors)")
    #expect(try scratch.read("page.html").contains("can be eliminated"))
  }

  @Test("A preview says that a flow saturates, and its peak is the steady state")
  func preview() throws {
    let run = try run("preview", of: "9 mg/h for 30 d", in: folder())
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("central -> out, at half of its most at 500 ng/mL (Km): conc"))
    #expect(!run.output.contains("this course runs"))
    #expect(run.output.contains("24 mg/h of exampline can be eliminated"))
    // R Km / (Vmax - R) = 9 * 500 / 15.
    #expect(run.output.contains(#/ plasma .* 300 /#), "\(run.output)")
    #expect(!run.output.contains("unbounded"))
  }

  @Test("More than can be eliminated is said to be that, in a preview and beside another course")
  func tooMuch() throws {
    let scratch = try folder()
    for arguments in [
      ["preview", "24 mg/h for 2 h"], ["compare", "1 mg/h for 2 h", "30 mg/h for 2 h"],
    ] {
      let run = try Titration.run(
        arguments + ["--drug", "exampline", "--model", "saturable.yaml", "--weight", "70kg"],
        in: scratch.path)
      let cautions = run.output.components(separatedBy: "this course runs at up to ").count - 1
      #expect(run.status == 0 && cautions == 1, "\(run.output)\(run.errors)")
    }
  }

  @Test("The area to infinity and the time to a level are those of the closed forms")
  func area() throws {
    let scratch = try folder()
    let text = try scratch.read("saturable.yaml")
      .replacing(", peripheral: V2", with: "").replacing(
        "  - central <-> peripheral: Q2\n", with: ""
      )
      .split(separator: "\n").filter { !$0.hasPrefix("  V2:") && !$0.hasPrefix("  Q2:") }
    try scratch.write(text.joined(separator: "\n") + "\n", to: "saturable.yaml")
    let run = try run("preview", of: "100 mg", in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    // C (Km + C / 2) V / Vmax with C = 10 mg/L: 10 * 5.5 * 10 / 0.4 mg min/L.
    #expect(run.output.contains(#/plasma .*\ 22917\ /#), "\(run.output)")
    // c is reached after (C - c + Km ln(C / c)) V / Vmax; here c = 1 mg/L.
    let minutes = (10 - 1 + 0.5 * log(10)) * 10 / 0.4
    let then = try self.run(
      "simulate", ["--at", "\(minutes)min", "--columns", "plasma"], of: "100 mg", in: scratch)
    let plasma = try #require(then.table["exampline_plasma_ng_per_mL"]?.first)
    #expect(abs(plasma - 1000) < 1e-6)
  }

  @Test("A way out of first order leaves no limit to what is eliminated")
  func unlimited() throws {
    let scratch = try folder()
    let text = try scratch.read("saturable.yaml")
    try scratch.write(
      text.replacing("  - central <->", with: "  - central -> out: Q2\n  - central <->"),
      to: "saturable.yaml")
    let run = try run("preview", in: scratch)
    #expect(run.status == 0 && run.output.contains("saturates"), "\(run.errors)")
    #expect(!run.output.contains("can be eliminated"))
  }

  @Test("An explanation shows what entered, and no shares of the concentration")
  func explain() throws {
    let run = try run("explain", ["--at", "10h"], in: folder())
    #expect(run.status == 0, "\(run.errors)")
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("contributions do not add, and none is shown"), "\(text)")
    #expect(text.contains("together 180"))
    #expect(!text.contains("The model is linear"))
  }

  @Test("Half the rate is a fifth of the level in a comparison")
  func compare() throws {
    let scratch = try folder()
    let run = try Titration.run(
      [
        "compare", "9 mg/h for 30 d", "18 mg/h for 30 d", "--drug", "exampline",
        "--model", "saturable.yaml", "--weight", "70kg",
      ], in: scratch.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(/plasma, peak, ng\/mL +300 +1500 +.*\+400 %/), "\(run.output)")
  }

  @Test("Weights at which a concentration passes its bound are those of the curve at each weight")
  func weights() throws {
    let scratch = try folder()
    try scratch.write(
      """
      titrate: limits/1
      id: exampline/level
      title: An example
      drug: exampline
      form: base
      care area: acute pain
      sources:
        - { id: demo, cite: "Invented", evidence: assumption }
      rules:
        - id: level
          limit: concentration
          of: plasma
          upper: { soft: 500 ng/mL }
          advisory: None.
          from: demo
          evidence: assumption

      """, to: "level.yaml")
    try scratch.write(
      """
      titrate: protocol/1
      id: long
      title: As long as a steady state takes
      drug: exampline
      steps:
        - { set rate: 0.1 mg/kg/h, for: 60 d }

      """, to: "long.yaml")
    let run = try Titration.run(
      [
        "check", "long.yaml", "--model", "saturable.yaml", "--limits", "level.yaml", "--across",
        "weight=60kg..180kg",
      ], in: scratch.path)
    // R Km / (Vmax - R) = 500 ng/mL at R = Vmax / 2 = 12 mg/h, which is 0.1 mg/kg/h at 120 kg.
    #expect(run.output.contains(/level: passes 60\.0-(119\.9|120\.0) kg/), "\(run.output)")
    #expect(run.status == 1, "\(run.errors)")
  }
}
