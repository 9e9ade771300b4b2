import Diagnostics
import Dosing
import Kinetics
import Limits
import Quantities
import Simulation
import Testing

@testable import Reports

@Suite("Findings of two plans compared")
struct FindingChangeTests {
  private func rule(
    _ id: String, _ measure: Measure, soft: [String] = [], hard: [String] = []
  ) -> LimitRule {
    LimitRule(
      id: id, measure: measure,
      upper: Thresholds(
        soft: soft.map(CheckExample.quantity), hard: hard.map(CheckExample.quantity)),
      advisory: "Read \(id).", source: "Nobody 2020", evidence: .abstract)
  }

  private func side(
    _ schedule: Schedule, _ rules: [LimitRule], withCurve: Bool = true,
    accepting acceptances: [Acceptance] = []
  ) throws -> PreviewReport {
    let drug = try SimulatedDrug(model: Example.bound(), schedule: schedule)
    let set = LimitSet(
      id: "ketamine/ward", title: "Ward", drug: "ketamine", form: "racemic base",
      careArea: CareArea("ward"), rules: rules)
    let judgement = try set.judgement(
      of: JudgedCase(
        patient: Example.patient, schedule: schedule, curve: withCurve ? drug.curve : nil))
    let day = try #require(CalendarDay("2026-11-27"))
    return PreviewReport(
      protocolID: "demo", protocolTitle: "Invented", patient: Example.patient, schedule: schedule,
      drugs: [drug], judgements: [judgement.accepting(acceptances, on: day)])
  }

  private let plasma = Measure.concentration(of: .plasma, settledAfter: nil)

  /// 40 mg over 40 min; and 28 mg at once, then 8, 12, 16 and 20 mg/h for half an hour each and
  /// 24 mg/h for 46 h.
  private func report(_ rules: [LimitRule]) throws -> ComparisonReport {
    ComparisonReport(
      try side(Example.infusions(), rules), try side(Example.escalation(), rules))
  }

  @Test("new before worse before gone, hard before soft, each with both sides")
  func order() throws {
    let report = try report([
      rule("rate", .rate, soft: ["50 mg/h"]), rule("course", .courseDose, soft: ["32 mg"]),
      rule("bolus", .bolusDose, soft: ["20 mg"]), rule("session", .sessionDose, hard: ["100 mg"]),
      rule("ceiling", .rate, hard: ["100 mg/h"]),
    ])
    #expect(
      report.findingChanges.map(\.kind) == [.gone, .worse, .new, .new, .kept])
    let text = try report.text(TextStyle(width: 120)).flat
    // 28 + 4 + 6 + 8 + 10 + 24 * 46 mg are 1160 mg.
    let wanted = [
      "A ketamine/ward: soft 2 · pass 2 · not checked 1",
      "B ketamine/ward: HARD 1 · soft 2 · pass 2",
      "new HARD ketamine/ward/session A: kept: 40 mg, allowed at most 100 mg: 60 % left "
        + "B: HARD: dose in a session 1160 mg, allowed at most 100 mg: 1060 % above",
      "new soft ketamine/ward/bolus A: not checked: there is no bolus "
        + "B: soft: bolus dose 28 mg, allowed at most 20 mg: 40 % above B: first at 00:00 by step 1",
      "worse soft ketamine/ward/course A: soft: dose in the whole course 40 mg, "
        + "allowed at most 32 mg: 25 % above",
      "gone soft ketamine/ward/rate A: soft: rate 60 mg/h, allowed at most 50 mg/h: 20 % above",
      "B: kept: 24 mg/h, allowed at most 50 mg/h: 52 % left source: Nobody 2020",
    ]
    let places = wanted.map { text.firstRange(of: $0)?.lowerBound }
    for (words, place) in zip(wanted, places) { #expect(place != nil, "\(words)") }
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(report.worstNewFinding == .hard)
    #expect(
      try report.content().json().flat.contains(
        #""label": "new HARD", "text": "ketamine/ward/session", "alarm": true"#))
  }

  @Test("a finding that starts at another time has changed, one that is the same is only named")
  func changed() throws {
    let a = Example.infusions()
    var b = a
    b.deliveries[0].start = b.deliveries[0].start + Example.minutes(60)
    b.deliveries[0].end = b.deliveries[0].end + Example.minutes(60)
    b.lines[0].start = b.lines[0].start + Example.minutes(60)
    b.lines[0].end = b.lines[0].end + Example.minutes(60)
    let rules = [rule("rate", .rate, soft: ["50 mg/h"])]
    let moved = ComparisonReport(try side(a, rules), try side(b, rules))
    #expect(moved.findingChanges.map(\.kind) == [.changed])
    #expect(moved.worstNewFinding == nil)
    let text = try moved.text().flat
    #expect(text.contains("changed soft ketamine/ward/rate"))
    #expect(text.contains("A: first at 00:00"))
    #expect(text.contains("B: first at 01:00"))
    let same = ComparisonReport(try side(a, rules), try side(a, rules))
    let unchanged = try same.text().flat
    #expect(unchanged.contains("no finding is new, gone or changed"))
    #expect(unchanged.contains("the same on both sides: soft rate"))
  }

  @Test("what is looked at no more is said, and is no improvement")
  func unchecked() throws {
    let rules = [rule("plasma", plasma, soft: ["1 ng/mL"])]
    let report = ComparisonReport(
      try side(Example.infusions(), rules),
      try side(Example.infusions(), rules, withCurve: false))
    #expect(report.findingChanges.map(\.kind) == [.unchecked])
    #expect(
      try report.text(TextStyle(width: 160)).flat.contains(
        "B: not checked: the concentrations; help: choose a model"))
  }

  @Test("what somebody accepted on the new side is no new finding")
  func accepted() throws {
    let rules = [rule("bolus", .bolusDose, soft: ["20 mg"])]
    let acceptance = Acceptance(
      rule: "bolus", reason: "known", by: "A. Author",
      until: try #require(CalendarDay("2027-01-01")))
    let report = ComparisonReport(
      try side(Example.infusions(), rules),
      try side(Example.escalation(), rules, accepting: [acceptance]))
    #expect(report.findingChanges.map(\.kind) == [.new])
    #expect(report.worstNewFinding == nil)
    #expect(try report.text(TextStyle(width: 120)).flat.contains("B: accepted until 2027-01-01"))
  }

  @Test("values within their bounds on both sides are compared in the unit of the bound")
  func kept() throws {
    let report = try report([
      rule("rate", .rate, soft: ["1 mg/kg/h"]), rule("plasma", plasma, hard: ["9 mg/L"]),
    ])
    // 60 mg/h and 24 mg/h of 80 kg.
    #expect(
      try report.text(TextStyle(width: 120)).flat.contains(
        "rate, soft at most 1 mg/kg/h 0.75 0.3 -0.45 -60 %"))
    #expect(report.worstNewFinding == nil)
  }

  @Test("without limits it says that none were checked")
  func none() throws {
    var report = try report([])
    report.a.judgements = nil
    report.b.judgements = nil
    let text = try report.text().flat
    #expect(text.contains("Findings not checked ketamine: no set of limits was named for it"))
    #expect(text.contains("Limits: not checked, so no finding is compared"))
  }

  @Test("a side that no set judges is never passed in silence")
  func oneSided() throws {
    var report = try report([rule("rate", .rate, soft: ["50 mg/h"])])
    report.b.judgements = []
    #expect(report.findingChanges.map(\.kind) == [.unchecked])
    let text = try report.text(TextStyle(width: 120)).flat
    #expect(text.contains("B not judged: no set of limits concerns what it gives"))
    #expect(text.contains("B: not judged by this set"))
  }
}
