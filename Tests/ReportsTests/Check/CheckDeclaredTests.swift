import Dosing
import Limits
import Reports
import Testing

@Suite("What a check says of declared conditions")
struct CheckDeclaredTests {
  private func text(of cases: [CheckedCase]) -> String {
    CheckExample.report(cases).rendered(as: .text)
  }

  @Test("declared conditions stand with the patient, and those that no rule judges are listed")
  func declared() {
    var checked = CheckExample.aCase(judgements: [CheckExample.passing])
    checked.conditions = []
    #expect(
      text(of: [checked]).contains("ward-a · 82 kg, no conditions · ketamine/acute-pain: pass 3"))
    checked.conditions = [.pregnancy, .seizures]
    checked.judgements[0].unjudged = [
      UnjudgedCondition(.pregnancy, judges: ["ketamine/other"]), UnjudgedCondition(.seizures),
    ]
    let text = text(of: [checked, CheckExample.aCase(line: 9)]).flat
    #expect(text.contains("82 kg, pregnancy, seizures · ketamine/acute-pain: pass 3 · declared"))
    #expect(
      text.contains(
        "- declared `pregnancy`: no rule of this set judges it; ketamine/other does (1 of 2 cases)")
    )
    let report = CheckExample.report([checked])
    #expect(
      report.rendered(as: .json).contains(
        #""not_judged":[{"condition":"pregnancy","judged_by":["ketamine/other"]},"#
          + #"{"condition":"seizures","judged_by":[]}]"#))
    #expect(report.rendered(as: .json).contains(#""conditions":["pregnancy","seizures"]"#))
    for format in [CheckReport.Format.junit, .sarif] {
      #expect(report.rendered(as: format).contains("declared `seizures`: no rule of this set"))
    }
  }

  @Test("a condition counts though the set is meant for others, and says so")
  func otherAge() {
    for (reason, words) in [
      (
        NotChecked.notConcerned("the age 15 y is not within 16..120 y"),
        "the set is meant for other patients (the age 15 y is not within 16..120 y); the condition "
          + "counts all the same"
      ),
      (
        .unknown("the patient's age", remedy: "state it"),
        "the condition counts though it is not known whether the set is meant for this patient "
          + "(the patient's age is not given); help: state it"
      ),
    ] {
      let judgement = Judgement(
        limits: CheckExample.set,
        verdicts: [Verdict(.contraindication(0), .broken(.hard), setExclusion: reason)])
      let report = CheckExample.report([CheckExample.aCase(judgements: [judgement])])
      #expect(report.rendered(as: .text).flat.contains(words))
      #expect(report.rendered(as: .json).contains("\"set_not_meant\":\"the "))
      #expect(report.rendered(as: .github).contains(words.dropFirst()))
      #expect(report.conclusion == .findings)
    }
  }
}
