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
}

@Suite("Every fault of a phrase is reported at its word")
struct PhraseFaultTests {
  @Test(
    "faults of phrases about ketamine",
    arguments: [
      Fault("", "T2034 1:1"),
      Fault("bolsu 20 mg", "T2033 1:1"),
      Fault("Bolus 20 mg", "T2033 1:1"),
      Fault("20 mg ovr 40 min", "T2033 1:7"),
      Fault("20 mg over", "T2034 1:11"),
      Fault("20 mg over 40", "T3003 1:12"),
      Fault("20 mg over 0 min", "T2031 1:12"),
      Fault("20", "T3003 1:1"),
      Fault("0,5 mg/kg", "T3005 1:1"),
      Fault(".5 mg/kg", "T3001 1:1"),
      Fault("-5 mg", "T3007 1:1"),
      Fault("0 mg", "T3007 1:1"),
      Fault("20 mgs", "T3008 1:4"),
      Fault("20 mg/kg idael", "T2033 1:10"),
      Fault("bolus 20 mg/h", "T3004 1:7"),
      Fault("run at 20 mg", "T3004 1:8"),
      Fault("20 mg for 1 h", "T2020 1:7"),
      Fault("20 mg/h over 1 h", "T2020 1:9"),
      Fault("20 mg over 1 h over 2 h", "T2020 1:16"),
      Fault("20 mg (at most 40 mg over 1 h", "T2033 1:22"),
      Fault("20 mg at most 40 mg/kg/h", "T3004 1:15"),
      Fault("20 mg/h", "T5001 1:1"),
      Fault("20 mg/h for 1 h,", "T2034 1:17"),
      Fault("20 mg/h for 1 h then", "T2034 1:21"),
      Fault("20 mg/h stepping 1 mg/h every 1 h to 30 mg/h", "T2033 1:18"),
      Fault("20 mg/h stepping up 1 mg/h to 30 mg/h", "T2033 1:28"),
      Fault("20 mg/h stepping up 7 mg/h every 1 h to 30 mg/h", "T5003 1:1"),
      Fault("20 mg/h stepping down 1 mg/h every 1 h to 30 mg/h", "T5005 1:1"),
      Fault("stepping down 1 mg/h every 1 h to 0", "T5002 1:1"),
      Fault("20 mg, 6 sessions", "T2034 1:18"),
      Fault("20 mg, 6 sesions every 2 d", "T3002 1:10"),
      Fault("20 mg over 1 h, 6 sessions every 30 min", "T5011 1:17"),
      Fault("20 mg, daily for ten days", "T2033 1:18"),
      Fault("20 mg, on days 3, 1", "T5012 1:8"),
      Fault("20 mg repeat 0 times every 1 h", "T2027 1:14"),
      Fault("20 mL/h of 1 mg/mL for 1 h, then 2 mg of 2 mg/mL", "T2036 1:42"),
      Fault("7 mL/h for 4 h", "T5009 1:1"),
      Fault("20 mg; ", "T2034 1:8"),
      Fault("20 mg; ketamine 20 mg", "T5018 1:17"),
      Fault("at 5 min", "T2034 1:9"),
      Fault("pause 10 min", "T5002 1:1"),
      Fault("20 mg/h for 1 h, hold", "T2034 1:22"),
      Fault("20 mg by 5", "T2033 1:10"),
    ])
  func phrases(fault: Fault) {
    #expect(findings { try phrase(fault.text) } == fault.found)
  }

  @Test("a phrase without a drug asks for one")
  func noDrug() {
    #expect(findings { try ProtocolPhrase.read("20 mg", drug: nil) } == ["T2035 1:1"])
  }

  @Test("a keyword that is nearly right is proposed")
  func didYouMean() throws {
    let error = #expect(throws: DiagnosticError.self) { try phrase("20 mg ovr 40 min") }
    #expect(error?.diagnostics.first?.remedy == "did you mean `over`?")
  }

  @Test("a phrase beyond any length is refused, and no prefix of a long one traps")
  func hostile() {
    #expect(findings { try phrase(String(repeating: "(", count: 20_000)) } == ["T1004 1:1"])
    let text = "ketamine bolus 0.35 mg/kg ideal (up to 40 mg) over 1 min, then at 2 h 5 mg/h per 70 kg stepping up 1 mg/h/70 kg every 30 min to 7 mg/h/70 kg for 48 h; midazolam 1 mg, 6 sessions every 4 d scaled to 50 %"
    for end in text.indices {
      _ = try? ProtocolPhrase.read(String(text[..<end]), drug: nil)
      _ = try? ProtocolPhrase.read(String(text[end...]), drug: nil)
    }
  }
}
