import Diagnostics
import Dosing
import Kinetics
import Limits
import Quantities
import Simulation
import Testing

@testable import Reports

@Suite("The limits nearest to one moment")
struct NearestLimitsTests {
  /// For 80 kg: 28 mg at once, 8 mg/h for half an hour, then 4 mg/h more every half hour.
  private let schedule = Example.escalation()

  private func rule(
    _ id: String, _ measure: Measure, soft: [String] = [], hard: [String] = [], line: Int = 7
  ) -> LimitRule {
    LimitRule(
      id: id, measure: measure,
      upper: Thresholds(
        soft: soft.map(CheckExample.quantity), hard: hard.map(CheckExample.quantity)),
      advisory: id == "rate" ? "Slow down." : nil, source: "nobody", evidence: .abstract,
      location: CheckExample.place(line, 5, file: "limits.yaml"))
  }

  private func judgement(
    _ rules: [LimitRule], at minutes: Int, of drug: SimulatedDrug? = nil,
    conditions: [PatientCondition]? = []
  ) throws -> Judgement {
    let set = LimitSet(
      id: "ketamine/ward", title: "Ward", drug: "ketamine", form: "racemic base",
      careArea: CareArea("ward"),
      sources: [Citation(id: "nobody", text: "Nobody 2020", doi: nil, evidence: .abstract)],
      rules: rules,
      contraindications: [
        Contraindication(
          .cystitis, severity: .hard, advisory: "Ask.", source: "nobody", evidence: .abstract)
      ])
    return try set.judgement(
      of: JudgedCase(
        patient: Example.patient, context: ClinicalContext(conditions: conditions),
        schedule: schedule, curve: drug?.curve),
      at: Example.minutes(minutes))
  }

  private func report(
    _ rules: [LimitRule], at minutes: Int, conditions: [PatientCondition]? = []
  ) throws -> ExplanationReport {
    let drug = try SimulatedDrug(model: Example.bound(), schedule: schedule)
    return ExplanationReport(
      PreviewReport(
        protocolID: "demo", protocolTitle: "Invented", patient: Example.patient,
        schedule: schedule, drugs: [drug],
        judgements: [try judgement(rules, at: minutes, of: drug, conditions: conditions)]),
      at: Example.minutes(minutes))
  }

  /// The lines of the table of limits.
  private func table(_ report: ExplanationReport) throws -> [String] {
    let lines = try report.text(TextStyle(width: 120)).split(separator: "\n").map(String.init)
    return lines.filter { $0.contains(#/^ {2}(HARD|soft|kept) /#) }.map(\.flat)
  }

  @Test("broken ones stand first, hard before soft, then by what is left of the bound")
  func order() throws {
    let rules = [
      // 28 mg, 4 mg and 2 of 6 mg by 40 min: 34 mg.
      rule("course", .courseDose, soft: ["68 mg"]),
      rule("rate", .rate, soft: ["10 mg/h"]),
      rule("day", .doseInWindow(CheckExample.quantity("24 h")), hard: ["30 mg"]),
      rule("session", .sessionDose, soft: ["0.5 mg/kg"]),
    ]
    #expect(
      try table(report(rules, at: 40)) == [
        "HARD day: dose in any 24 h 34 hard max 30 mg -4 -13.3 [1]",
        "soft rate: rate 12 soft max 10 mg/h -2 -20 [2]",
        "kept session: dose in a session 0.425 soft max 0.5 mg/kg 0.075 15 [3]",
        "kept course: dose in the whole course 34 soft max 68 mg 34 50 [4]",
      ])
  }

  @Test("each rule is followed by its place, its advice when it is broken, and its source")
  func notes() throws {
    let text = try report(
      [rule("rate", .rate, soft: ["0.1 mg/kg/h"], line: 31)], at: 40
    ).text(TextStyle(width: 300)).flat
    #expect(
      text.contains(
        "[1] ketamine/ward, line 31; 12 mg/h where 8 mg/h is the bound; advice: Slow down; "
          + "source: Nobody 2020 (seen in the abstract or label)"))
  }

  @Test("what is not known, and what says nothing about the moment, is named with the reason")
  func unknown() throws {
    let rules = [
      rule("bolus", .bolusDose, soft: ["1 mg"]),
      rule("brain", .concentration(of: .effectSite, settledAfter: nil), soft: ["1 mg/L"]),
    ]
    let text = try report(rules, at: 40, conditions: nil).text(TextStyle(width: 200)).flat
    #expect(text.contains("no rule says anything about this moment"))
    #expect(text.contains("bolus: no bolus is given at this moment"))
    #expect(text.contains("brain: the concentration at an effect site; help: choose"))
    #expect(text.contains("cystitis: which conditions the patient has; help: state them"))
  }

  @Test("a condition that excludes the patient excludes him at every moment")
  func condition() throws {
    let report = try report(
      [rule("rate", .rate, soft: ["10 mg/h"])], at: 40, conditions: [.cystitis])
    #expect(
      try table(report).map { $0.prefix(22) } == [
        "HARD cystitis: declare", "soft rate: rate 12 sof",
      ])
  }

  @Test("the table holds numbers for programs, and a chart has a mark at the moment")
  func json() throws {
    let report = try report([rule("rate", .rate, soft: ["10 mg/h"])], at: 40)
    let json = try report.content().json().flat
    #expect(json.contains(#"["soft","rate: rate",12,"soft max",10,"mg/h",-2,-20,"[1]"]"#))
    #expect(json.contains(#"{ "kind": "moment", "time_min": 40, "label": "00:40" }"#))
    let chart = try #require(try report.charts().first)
    #expect(chart.marks == [ChartModel.Mark(.moment, minutes: 40, label: "00:40")])
    // 10 mg/h as a line in the strip of rates.
    #expect(chart.dosing.rules.map(\.value) == [10])
    let picture = try #require(Picture(ChartModel.svg([chart])))
    #expect(picture.all("line", "mark moment").count == 1)
    #expect(try report.text().contains(/moment +▲ 00:40/))
  }

  @Test("without limits it says that none were looked at")
  func none() throws {
    var report = try report([], at: 40)
    report.preview.judgements = nil
    #expect(
      try report.text().flat.contains(
        "Nearest limits: ketamine not checked ketamine: no set of limits was named for it"))
  }

  @Test("what is exceeded without end has no remainder")
  func infinite() throws {
    let report = try report([rule("fast", .bolusRate, hard: ["1 mg/min"])], at: 0)
    #expect(
      try table(report) == ["HARD fast: rate of a bolus infinite hard max 1 mg/min [1]"])
  }
}
