import Foundation
import Testing

@Suite("titrate plot")
struct PlotTests {
  /// A folder with the results of a study.
  private func results(
    of study: String = Studies.text, subjects: String? = nil
  ) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(study, to: "study.yaml")
    let run = try Titration.run(
      ["batch", "study.yaml", "-o", "out"] + (subjects.map { ["--subjects", $0] } ?? []),
      in: scratch.path)
    #expect(run.status == 0, "\(run.errors)")
    return scratch
  }

  private func plot(_ scratch: Scratch, _ arguments: String...) throws -> Titration {
    try Titration.run(["plot"] + arguments, in: scratch.path)
  }

  /// A report of JSON, as far as it is about charts.
  private struct Report: Decodable {
    struct Section: Decodable { var content: [Block] }
    struct Block: Decodable { var chart: Chart? }
    struct Chart: Decodable {
      var curves: [Curve]
      var bands: [Band]
    }
    struct Curve: Decodable {
      var label: String
      var points: [[Double]]
    }
    struct Band: Decodable {
      var label: String
      var lower: [[Double]]
      var upper: [[Double]]
    }
    var sections: [Section]
    var charts: [Chart] { sections.flatMap(\.content).compactMap(\.chart) }
  }

  @Test("What is drawn are the numbers of the tables, each scenario in a picture of its own")
  func numbers() throws {
    let scratch = try results()
    let json = try plot(scratch, "out", "--json").output
    let charts = try JSONDecoder().decode(Report.self, from: Data(json.utf8)).charts
    #expect(charts.count == 3)
    for (index, chart) in charts.enumerated() {
      let csv = try scratch.read("out/s\(index + 1)-quantiles.csv")
      let table = Titration(status: 0, output: csv, errors: "").table
      let times = try #require(table["time_min"])
      func column(_ percentile: String) throws -> [[Double]] {
        zip(times, try #require(table["ketamine_plasma_p\(percentile)_ng_per_mL"])).map {
          [$0, $1]
        }
      }
      #expect(chart.bands.map(\.label) == ["percentiles 2.5 to 97.5"])
      #expect(chart.bands.first?.lower == (try column("2_5")))
      #expect(chart.bands.first?.upper == (try column("97_5")))
      #expect(chart.curves.map(\.label) == ["ketamine plasma, median"])
      #expect(chart.curves.first?.points == (try column("50")))
    }
  }

  @Test("One scenario alone, as text, as SVG and on a logarithmic axis")
  func oneScenario() throws {
    let scratch = try results()
    let text = try plot(scratch, "out", "--scenario", "2")
    #expect(text.status == 0 && text.errors.isEmpty, "\(text.errors)")
    #expect(text.output.contains("duration = 100 min"))
    #expect(!text.output.contains("duration = 40 min"))
    #expect(text.output.contains("percentiles 2.5 to 97.5"))
    let run = try plot(scratch, "out", "--scenario", "2", "--svg", "a.svg", "--log")
    #expect(run.status == 0 && run.output.isEmpty)
    let svg = try scratch.read("a.svg")
    #expect(svg.contains("s2: ketamine/kamp-2020") && svg.contains("logarithmic"))
    #expect(svg.components(separatedBy: "class=\"band\"").count == 2)
  }

  @Test("Merged parts are drawn as a single run is; a part alone has nothing to draw")
  func merged() throws {
    let scratch = try results(subjects: "0..<20")
    let part = try plot(scratch, "out")
    #expect(part.status == 2 && part.code == "T8030" && part.errors.contains("titrate merge"))
    let run = try Titration.shell(
      "\"$titrate\" batch study.yaml -o rest --subjects '20..<61' && "
        + "\"$titrate\" merge out rest -o all && \"$titrate\" batch study.yaml -o single && "
        + "for f in all single; do \"$titrate\" plot $f --svg $f.svg; done && cmp all.svg single.svg",
      in: scratch.path)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("A folder without percentiles, or with one moment, is refused with what to do")
  func nothingToDraw() throws {
    let none = try results(
      of: Studies.text.replacing("  quantiles: [2.5, 50, 97.5]\n", with: ""))
    let run = try plot(none, "out", "--svg", "a.svg")
    #expect(run.status == 2 && run.code == "T8030", "\(run.errors)")
    #expect(run.errors.contains("out/manifest.json:1:1"))
    #expect(run.errors.contains("quantiles: [5, 50, 95]"))
    #expect(!none.names.contains("a.svg"))
    let short = try results(
      of: Studies.text.replacing("[0 min, 20 min, 40 min, 41.5 min, 3 h, 24 h]", with: "[24 h]"))
    let moment = try plot(short, "out")
    #expect(moment.status == 2 && moment.code == "T8030" && moment.errors.contains("one moment"))
    let empty = try plot(none, "nowhere")
    #expect(empty.status == 2 && empty.code == "T8050", "\(empty.errors)")
  }

  @Test("A scenario that the study does not have", arguments: ["0", "4", "s1", ""])
  func unknownScenario(number: String) throws {
    let run = try plot(try results(), "out", "--scenario", number)
    #expect(run.status == 64 && run.code == "T8031", "\(run.errors)")
    #expect(run.errors.contains("--scenario:1:1"))
    #expect(run.errors.contains("a number from 1 to 3") && run.errors.contains("scenarios.csv"))
  }

  @Test("A table that was changed is refused, and so is one of another form; results stay safe")
  func damage() throws {
    let scratch = try results()
    let table = try scratch.read("out/s1-quantiles.csv")
    let old = try #require(try Studies.hashes(of: scratch.file("out"))["s1-quantiles.csv"])
    let over = try plot(scratch, "out", "--svg", "out/s1-quantiles.csv")
    #expect(over.status == 64 && over.code == "T8022", "\(over.errors)")
    #expect(try scratch.read("out/s1-quantiles.csv") == table)
    let other = table.replacing("\n20,", with: "\n-20,")
    try scratch.write(other, to: "out/s1-quantiles.csv")
    #expect(try plot(scratch, "out").code == "T8057")
    // The manifest of a table that some other program wrote.
    let hash = try Titration.shell("sha256sum < out/s1-quantiles.csv", in: scratch.path).output
    let manifest = try scratch.read("out/manifest.json")
      .replacing(old, with: hash.prefix(64))
      .replacing("\"bytes\": \(table.utf8.count)", with: "\"bytes\": \(other.utf8.count)")
    try scratch.write(manifest, to: "out/manifest.json")
    let run = try plot(scratch, "out")
    #expect(run.status == 2 && run.code == "T8032", "\(run.errors)")
    #expect(run.errors.contains("out/s1-quantiles.csv:3:1") && run.errors.contains("run the study"))
  }

  @Test("Percentiles of measurements below zero are not drawn, and the picture says so")
  func negative() throws {
    let study = """
      titrate: study/1
      id: negative
      title: An assay near its limit
      seed: 1
      patients: { subjects: 60, weight: { fixed: 70 kg }, age: { fixed: 30 y } }
      models:
        - model: ketamine/kamp-2020
          assumed residual error:
            because: an assay
            outputs: { plasma: { additive: 6 ng/mL } }
      protocols: ["0.5 mg/kg over 40 min"]
      variability: none
      residual error: as published
      observe: { every: 1 h, until: 12 h }
      outputs: { quantiles: [5, 50, 95] }
      """
    let scratch = try results(of: study)
    let table = try scratch.read("out/s1-quantiles.csv")
    #expect(table.contains(",-"))
    let run = try plot(scratch, "out")
    #expect(try plot(scratch, "out", "--svg", "bands.svg").status == 0)
    #expect(run.output.contains("Percentiles of measurements below zero, down to -"))
    #expect(try scratch.read("bands.svg").contains("below zero"))
    #expect(try plot(scratch, "out", "--svg", "log.svg", "--log").status == 0)
  }
}
