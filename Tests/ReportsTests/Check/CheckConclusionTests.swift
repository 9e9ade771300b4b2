import Diagnostics
import Limits
import Reports
import Testing

@Suite("How a check ends")
struct CheckConclusionTests {
  private func conclusion(
    _ cases: [CheckedCase], failOn: LimitSeverity, _ diagnostics: [Diagnostic] = []
  ) -> CheckReport.Conclusion {
    var report = CheckExample.report(cases, failOn: failOn)
    report.add(CheckedFile(path: "ward.csv", diagnostics: diagnostics))
    return report.conclusion
  }

  private func broken(_ severity: LimitSeverity, counts: Bool = true, accepted: Bool = false)
    -> CheckedCase
  {
    CheckExample.aCase(judgements: [
      Judgement(
        limits: CheckExample.set,
        verdicts: [
          Verdict(
            .rule(0), .broken(severity), breaches: [CheckExample.rate()], counts: counts,
            acceptance: accepted ? CheckExample.acceptance : nil)
        ])
    ])
  }

  @Test("a finding counts from the severity that was asked for on")
  func severity() {
    #expect(conclusion([broken(.soft)], failOn: .hard) == .clean)
    #expect(conclusion([broken(.soft)], failOn: .soft) == .findings)
    #expect(conclusion([broken(.hard)], failOn: .hard) == .findings)
    #expect(conclusion([broken(.hard)], failOn: .soft) == .findings)
  }

  @Test("what is accepted, has no say or was not checked fails nothing")
  func standing() {
    #expect(conclusion([broken(.soft, accepted: true)], failOn: .soft) == .clean)
    #expect(conclusion([broken(.hard, counts: false)], failOn: .soft) == .clean)
    let unused = CheckExample.aCase(judgements: [CheckExample.unused])
    #expect(conclusion([unused], failOn: .soft) == .clean)
  }

  @Test("an expectation decides where it is stated, whatever the severity")
  func expectation() {
    var one = broken(.hard)
    one.expected = .hard
    #expect(conclusion([one], failOn: .soft) == .clean)
    one.expected = .soft
    #expect(conclusion([one], failOn: .hard) == .findings)
    // An acceptance belongs to a place, the expectation to the protocol.
    var accepted = broken(.soft, accepted: true)
    accepted.expected = .soft
    #expect(conclusion([accepted], failOn: .soft) == .clean)
  }

  @Test("warnings about the text count as soft, errors make the input invalid")
  func diagnostics() {
    var warning = CheckExample.fault
    warning.severity = .warning
    #expect(conclusion([], failOn: .hard, [warning]) == .clean)
    #expect(conclusion([], failOn: .soft, [warning]) == .findings)
    #expect(conclusion([broken(.hard)], failOn: .hard, [CheckExample.fault]) == .invalidInput)
  }
}
