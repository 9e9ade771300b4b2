import Testing

@Suite("titrate slips")
struct SlipsTests {
  private func slips(_ arguments: String...) throws -> Titration {
    try Titration.run(["slips"] + arguments + ["--weight", "82kg", "--age", "45y"])
  }

  @Test("What limits catch is named with the rule, and what slips through is listed")
  func caughtAndMissed() throws {
    // 0.5 mg/kg where 0.1 to 1 mg/kg are within bounds: ten times is 5, a lost point too, and
    // 181 kg for 82 kg is still 0.5 mg/kg.
    let run = try slips("depression-40-min")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("- ten times the dose: soft: plasma-recovery, session-dose"))
    #expect(run.output.contains("- a lost decimal point: soft: plasma-recovery, session-dose"))
    #expect(run.output.contains("- pounds typed as kilograms: slips through"))
    #expect(run.output.contains("- a repeated bolus: cannot happen: no bolus"))
    #expect(
      run.output.contains("Slipped through\n  - pounds typed as kilograms: depression-40-min\n"))
  }

  @Test("A protocol's own guards count: ranges of settings, and `at most`")
  func ownGuards() throws {
    // 0.35 mg/kg/h of 82 kg is 28.7 mg/h, and the protocol stops at 25 mg/h whatever is typed.
    let held = try slips("crps-outpatient-schwartzman-2009")
    #expect(held.output.contains("- ten times the dose: held by the protocol's own bound"))
    // The setting allows 500 to 700 mg/h.
    let refused = try slips("anaesthetic-dose-week")
    #expect(refused.output.contains("- ten times the dose: refused: T2024"))
  }

  @Test("All protocols of the library that name limits are tried, with what is assumed")
  func library() throws {
    let run = try slips("--concentration", "10mg/mL")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("rate = 500 mg/h, days = 5 d, bag of 10 mg/mL"))
    #expect(run.output.contains("SLIP "))
    #expect(!run.output.contains("esketamine"))
  }

  @Test("Nobody to try them on, or no such protocol, is said")
  func refused() throws {
    #expect(try Titration.run(["slips", "depression-40-min"]).code == "T3101")
    #expect(try slips("depression-40-mn").code == "T7007")
  }
}
