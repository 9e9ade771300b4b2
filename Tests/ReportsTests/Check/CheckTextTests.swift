import Diagnostics
import Dosing
import Foundation
import Limits
import Quantities
import Reports
import Testing

@Suite("A check as text for people")
struct CheckTextTests {
  private func text(
    _ cases: [CheckedCase], verbose: Bool = false, style: TextStyle = TextStyle()
  ) -> String {
    CheckExample.report(cases).rendered(as: .text, .init(style: style, verbose: verbose))
  }

  @Test("a case is summed up in one line: protocol, patient, set, and how many of each")
  func summary() {
    let text = text([CheckExample.aCase()]).flat
    #expect(
      text.contains(
        "ward-a · 82 kg · ketamine/acute-pain: HARD 1 · soft 2 · pass 2 · not checked 2 HARD"))
  }

  @Test("the rule that is kept by the least is named where none is broken, and only there")
  func nearest() {
    #expect(
      text([CheckExample.aCase(judgements: [CheckExample.passing])]).flat.contains(
        "pass 3 (nearest: rate-max, exactly at the bound)"))
    for judgement in [CheckExample.judgement(), CheckExample.judgement(accepted: true)] {
      #expect(!text([CheckExample.aCase(judgements: [judgement])]).contains("nearest"))
    }
  }

  @Test("the worst comes first, then the order of the set")
  func order() throws {
    let text = text([CheckExample.aCase()])
    let places = try ["day-max:", "cystitis:", "rate-max:"].map { id in
      try #require(text.range(of: " \(id)")?.lowerBound, "\(id)")
    }
    #expect(places == places.sorted())
  }

  @Test("a finding says the value, the bound, the excess, which bound binds, when and which step")
  func finding() {
    let text = text([CheckExample.aCase()]).flat
    // 0.42 of 0.3 is 140 %; 0.42 mg/kg/h of 82 kg is 34.44 mg/h, 0.3 is 24.6.
    #expect(
      text.contains(
        "soft rate-max: rate 0.42 mg/kg/h, allowed at most 0.3 mg/kg/h: 40 % above "
          + "34.44 mg/h where 24.6 mg/h is the bound; the bound per kg binds here, not 30 mg/h "
          + "first at 00:30 by step 3, ward.csv:4:1 (set rate `0.42 mg/kg/h for 4 h`); for 4 h in "
          + "all"))
    // 34 mg/h of 82 kg.
    #expect(text.contains("as the pump can run it: 0.4146 mg/kg/h"))
    #expect(text.contains("advice: Watch the patient closely."))
    #expect(
      text.contains(
        "source: Schwenk ES, et al. 2018, doi:10.1097/AAP.0000000000000806 "
          + "(seen in the abstract or label)"))
    #expect(text.contains("(one transcription); the evidence is weak"))
  }

  @Test("what happens more than once, and worst later on, is said so")
  func repeated() {
    #expect(
      text([CheckExample.aCase()]).flat.contains(
        "HARD day-max: dose in any 24 h 500 mg, allowed at most 400 mg: 25 % above "
          + "first at D2 00:01 by step 3, ward.csv:4:1 (set rate `0.42 mg/kg/h for 4 h`); for 1 h in "
          + "all; 2 times; worst at D2 01:00 in session 2"))
  }

  @Test("where another step is worst than the first that breaks a bound, both are named")
  func worstStep() {
    var rate = CheckExample.rate()
    (rate.firstLine, rate.first) = (1, 0)
    let judgement = Judgement(
      limits: CheckExample.set, verdicts: [Verdict(.rule(0), .broken(.soft), breaches: [rate])])
    #expect(
      text([CheckExample.aCase(judgements: [judgement])]).flat.contains(
        "first at 00:00 by step 2, ward.csv:3:1 (set rate `0.2 mg/kg/h for 30 min`); for 4 h in "
          + "all; worst at 00:30 by step 3, ward.csv:4:1 (set rate `0.42 mg/kg/h for 4 h`)"))
  }

  @Test("a declared condition says how much it matters")
  func condition() {
    #expect(
      text([CheckExample.aCase()]).flat.contains(
        "soft cystitis: declared, and with it the drug is to be given only with care"))
  }

  @Test("a value just beyond its bound never reads as the bound")
  func justBeyond() {
    let limit = 24.6 / 60
    let breach = Breach(
      worst: Measurement(
        value: limit.nextUp, limit: limit, bound: CheckExample.quantity("0.3 mg/kg/h"),
        severity: .soft, side: .upper))
    let judgement = Judgement(
      limits: CheckExample.set,
      verdicts: [Verdict(.rule(0), .broken(.soft), worst: breach.worst, breaches: [breach])])
    let report = CheckExample.report([CheckExample.aCase(judgements: [judgement])])
    let text = report.rendered(as: .text).flat
    #expect(!text.contains("rate 0.3 mg/kg/h,"))
    #expect(text.contains("rate 0.300000000000000"))
    #expect(text.contains("less than 0.001 % above"))
    #expect(!report.rendered(as: .json).contains("\"value\":0.3,"))
  }

  @Test("a lower bound is required, and a value below it lies below")
  func lowerBound() {
    let breach = Breach(
      worst: Measurement(
        value: 0.5, limit: 1, bound: CheckExample.quantity("60 s"), severity: .soft, side: .lower,
        session: 2), occurrences: 3)
    let judgement = Judgement(
      limits: CheckExample.set,
      verdicts: [Verdict(.rule(2), .broken(.soft), worst: breach.worst, breaches: [breach])])
    #expect(
      text([CheckExample.aCase(judgements: [judgement])]).flat.contains(
        "soft bolus-time: time that a bolus takes 30 s, required at least 60 s: 50 % below "
          + "3 times; worst in session 2"))
  }

  @Test("an accepted finding keeps its reason, its name and its date, and is counted apart")
  func accepted() {
    let text = text([CheckExample.aCase(judgements: [CheckExample.judgement(accepted: true)])]).flat
    #expect(text.contains("HARD 1 · soft 1 · accepted 1"))
    #expect(text.contains("accepted until 2027-03-31 by Dr. A: burn unit, monitored"))
  }

  @Test("what was not checked is listed with its reason, and never called passed")
  func notChecked() {
    let cases = [CheckExample.aCase(), CheckExample.aCase("ward-b", line: 5)]
    let text = text(cases).flat
    #expect(text.contains("Not checked, which does not mean passed"))
    #expect(text.contains("- plasma-max: there is no model; help: name one (2 of 2 cases)"))
    #expect(text.contains("- sessions: for patients of 65 y and more (2 of 2 cases)"))
  }

  @Test("a case that no set judges says so, and fails at every severity")
  func noSet() {
    let cases = [CheckExample.aCase(judgements: [])]
    #expect(
      text(cases).contains("ward-a · 82 kg: not judged: no set of limits concerns what it gives"))
    for severity in LimitSeverity.allCases {
      #expect(CheckExample.report(cases, failOn: severity).conclusion == .findings)
    }
  }

  @Test("passes are listed with what is left where that is asked for")
  func verbose() {
    let text = text([CheckExample.aCase(judgements: [CheckExample.passing])], verbose: true).flat
    #expect(text.contains("pass recent stroke: not declared"))
    #expect(
      text.contains(
        "pass rate-max: rate 0.3 mg/kg/h, allowed at most 0.3 mg/kg/h (soft): exactly at the bound"
      ))
  }

  @Test("what a pump changes is summed up by the largest change, or listed step by step")
  func pump() {
    // 16 of 16.4 is 2.44 % less, 34 of 34.44 is 1.28 % less.
    let short = text([CheckExample.aCase()]).flat
    #expect(
      short.contains(
        "pump 2 steps differ, most of all step 2, ward.csv:3:1: ordered 16.4 mg/h, the pump "
          + "gives 16 mg/h (-2.4 %)"))
    #expect(!short.contains("(-1.3 %)"))
    #expect(
      text([CheckExample.aCase()], verbose: true).flat.contains("the pump gives 34 mg/h (-1.3 %)"))
  }

  @Test("what a pump cannot run at all is always listed, with what it would take")
  func pumpCannot() {
    var judgement = CheckExample.passing
    judgement.differences = [
      Pump.Difference(
        line: 0, intended: 24.6, deliverable: nil, outcome: .unknownStrength, setting: nil,
        share: nil),
      Pump.Difference(
        line: 2, intended: 34.44 / 60, deliverable: nil, outcome: .tooFast, setting: 1.5 / 60,
        share: nil),
    ]
    let text = text([CheckExample.aCase(judgements: [judgement])]).flat
    #expect(
      text.contains(
        "pump step 1, ward.csv:2:1: ordered 24.6 mg, the strength is not stated, so nobody knows"))
    #expect(
      text.contains(
        "pump step 3, ward.csv:4:1: ordered 34.44 mg/h, faster than the pump can run (1500 mL/h)"))
  }

  @Test("weights are rounded so that nobody relies on a tenth that does not pass")
  func weights() {
    let id = CheckExample.set.id
    let ranges =
      [
        WeightRange(
          limitSet: id, subject: .rule(0), lower: 35, upper: 41.31, outcome: .judged(.broken(.hard))
        ),
        WeightRange(
          limitSet: id, subject: .rule(0), lower: 41.31, upper: 118, outcome: .judged(.pass)),
      ]
      + WeightRange.all(
        of: WeightRanges(
          subject: .rule(1),
          ranges: [
            WeightRanges.Range(from: 35, to: 150, outcome: .judged(.pass)),
            WeightRanges.Range(from: 150, to: 160, outcome: .impossible("beyond the model")),
          ]), by: id)
    let text = text([CheckExample.aCase(ranges: ranges)]).flat
    #expect(
      text.contains("weight rate-max: hard finding 35.0-41.4 kg, passes 41.4-118.0 kg"))
    #expect(
      text.contains(
        "weight day-max: passes 35.0-150.0 kg, cannot be worked out (beyond the model) 150.0-160.0")
    )
  }

  @Test("a verdict that is not the expected one has a code, a place and a remedy")
  func unexpected() {
    let report = CheckExample.report([
      CheckExample.aCase(judgements: [CheckExample.passing], expected: .soft, line: 6)
    ])
    #expect(
      report.rendered(as: .text).flat.contains(
        "T6050 the verdict of `ward-a` for 82 kg is pass, and soft was expected help: correct the "
          + "protocol or the limits, or state the verdict that is right"))
    #expect(
      report.rendered(as: .github).hasPrefix(
        "::error file=ward.csv,line=6,col=1,endColumn=4,title=T6050 the verdict is not"))
  }

  @Test("what was never checked is not the pass that was expected")
  func expectedPass() {
    let report = CheckExample.report([
      CheckExample.aCase(judgements: [CheckExample.unused], expected: .pass)
    ])
    #expect(report.conclusion == .findings)
    #expect(report.rendered(as: .text).flat.contains("is not checked, and pass was expected"))
  }

  @Test("no line is wider than the style, in ASCII nothing else is written, and nothing is lost")
  func widths() {
    for width in [60, 72, 100, 140] {
      let text = CheckExample.report().rendered(
        as: .text, .init(style: TextStyle(width: width, ascii: true), verbose: true))
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
      #expect(text.utf8.allSatisfy { $0 < 128 })
      #expect(text.flat.contains("ward-e | 82 kg"))
    }
  }

  @Test("colour is the style's choice")
  func colour() {
    let report = CheckExample.report()
    #expect(!report.rendered(as: .text).contains("\u{1B}"))
    let coloured = report.rendered(as: .text, .init(style: TextStyle(color: true)))
    #expect(coloured.contains("\u{1B}[1;31m"))
  }

  @Test("files are valid or have errors, which can be left out where they were shown before")
  func files() {
    var report = CheckReport(version: "0.1.0")
    report.add(CheckedFile(path: "a.yaml", kind: "protocol", id: "a"))
    report.add(CheckedFile(path: "broken.yaml", diagnostics: [CheckExample.fault]))
    let text = report.rendered(as: .text)
    #expect(text.contains("a.yaml: valid (protocol a)\n"))
    #expect(text.contains("broken.yaml:7:3: error[T3004]"))
    #expect(text.hasSuffix("broken.yaml: 1 error\n"))
    #expect(
      report.rendered(as: .text, .init(showsDiagnostics: false))
        == "a.yaml: valid (protocol a)\nbroken.yaml: 1 error\n")
  }
}
