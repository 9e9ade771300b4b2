import Diagnostics
import Documents
import Dosing
import Quantities
import Testing

@Suite("Protocols are read from YAML")
struct ProtocolReadingTests {
  @Test("every key of a file is read")
  func everything() throws {
    let dosing = try ProtocolDocument.read(
      text: """
        titrate: protocol/1
        id: group/every-key
        title: Every key
        summary: For this test
        sources:
          - {id: a, cite: "Author: title", doi: 10.1000/x, evidence: two sources}
        drugs:
          - drug: ketamine
            concentration: 10 mg/mL
            steps:
              - {at: 1 min, give: 0.5 mg/kg, over: 40 min, route: iv, at most: 40 mg, at least: 20 mg}
              - {give: 1 mL, repeat: {times: 3, every: 20 min}}
              - {set rate: 0.1 mg/kg/h ideal, at most: 20 mg/h, for: 1 h}
              - escalate: {from: 1 mg/h, to: 3 mg/h, by: 1 mg/h, every: 1 h, for: 1 d, at most: 2 mg/h}
              - {hold: 1 h}
              - {taper: {to: 0 mg/h, by: 1 mg/h, every: 6 h}}
              - {wait: 5 min}
              - {set rate: 2 mg/h}
              - {at: 3 d, pause: 10 min}
              - {at: 4 d, stop: now}
          - drug: midazolam
            steps: [{give: 1 mg}]
        course:
          - {name: series, sessions: 2, every: 10 d, scale: {from: 100 %, to: 80 %}}
          - {on days: [1, 6], after: 30 d, scale: 50 %}
        """, file: "test.yaml")
    #expect(dosing.sources.map(\.evidence) == [.twoSources])
    #expect(dosing.drugs.map(\.steps.count) == [10, 1])
    #expect(
      dosing.drugs[0].steps[0].action
        == .infusion(
          .init(
            dose: .init(try q("0.5 mg/kg"), atMost: try q("40 mg"), atLeast: try q("20 mg")),
            over: try q("40 min"), route: "iv")))
    #expect(dosing.drugs[0].steps[1].repetition?.times == 3)
    #expect(dosing.drugs[0].steps[2].location.line == 13)
    #expect(dosing.drugs[0].steps[2].location.column == 20)
    #expect(dosing.course?.phases.map(\.name) == ["series", nil])
    #expect(dosing.course?.phases[1].scaleTo == nil)
    #expect(dosing.course?.phases[1].scaleFrom == (try q("50 %")))
  }

  @Test("a summary needs no values for settings")
  func summary() throws {
    let text = file(
      """
      settings:
        rate: {meaning: the rate, allowed: 500..700 mg/h}
        days: {meaning: how long, allowed: 5 d..7 d}
        sessions: {meaning: how many, allowed: 4..12}
        dose: {meaning: which arm, allowed: [0.1 mg/kg, 0.2 mg/kg]}
      drug: ketamine
      steps: [{set rate: $rate, for: $days}, {give: $dose}]
      course: {sessions: $sessions, every: 10 d}
      """)
    let summary = try ProtocolDocument.summary(text: text, file: "test.yaml")
    #expect(summary.id == "test")
    #expect(summary.drugs == ["ketamine"])
    #expect(
      summary.settings.map(\.allowedText) == [
        "from 500 mg/h to 700 mg/h", "from 5 d to 7 d", "a whole number from 4 to 12",
        "one of 0.1 mg/kg, 0.2 mg/kg",
      ])
    let dosing = try ProtocolDocument.read(
      text: text, file: "test.yaml",
      settings: ["rate": "0.6 g/h", "days": "5d", "sessions": "4", "dose": "200 mcg/kg"])
    #expect(
      dosing.drugs[0].steps[0].action == .setRate(.init(.init(try q("0.6 g/h")), for: try q("5 d")))
    )
    #expect(dosing.course?.phases.first?.timing == .every(sessions: 4, interval: try q("10 d")))
  }
}

@Suite("Settings have no defaults")
struct ProtocolSettingTests {
  let body = """
    settings:
      rate: {meaning: the constant rate, allowed: 500..700 mg/h}
      sessions: {meaning: how many, allowed: 4..12}
    drug: ketamine
    steps: [{set rate: $rate, for: 4 h}]
    course: {sessions: $sessions, every: 1 d}
    """

  func findings(_ settings: [String: String]) -> [Diagnostic] {
    do {
      _ = try ProtocolDocument.read(text: file(body), file: "test.yaml", settings: settings)
      return []
    } catch {
      return error.diagnostics
    }
  }

  @Test("missing values are reported at once, with meanings, ranges and a command line")
  func missing() throws {
    let found = findings([:])
    #expect(found.map(\.code.id) == ["T2023"])
    #expect(found[0].message.contains("the constant rate"))
    #expect(found[0].expected?.contains("`rate` from 500 mg/h to 700 mg/h") == true)
    #expect(found[0].remedy.contains("--set rate=\"500 mg/h\" --set sessions=4"))
    let second = findings(["rate": "600 mg/h"])
    #expect(second.first?.expected == "a whole number from 4 to 12")
    #expect(second.first?.remedy == "add `--set sessions=4` with the value you mean")
    #expect(found[0].location?.line == 5)
  }

  @Test("what is wrong with a value points at the option")
  func outOfRange() throws {
    for (value, code) in [
      ("701 mg/h", "T2024"), ("499.99 mg/h", "T2024"), ("600 mg", "T2024"), ("6 mg/kg/h", "T2024"),
      ("600", "T3003"), ("600 mgs/h", "T3008"), ("", "T3001"),
    ] {
      let found = findings(["rate": value, "sessions": "6"])
      #expect(found.map(\.code.id) == [code], "\(value)")
      #expect(found.first?.location?.file == "--set rate")
      #expect(found.first?.location?.lineText == value)
      #expect(found.first?.expected == "from 500 mg/h to 700 mg/h")
      #expect(found.first?.remedy.contains("--set rate=\"500 mg/h\"") == true)
    }
    for value in ["3", "13", "6 d", "06", "-6", "6.0"] {
      let found = findings(["rate": "600 mg/h", "sessions": value])
      #expect(found.count == 1, "\(value)")
      #expect(found.first?.location?.file == "--set sessions")
    }
    let perWeight = findings(["rate": "6 mg/kg/h", "sessions": "6"])
    #expect(perWeight.first?.remedy.hasPrefix("write it in `mg/h`") == true)
    #expect(findings(["rate": "500 mg/h", "sessions": "12"]).isEmpty)
  }

  @Test("a value for an unknown setting is refused with the nearest name")
  func unknown() throws {
    let found = findings(["rate": "600 mg/h", "sessions": "6", "sesions": "6"])
    #expect(found.map(\.code.id) == ["T2025"])
    #expect(found.first?.remedy == "did you mean `sessions`?")
    #expect(found.first?.location?.file == "--set sesions")
  }
}
