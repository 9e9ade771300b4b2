import Foundation
import Testing

@Suite("Reports as pages, pictures and JSON")
struct ReportFormsTests {
  static let refused: [([String], String)] = [
    (["--log"], "T8009"), (["--svg", "x", "--html", "x"], "T8008"), (["--svg", ""], "T8002"),
    (["--html", "absent/x.html"], "T7010"),
  ]

  private let plan = ["preview", "depression-40-min", "--weight", "70kg", "--age", "40y"]

  @Test("Writes a page, a picture and JSON in one run, with the same peak in all")
  func threeForms() throws {
    let scratch = try Scratch()
    let run = try Titration.run(
      plan + ["--html", "a.html", "--svg", "a.svg", "--json"], in: scratch.path)
    #expect(run.status == 0)
    #expect(run.errors == "")
    // 35 mg over 40 min; an independent script gives 253 ng/mL at the end for 70 kg.
    #expect(try scratch.read("a.html").contains(">253<"))
    #expect(try scratch.read("a.svg").contains("253 at 00:40"))
    #expect(run.output.contains("253"))
    _ = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    for file in ["a.html", "a.svg"] { #expect(try !scratch.read(file).contains(scratch.path)) }
  }

  @Test("The page says how it was made: command, version and hashes, the same bytes each time")
  func provenance() throws {
    let scratch = try Scratch()
    let arguments = plan + ["--html", "a.html"]
    _ = try Titration.run(arguments, in: scratch.path)
    let first = try scratch.read("a.html")
    _ = try Titration.run(arguments, in: scratch.path)
    #expect(try scratch.read("a.html") == first)
    #expect(
      first.contains("titrate preview depression-40-min --weight 70kg --age 40y --html a.html"))
    // The protocol, its model and its limits.
    #expect(first.matches(of: /SHA-256 [0-9a-f]{64}/).count == 3)
    let text = try Titration.run(plan + ["--full"])
    #expect(text.output.contains("Model card: ketamine/kamp-2020"))
    #expect(text.output.contains("SHA-256"))
  }

  @Test("Draws every model that applies, and names those left out with the reason")
  func allModels() throws {
    let run = try Titration.run(plan + ["--all-models", "--svg", "-"])
    #expect(run.status == 0)
    for model in ["kamp-2020", "clements-1981", "domino-1984", "hijazi-2003"] {
      #expect(run.output.contains(model))
    }
    let text = try Titration.run(plan + ["--all-models"])
    #expect(text.output.contains("ketamine/herd-2007 is not drawn: "))
    #expect(text.output.contains("domino-1984 (sampling site not stated)"))
  }

  @Test(
    "Refuses what has no effect and what would be lost", arguments: refused)
  func refusals(options: [String], code: String) throws {
    let run = try Titration.run(plan + options)
    #expect(run.status != 0)
    #expect(run.code == code, "\(run.errors)")
    #expect(run.output == "")
  }

  @Test("Does not write over the protocol it reads")
  func overInput() throws {
    let scratch = try Scratch()
    let text = """
      titrate: protocol/1
      id: mine
      title: My own
      drug: ketamine
      steps:
        - { give: 0.5 mg/kg, over: 40 min }

      """
    try scratch.write(text, to: "mine.yaml")
    let run = try Titration.run(
      ["preview", "mine.yaml", "--weight", "70kg", "--html", "./mine.yaml"], in: scratch.path)
    #expect(run.code == "T8022")
    #expect(try scratch.read("mine.yaml") == text)
  }

  @Test("Without rsvg-convert a PNG is refused, with the package that has it; nothing is written")
  func noPNG() throws {
    let scratch = try Scratch()
    let run = try Titration.run(
      plan + ["--png", "a.png", "--svg", "a.svg"], in: scratch.path,
      environment: ["PATH": scratch.path])
    #expect(run.code == "T8024")
    #expect(run.status == 64)
    #expect(run.errors.contains("--png"))
    #expect(run.errors.contains("librsvg2-bin"))
    #expect(!scratch.names.contains("a.svg"))
  }

  @Test(
    "With rsvg-convert a PNG is one",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/rsvg-convert")))
  func png() throws {
    let scratch = try Scratch()
    let run = try Titration.run(plan + ["--png", "a.png"], in: scratch.path)
    #expect(run.status == 0)
    let bytes = try Data(contentsOf: URL(filePath: scratch.file("a.png")))
    #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
  }
}
