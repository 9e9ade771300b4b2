import Diagnostics
import Documents
import Dosing
import Testing

/// A wrong text and what is reported about it.
struct Fault: CustomTestStringConvertible, Sendable {
  let text: String
  let found: [String]

  init(_ text: String, _ found: String...) {
    self.text = text
    self.found = found
  }

  var testDescription: String { text }
}

@Suite("Every fault of a protocol file is reported at its place")
struct ProtocolFaultTests {
  @Test(
    "faults of steps, below `drug: ketamine` and `steps:`",
    arguments: [
      Fault("[{give: 0.5 mg/kg, set rate: 1 mg/h}]", "T2020 5:27"),
      Fault("[{set rate: 1 mg/h, over: 1 h}]", "T2020 5:28"),
      Fault("[{give: 1 mg, for: 1 h}]", "T2020 5:22"),
      Fault("[{hold: 1 h, at most: 1 mg/h}]", "T2020 5:21"),
      Fault("[{at: 1 h}]", "T2021 5:9"),
      Fault("[{gives: 1 mg}]", "T2002 5:10", "T2021 5:9"),
      Fault("[{give: 1 mg, ovr: 1 h}]", "T2002 5:22"),
      Fault("[]", "T2030 5:8"),
      Fault("now", "T2001 5:8"),
      Fault("[now]", "T2001 5:9"),
      Fault("[{give: 1 mg, over: 0 min}]", "T2031 5:28"),
      Fault("[{give: 1 mg, at: -5 min}]", "T2032 5:26"),
      Fault("[{give: 0 mg}]", "T3007 5:16"),
      Fault("[{give: -1 mg}]", "T3007 5:16"),
      Fault("[{give: 1}]", "T3003 5:16"),
      Fault("[{give: 1 mgs}]", "T3008 5:18"),
      Fault("[{give: 1 mg/h}]", "T3004 5:16"),
      Fault("[{give: '1,5 mg'}]", "T3005 5:16"),
      Fault("[{give: 1 mg/kg idael}]", "T3006 5:24"),
      Fault("[{set rate: 0.2 mg/kg, for: 1 h}]", "T3004 5:20"),
      Fault("[{give: 1 mg, over: 5 mg}]", "T3004 5:28"),
      Fault("[{give: 1 mg, at most: 5 mg, at least: 6 mg}]", "T5010 5:16"),
      Fault("[{give: 1 mg, repeat: {times: 0, every: 1 h}}]", "T2027 5:38"),
      Fault("[{give: 1 mg, repeat: {times: 2.5, every: 1 h}}]", "T2027 5:38"),
      Fault("[{give: 1 mg, repeat: {times: 2}}]", "T2003 5:30"),
      Fault("[{stop: later}]", "T2005 5:16"),
      Fault("[{set rate: 1 mg/h}]", "T5001 5:20"),
      Fault("[{give: 1 mg}, {stop: now}]", "T5002 5:30"),
      Fault("[{give: 1 mL}]", "T5009 5:16"),
      Fault("[{give: 1 mg, route: a b}]", "T2028 5:29"),
      Fault("[{escalate: {from: 1 mg/h, to: 3 mg/h, every: 1 h}}]", "T2003 5:20"),
      Fault(
        "[{escalate: {from: 1 mg/h, to: 3.5 mg/h, by: 1 mg/h, every: 1 h}}]", "T5003 5:20"),
      Fault("[{escalate: {from: 1 mg/h, to: 3 mg/kg/h, by: 1 mg/h, every: 1 h}}]", "T5004 5:20"),
      Fault("[{taper: {from: 1 mg/h, to: 3 mg/h, by: 1 mg/h, every: 1 h}}]", "T5005 5:17"),
      Fault("[{escalate: {from: 1 mg/h, to: 3 mg/h, by: 0 mg/h, every: 1 h}}]", "T3007 5:51"),
      Fault(
        "[{escalate: {from: 1 mg/h, to: 3 mg/h, by: 1 mg/h, every: 1 h, for: 1 h}}]",
        "T5006 5:20"),
      Fault("[{give: 1 mg, over: 200 y}]", "T5014 5:16"),
      Fault("[{give: $dose}]", "T2022 5:16"),
      Fault(
        "[{give: 1 mgs}, {set rate: 1}, {hold: 0 h}]", "T3008 5:18", "T3003 5:35", "T2031 5:46"),
    ])
  func steps(fault: Fault) {
    #expect(findings { try yaml("drug: ketamine\nsteps: \(fault.text)") } == fault.found)
  }

  @Test(
    "faults of a course, behind sound steps",
    arguments: [
      Fault("{sessions: 6}", "T2003 6:9"),
      Fault("{every: 1 d}", "T2003 6:9"),
      Fault("{sessions: six, every: 1 d}", "T2027 6:20"),
      Fault("{sessions: 6, every: 1 d, on days: [1]}", "T2020 6:10", "T2020 6:23"),
      Fault("{on days: [1, 1]}", "T5012 6:9"),
      Fault("{on days: [1, x]}", "T2027 6:23"),
      Fault("{sessions: 6, every: 10 min}", "T5011 6:9"),
      Fault("{sessions: 2, every: 1 d, after: 3 d}", "T5012 6:9"),
      Fault("{sessions: 2, every: 1 d, scale: {from: 50 %}}", "T2003 6:42"),
      Fault("{sessions: 2, every: 1 d, scale: 0 %}", "T3007 6:42"),
      Fault("{sessions: 2, evry: 1 d}", "T2002 6:23", "T2003 6:9"),
    ])
  func courses(fault: Fault) {
    let body = "drug: ketamine\nsteps: [{give: 1 mg, over: 20 min}]\ncourse: \(fault.text)"
    #expect(findings { try yaml(body) } == fault.found)
  }

  @Test(
    "faults of a whole file",
    arguments: [
      Fault("id: x\ntitrate: protocol/1\n", "T2004 1:1"),
      Fault("titrate: protocol/2\nid: x\n", "T2004 1:10"),
      Fault("titrate: model/1\nid: x\n", "T2004 1:10"),
      Fault("", "T1001 1:1"),
      Fault("titrate: protocol/1\nid: X y\ntitle: T\ndrug: k\nsteps: [{give: 1 mg}]", "T2028 2:5"),
      Fault("titrate: protocol/1\n", "T2003 1:1", "T2003 1:1", "T2003 1:1", "T2003 1:1"),
      Fault(file("drug: k\ndrugs: []"), "T2020 4:1", "T2030 5:8"),
      Fault(
        file("drugs: [{drug: k, steps: [{give: 1 mg}]}, {drug: k, steps: [{give: 2 mg}]}]"),
        "T5018 4:68"),
      Fault(
        file("sources: [{id: a, cite: b, evidence: two source}]\ndrug: k\nsteps: [{give: 1 mg}]"),
        "T2005 4:38"),
      Fault(file("limits: [a b]\ndrug: k\nsteps: [{give: 1 mg}]"), "T2028 4:10"),
      Fault(file("limits: []\ndrug: k\nsteps: [{give: 1 mg}]"), "T2030 4:9"),
      Fault(
        file("settings: {dose: {meaning: m, allowed: 5..4}}\ndrug: k\nsteps: [{give: $dose}]"),
        "T2026 4:40", "T2022 6:16"),
      Fault(
        file("settings: {Dose: {meaning: m, allowed: 5..4}}\ndrug: k\nsteps: [{give: 1 mg}]"),
        "T2026 4:40", "T2028 4:12"),
      Fault(
        file("settings: {n: {meaning: m, allowed: 1..4}}\ndrug: k\nsteps: [{give: 1 mg}]"),
        "T2023 4:12", "T2029 4:12"),
      Fault(
        file(
          "drugs: [{drug: k, steps: [{set rate: 1 mg/h}]}, {drug: m, steps: [{give: 1 mgs}]}]"),
        "T3008 4:76", "T5001 4:38"),
    ])
  func files(fault: Fault) {
    #expect(
      findings { try ProtocolDocument.read(text: fault.text, file: "test.yaml") } == fault.found)
  }

  @Test("no prefix of a file and no change of one character traps")
  func hostile() {
    let text = file(
      """
      settings: {n: {meaning: m, allowed: 1..4}}
      drugs:
        - drug: k
          concentration: 10 mg/mL
          steps:
            - {at: 1 min, give: 0.5 mg/kg, over: 40 min, at most: 40 mg, repeat: {times: $n, every: 1 h}}
            - escalate: {from: 1 mg/h, to: 3 mg/h, by: 1 mg/h, every: 1 h, for: 1 d}
            - {pause: 10 min}
            - {set rate: 7 mL/h, for: 1 h}
      course: [{sessions: 2, every: 10 d, scale: {to: 80 %}}, {on days: [1, 6], after: 30 d}]
      """)
    #expect(
      findings { try ProtocolDocument.read(text: text, file: "f", settings: ["n": "2"]) } == [])
    for index in text.indices {
      let end = text.index(after: index)
      for insert in ["", "9", "-", "e"] {
        let changed = text[..<index] + insert + text[end...]
        _ = try? ProtocolDocument.read(text: String(changed), file: "f", settings: ["n": "2"])
      }
      _ = try? ProtocolDocument.summary(text: String(text[..<index]), file: "f")
    }
  }
}
