import Dosing
import Foundation
import Limits
import Quantities
import Simulation
import Testing

@Suite("Rules about concentrations")
struct ConcentrationRuleTests {
  /// 100 mg at once into 100 L: 1 mg/L, falling with 0.01 1/min.
  private let bolus = { [try Step.bolus("100 mg")] }

  @Test("a peak that just touches the bound is kept, one last digit more is not")
  func peak() throws {
    for measure in [
      Measure.peakConcentration(of: .plasma), .concentration(of: .plasma, settledAfter: nil),
    ] {
      #expect(
        try verdict(rule(measure, hardUpper: ["1 mg/L"]), bolus(), withCurve: true).outcome == .pass
      )
      let broken = try verdict(
        rule(measure, hardUpper: ["0.9999999999999999 mg/L"]), bolus(), withCurve: true)
      #expect(broken.outcome == .broken(.hard))
      #expect(broken.worst?.minutes == 0)
    }
    #expect(
      try verdict(
        rule(.peakConcentration(of: .plasma), softLower: ["1001 ng/mL"]), bolus(), withCurve: true
      ).outcome == .broken(.soft))
  }

  @Test("when a bound is first passed and for how long is solved for")
  func duration() throws {
    let verdict = try verdict(
      rule(.concentration(of: .plasma, settledAfter: nil), softUpper: ["500 ng/mL"]),
      [Step.bolus("50 mg"), Step.bolus("50 mg", at: "30 min")], withCurve: true)
    let breach = try #require(verdict.breaches.first)
    // 0.5 mg/L is touched at zero and passed at the second bolus.
    #expect(breach.first == 30)
    #expect(breach.firstLine == 1)
    let top = 0.5 * exp(-0.3) + 0.5
    #expect(abs(breach.worst.value - top) < 1e-15)
    #expect(abs(try #require(breach.duration) - log(top / 0.5) / 0.01) < 1e-9)
    #expect(breach.occurrences == 1)
  }

  @Test("every line that gives drug while a concentration is above its bound is to blame, no other")
  func lines() throws {
    // 1 mg/L from the start, falling with 0.01 1/min: 0.5 mg/L at 69 min. The bolus at 300 min makes
    // 0.6 mg/L and some; by 330 min it is below again.
    let steps = [
      try Step.bolus("100 mg"), try Step.infusion("0.01 mg", over: "60 min", at: "5 min"),
      try Step.infusion("0.01 mg", over: "60 min", at: "65 min"),
      try Step.infusion("0.01 mg", over: "60 min", at: "130 min"),
      try Step.bolus("60 mg", at: "300 min"),
      try Step.infusion("0.01 mg", over: "60 min", at: "400 min"),
    ]
    let measure = Measure.concentration(of: .plasma, settledAfter: nil)
    let breach = try #require(
      try verdict(rule(measure, hardUpper: ["500 ng/mL"]), steps, withCurve: true).breaches.first)
    #expect(breach.occurrences == 2)
    #expect(breach.lines == [0, 1, 2, 4])
    let low = try #require(
      try verdict(rule(measure, softLower: ["2 mg/L"]), steps, withCurve: true).breaches.first)
    #expect(low.lines.count <= 2)
  }

  @Test("a bolus passes a bound, not the infusion that starts with it")
  func cause() throws {
    let steps = [try Step.bolus("60 mg"), try Step.rate("30 mg/h", for: "1 h")]
    for (measure, bound) in [
      (Measure.concentration(of: .plasma, settledAfter: nil), "500 ng/mL"),
      (.doseInWindow(try q("1 h")), "50 mg"), (.sessionDose, "50 mg"), (.courseDose, "50 mg"),
    ] {
      let breach = try #require(
        try verdict(rule(measure, softUpper: [bound]), steps, withCurve: true).breaches.first)
      #expect(breach.first == 0)
      #expect(breach.firstLine == 0)
    }
  }

  @Test("time above a threshold")
  func timeAbove() throws {
    let minutes = log(10) / 0.01
    let measure = Measure.timeAbove(try q("100 ng/mL"), of: .plasma)
    let kept = try verdict(rule(measure, hardUpper: ["231 min"]), bolus(), withCurve: true)
    #expect(kept.outcome == .pass)
    #expect(abs(try #require(kept.worst?.value) - minutes) < 1e-9)
    #expect(
      try verdict(rule(measure, hardUpper: ["230 min"]), bolus(), withCurve: true).outcome
        == .broken(.hard))
  }

  @Test("a lower bound holds from when it has settled to the end of the session")
  func lower() throws {
    // Towards 1 mg/L: 1 - exp(-0.01 t).
    let steps = [try Step.rate("60 mg/h", for: "4 h")]
    let at60 = 1 - exp(-0.6)
    func outcome(_ bound: Double, settled: String) throws -> Verdict {
      try verdict(
        rule(
          .concentration(of: .plasma, settledAfter: q(settled)), softLower: ["\(bound) mg/L"]),
        steps, withCurve: true)
    }
    #expect(try outcome(at60 - 1e-9, settled: "60 min").outcome == .pass)
    let low = try outcome(at60 + 1e-9, settled: "60 min")
    #expect(low.outcome == .broken(.soft))
    #expect(low.breaches.first?.first == 60)
    guard case .notChecked(.nothingToMeasure) = try outcome(0.1, settled: "5 h").outcome else {
      Issue.record("the session is over before")
      return
    }
  }

  @Test("a bound by substance uses the molar mass of what is measured")
  func molar() throws {
    // 1 mg/L of 237.73 g/mol are 4.2064 umol/L.
    let measure = Measure.peakConcentration(of: .plasma)
    #expect(
      try verdict(rule(measure, hardUpper: ["4.207 umol/L"]), bolus(), withCurve: true).outcome
        == .pass)
    #expect(
      try verdict(rule(measure, hardUpper: ["4.206 umol/L"]), bolus(), withCurve: true).outcome
        == .broken(.hard))
  }
}

@Suite("Rules about what a pump can run")
struct PumpRuleTests {
  private func pump() throws -> Pump {
    Pump(
      flowStep: try q("0.1 mL/h"), lowestFlow: try q("0.1 mL/h"), highestFlow: try q("1200 mL/h"))
  }

  @Test("an intended rate that is kept can be broken by the rate that the pump runs")
  func deliverable() throws {
    // 0.12 mg/kg/h for 3.5 kg at 5 mg/mL becomes 0.143 mg/kg/h.
    let verdict = try verdict(
      rule(.rate, hardUpper: ["0.13 mg/kg/h"]), [Step.rate("0.12 mg/kg/h", for: "1 h")], "3.5 kg",
      concentration: "5 mg/mL", pump: pump())
    #expect(verdict.outcome == .broken(.hard))
    #expect(verdict.breaches.map(\.worst.basis) == [.deliverable])
    #expect(verdict.worst?.value == 0.5 / 60)
  }

  @Test("the pump's error is exact at its bound")
  func error() throws {
    // 0.1 mg/kg/h for 12 kg at 10 mg/mL: 1.2 mg/h become 1 mg/h, a sixth less.
    let steps = [try Step.rate("0.1 mg/kg/h", for: "1 h")]
    func outcome(_ bound: String) throws -> Verdict {
      try verdict(
        rule(.pumpError, softUpper: [bound]), steps, "12 kg", concentration: "10 mg/mL",
        pump: pump())
    }
    #expect(try outcome("16.7 %").outcome == .pass)
    #expect(try outcome("16.6 %").outcome == .broken(.soft))
    let exact = try verdict(
      rule(.pumpError, softUpper: ["25 %"]), [Step.rate("0.8 mg/h", for: "1 h")], "12 kg",
      concentration: "10 mg/mL", pump: pump())
    #expect(exact.outcome == .pass)
    #expect(exact.worst?.margin == 0)
  }

  @Test("a rate that no setting reaches has an error beyond every bound")
  func unreachable() throws {
    let verdict = try verdict(
      rule(.pumpError, hardUpper: ["1000 %"]), [Step.rate("0.1 mg/h", for: "1 h")],
      concentration: "10 mg/mL", pump: pump())
    #expect(verdict.outcome == .broken(.hard))
    #expect(verdict.worst?.value == .infinity)
  }

  @Test("flows and strengths at their bounds")
  func flows() throws {
    let steps = [try Step.rate("20 mg/h", for: "1 h")]
    for (measure, kept, broken) in [
      (Measure.pumpFlow, "2 mL/h", "1.99999999 mL/h"),
      (.bagConcentration, "10 mg/mL", "9.9999999 mg/mL"),
    ] {
      #expect(
        try verdict(rule(measure, hardUpper: [kept]), steps, concentration: "10 mg/mL").outcome
          == .pass)
      #expect(
        try verdict(rule(measure, hardUpper: [broken]), steps, concentration: "10 mg/mL").outcome
          == .broken(.hard))
    }
  }

  @Test("a peak belongs to what built it up, not to the rate that starts when it is reached")
  func peakBlame() throws {
    let steps = [try Step.infusion("100 mg", over: "1 min"), try Step.rate("1 mg/h", for: "1 h")]
    for measure in [
      Measure.concentration(of: .plasma, settledAfter: nil), .peakConcentration(of: .plasma),
    ] {
      let level = try verdict(rule(measure, softUpper: ["100 ng/mL"]), steps, withCurve: true)
      #expect(level.worst?.minutes == 1)
      #expect(level.worst?.line == 0)
    }
    // From 1 min on nothing is added in the window: its highest amount is the first dose's.
    let window = try verdict(
      rule(.doseInWindow(q("1 min")), softUpper: ["50 mg"]), steps, withCurve: false)
    #expect(window.worst?.value == 100)
    #expect(window.worst?.line == 0)
    // A dose at once, in contrast, makes its peak in its own moment.
    let jump = try verdict(
      rule(.peakConcentration(of: .plasma), softUpper: ["100 ng/mL"]),
      [Step.infusion("100 mg", over: "1 min"), Step.bolus("50 mg", at: "1 min")], withCurve: true)
    #expect(jump.worst?.line == 1)
  }
}
