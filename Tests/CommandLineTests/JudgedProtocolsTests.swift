import Foundation
import Testing

@Suite("titrate check judges protocols by limits")
struct JudgedProtocolsTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    for (name, text) in DocumentedExample.files(of: CheckingProtocolsTests.article) {
      try scratch.write(text, to: name)
    }
  }

  private func check(_ arguments: String...) throws -> Titration {
    try Titration.run(["check"] + arguments, in: scratch.path)
  }

  private func check(by arguments: [String]) throws -> Titration {
    try Titration.run(
      ["check", "protocols", "--limits", "limits/ward.yaml"] + arguments, in: scratch.path)
  }

  @Test(
    "The exit status says what was found, at or above the severity asked for",
    arguments: [
      // Steps of 0.4 mg/kg/h: above 0.3 (soft) for all, above 40 mg/h (hard) above 100 kg.
      (["--weight", "45kg"], 1), (["--weight", "45kg", "--fail-on", "hard"], 0),
      (["--weight", "140kg", "--fail-on", "hard"], 1),
      (["--weight", "45kg", "--evidence", "strong"], 0),
    ] as [([String], Int32)])
  func status(arguments: [String], status: Int32) throws {
    #expect(try check(by: arguments).status == status)
  }

  @Test("A bound that is just touched is kept, and one step more is not")
  func boundary() throws {
    for (rate, status) in [("0.3", 0), ("0.3000000000000001", 1)] as [(String, Int32)] {
      try scratch.write(
        "protocol,drug,weight,set rate,for\na,ketamine,83 kg,\(rate) mg/kg/h,1 h\n", to: "a.csv")
      let run = try check("a.csv", "--limits", "limits/ward.yaml")
      #expect(run.status == status, "\(run.output)")
    }
  }

  @Test("A verdict that is not the expected one fails, whatever its severity")
  func expected() throws {
    let table = "protocol,drug,weight,give,over,expected\n"
    for (dose, verdict, status) in [
      ("0.25 mg/kg", "soft", 0), ("0.25 mg/kg", "pass", 1), ("0.4 mg/kg", "hard", 0),
      ("0.1 mg/kg", "pass", 0), ("0.1 mg/kg", "hard", 1),
    ] as [(String, String, Int32)] {
      try scratch.write(table + "a,ketamine,82 kg,\(dose),5 min,\(verdict)\n", to: "a.csv")
      let run = try check("a.csv", "--limits", "limits/ward.yaml")
      #expect(run.status == status, "\(dose) \(verdict): \(run.output)")
      #expect(run.output.contains("T6050") == (status == 1))
    }
  }

  @Test(
    "Every format is the same bytes each time, and holds the findings",
    arguments: ["text", "json", "junit", "sarif", "github"])
  func formats(format: String) throws {
    let arguments = ["--patients", "panel.csv", "--format", format]
    let first = try check(by: arguments)
    #expect(first.status == 1)
    #expect(try check(by: arguments).output == first.output)
    #expect(first.output.contains("drip-high"))
    #expect(!first.output.contains("\u{1B}"))
  }

  @Test("What was accepted counts no more, until its day has passed")
  func accepted() throws {
    let arguments = ["--weight", "45kg", "--accepted", "accepted.yaml", "--today"]
    #expect(try check(by: arguments + ["2027-06-30"]).status == 0)
    let late = try check(by: arguments + ["2027-07-01"])
    #expect(late.status == 1)
    #expect(late.errors.contains("accepted.yaml:3:"))
    #expect(late.errors.contains("warning[T6063]"))
    // Nothing accepts a hard finding.
    #expect(
      try check(by: ["--weight", "140kg", "--accepted", "accepted.yaml", "--today", "2026-11-27"])
        .output.contains("HARD 2"))
  }

  @Test(
    "What makes judging impossible is refused, with a remedy",
    arguments: [
      ([], "T3101", 64), (["--weight", "82kg", "--today", "2026-11-27"], "T8009", 64),
      (["--weight", "82kg", "--accepted", "accepted.yaml"], "T8009", 64),
      (["--weight", "82kg", "--accepted", "accepted.yaml", "--today", "tomorrow"], "T8023", 64),
      (["--weight", "82kg", "--condition", "pregnacy"], "T6060", 2),
      (["--weight", "82kg", "--care-area", "wards"], "T6061", 2),
      (["--weight", "82kg", "--diagnosis", "pain"], "T6061", 2),
      (["--weight", "82kg", "--model", "midazolam/albrecht-1999"], "T8014", 64),
      (["--across", "35kg..160kg"], "T8011", 64), (["--across", "weight=35..3000 kg"], "T3103", 2),
      (["--across", "weight=160kg..35kg"], "T3007", 2),
      (["--patients", "nobody.csv"], "T7001", 74),
      (["--weight", "82kg", "--set", "rate=1 mg/h"], "T2025", 2),
    ] as [([String], String, Int32)])
  func refused(arguments: [String], code: String, status: Int32) throws {
    let run = try check(by: arguments)
    #expect(run.code == code, "\(run.errors)")
    #expect(run.status == status)
    #expect(run.errors.contains("help: "))
  }

  @Test("A patient without limits, and limits without a protocol, say what is missing")
  func missing() throws {
    #expect(try check("protocols", "--weight", "82kg").code == "T8009")
    #expect(try check("panel.csv", "--limits", "limits/ward.yaml").code == "T8013")
    #expect(try check("protocols", "--limits", "ketamine/wrd").code == "T7007")
  }

  @Test("A protocol that no limits concern fails, also where only hard findings do")
  func unjudged() throws {
    try scratch.write(
      "protocol,drug,weight,give\na,midazolam,82 kg,2 mg\n", to: "a.csv")
    let run = try check("a.csv", "--limits", "limits/ward.yaml", "--fail-on", "hard")
    #expect(run.status == 1)
    #expect(run.errors.contains("a.csv:2:13: warning[T6062]"), "\(run.errors)")
    #expect(run.output.contains("a · 82 kg: not judged"))
  }

  @Test("A protocol names its own limits, and one with settings is not judged in silence")
  func ownLimits() throws {
    let library = "\(Titration.package)/models/protocols/ketamine"
    let own = try check("\(library)/depression-40-min.yaml", "--weight", "82kg")
    #expect(own.output.contains("ketamine/depression-infusion: "), "\(own.output)")
    let open = try check("\(library)/escalating-drip.yaml", "--weight", "82kg")
    #expect(open.errors.contains("warning[T2023]"))
    #expect(open.errors.contains("--set start=…"))
  }

  @Test("A verdict depends neither on the order of the protocols nor on the company they are in")
  func order() throws {
    let header = "protocol,drug,weight,give,over,set rate,for\n"
    let protocols = [
      "a,ketamine,50 kg; 120 kg,0.3 mg/kg,10 min,,\na,,,,,0.2 mg/kg/h,24 h\n",
      "b,ketamine,82 kg,0.4 mg/kg,10 min,,\n",
      "c,ketamine,140 kg,,,0.4 mg/kg/h,30 h\n",
    ]
    func verdicts(_ rows: [String]) throws -> [String] {
      try scratch.write(header + rows.joined(), to: "a.csv")
      let run = try check("a.csv", "--limits", "limits/ward.yaml", "--all")
      // Places are lines of the file, which are what changes.
      let text = run.output.replacing(/a\.csv:\d+:/, with: "a.csv:")
      let head = text.split(separator: "\n\n")[0]
      var blocks: [String] = []
      for line in head.split(separator: "\n").dropFirst() {
        if line.wholeMatch(of: #/ +[abc] · .*/#) != nil { blocks.append("") }
        blocks[blocks.count - 1] += line + "\n"
      }
      return blocks.sorted()
    }
    let all = try verdicts(protocols)
    #expect(all.count == 4)
    #expect(try verdicts(protocols.reversed()) == all)
    #expect(try (0..<3).flatMap { try verdicts([protocols[$0]]) }.sorted() == all)
  }

  @Test("preview and simulate show what limits say, and end with 1 where a hard one is broken")
  func shown() throws {
    // 5 mg/kg where the label's most is 4.5 mg/kg, which is a hard bound.
    let plan = ["5 mg/kg over 1 min", "--drug", "ketamine", "--weight", "82kg", "--age", "45y"]
    let limits = ["--limits", "ketamine/anaesthesia-induction", "--condition", "none"]
    let preview = try Titration.run(["preview"] + plan + limits)
    #expect(preview.status == 1)
    #expect(preview.output.contains("HARD            induction-dose: "), "\(preview.output)")
    let simulated = try Titration.run(["simulate"] + plan + limits + ["--at", "1min,10min"])
    #expect(simulated.status == 1)
    #expect(simulated.table["time_min"] == [1, 10])
    #expect(
      simulated.errors.contains(
        "phrase · 82 kg, no conditions · ketamine/anaesthesia-induction: HARD 1"))
    #expect(!simulated.errors.contains("valid"))
    let kept = try Titration.run(
      ["preview", "2 mg/kg over 1 min"] + plan.dropFirst() + limits)
    #expect(kept.status == 0)
  }
}
