import Diagnostics
import Dosing
import Foundation
import Kinetics
import Limits
import Patients
import Quantities
import Simulation
import Testing

@Suite("The weights at which verdicts change")
struct BreakingWeightTests {
  private func ranges(
    _ rules: [LimitRule], _ steps: [ProtocolStep], from lower: String = "35 kg",
    to upper: String = "160 kg",
    curve: (@Sendable (Schedule, Double) throws -> Curve)? = nil
  ) throws -> [WeightRanges] {
    let weights = try #require(QuantityRange(try q(lower), try q(upper)))
    let dosing = try dosing(steps)
    return try limits(rules).ranges(across: weights) { (weight) throws(DiagnosticError) in
      let patient = Patient(weight: weight)
      let schedule = try dosing.schedule(for: patient)
      return JudgedCase(
        patient: patient, schedule: schedule,
        curve: curve.flatMap { try? $0(schedule, weight.canonical) })
    }
  }

  private func check(
    _ found: WeightRanges?, _ expected: [(Double, WeightRanges.Outcome)], last: Double = 160,
    within tolerance: Double = 1e-12
  ) throws {
    let ranges = try #require(found).ranges
    #expect(ranges.map(\.outcome) == expected.map(\.1))
    for (range, start) in zip(ranges, expected.map(\.0)) {
      #expect(abs(range.from - start) <= tolerance * start)
    }
    #expect(ranges.last?.to == last)
    #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.to == $1.from })
  }

  @Test("a dose per kilogram against an absolute bound breaks at the quotient of the two")
  func quotient() throws {
    let found = try ranges(
      [
        rule(.bolusDose, softUpper: ["50 mg"], hardUpper: ["60 mg"]),
        rule(.bolusDose, softLower: ["20 mg"]),
      ], [Step.bolus("0.5 mg/kg")])
    try check(
      found.first,
      [(35, .judged(.pass)), (100, .judged(.broken(.soft))), (120, .judged(.broken(.hard)))])
    try check(found.last, [(35, .judged(.broken(.soft))), (40, .judged(.pass))])
  }

  @Test(
    "a cap ends the rise: passes below, broken in between, passes never again or from the cap on")
  func caps() throws {
    // 0.35 mg/kg/h up to 25 mg/h from 71.43 kg on; 0.3 mg/kg/h is kept only beyond 83.33 kg.
    let found = try ranges(
      [rule(.rate, hardUpper: ["0.3 mg/kg/h"]), rule(.rate, hardUpper: ["24 mg/h"])],
      [Step.rate("0.35 mg/kg/h", for: "4 h", atMost: "25 mg/h")])
    try check(found.first, [(35, .judged(.broken(.hard))), (25 / 0.3, .judged(.pass))])
    try check(found.last, [(35, .judged(.pass)), (24 / 0.35, .judged(.broken(.hard)))])
  }

  @Test("of two bounds the tighter one binds, and a narrow range between two roots is found")
  func narrow() throws {
    // 50 mg against the smaller of 0.5001 mg/kg and what is left of 50.001 mg.
    let found = try ranges(
      [rule(.bolusDose, hardUpper: ["0.625 mg/kg", "50 mg"])], [Step.bolus("0.5 mg/kg")])
    try check(found.first, [(35, .judged(.pass)), (100, .judged(.broken(.hard)))])
    let fixed = try ranges(
      [rule(.bolusDose, hardUpper: ["0.625 mg/kg", "50 mg"])], [Step.bolus("45 mg")])
    try check(fixed.first, [(35, .judged(.broken(.hard))), (72, .judged(.pass))])
  }

  @Test("a range of weights that a rule concerns ends where it says")
  func selectors() throws {
    let selector = Selector(
      weight: try QuantityRange(parsing: "50..70 kg", as: .weight, at: place()))
    let found = try ranges(
      [rule(.bolusDose, hardUpper: ["30 mg"], selector: selector)], [Step.bolus("0.5 mg/kg")])
    let outcomes = try #require(found.first).ranges
    #expect(outcomes.map(\.from) == [35, 50, 60, 70])
    #expect(outcomes.map(\.to) == [50, 60, 70, 160])
    #expect(outcomes[1].outcome == .judged(.pass))
    #expect(outcomes[2].outcome == .judged(.broken(.hard)))
  }

  @Test("an allometric peak breaks where the closed form does")
  func allometric() throws {
    // One compartment of 100 L (w/70): 0.5 mg/kg give the same peak in everybody; with 100 L
    // (w/70)^0.75 the peak is 0.35 mg/L (w/70)^0.25.
    let volume: @Sendable (Schedule, Double) throws -> Curve = { schedule, weight in
      let litres = 100 * pow(weight / 70, 0.75)
      let amount = schedule.deliveries[0].amount
      return try Curve(
        systems: [(.zero, .mammillary(volume: litres, k10: 0.01))],
        inputs: [Input(state: 0, .jump(amount: amount), start: .zero)],
        outputs: [Curve.Output(name: "plasma", analyte: "ketamine", state: 0)])
    }
    let found = try ranges(
      [rule(.peakConcentration(of: .plasma), hardUpper: ["0.37 mg/L"])], [Step.bolus("0.5 mg/kg")],
      curve: volume)
    let expected = 70 * pow(0.37 / 0.35, 4)
    try check(
      found.first, [(35, .judged(.pass)), (expected, .judged(.broken(.hard)))], within: 1e-11)
  }

  @Test(
    "a peak that moves from one dose to another leaves a kink, on both sides of which roots lie")
  func kink() throws {
    // Two boluses, 60 mg and 1 mg/kg: the larger of them against 60.5 mg, and lower against 60.2.
    let found = try ranges(
      [rule(.bolusDose, hardUpper: ["60.5 mg"]), rule(.bolusDose, softUpper: ["60 mg"])],
      [Step.bolus("60 mg"), Step.bolus("1 mg/kg", at: "6 h")])
    try check(found.first, [(35, .judged(.pass)), (60.5, .judged(.broken(.hard)))])
    try check(found.last, [(35, .judged(.pass)), (60, .judged(.broken(.soft)))])
  }

  @Test("weights for which a protocol cannot be worked out are told from those that break")
  func impossible() throws {
    let weights = try #require(QuantityRange(try q("40 kg"), try q("100 kg")))
    let found = try limits([rule(.bolusDose, hardUpper: ["50 mg"])]).ranges(across: weights) {
      (weight) throws(DiagnosticError) in
      let patient: Patient
      let schedule: Schedule
      do {
        // At 178 cm the ideal weight of a man is 73.0 kg: no adjusted weight up to there.
        patient = Patient(weight: weight, height: try q("178 cm"), sex: .male)
        schedule = try dosing([Step.bolus("0.5 mg/kg adjusted")]).schedule(for: patient)
      } catch let error as DiagnosticError {
        throw error
      } catch {
        throw DiagnosticError(
          Diagnostic(.brokenSchedule, at: nil, "\(error)", remedy: "correct the test"))
      }
      return JudgedCase(patient: patient, schedule: schedule)
    }
    let ranges = try #require(found.first).ranges
    #expect(ranges.count == 2)
    guard case .impossible(let why) = ranges[0].outcome else {
      Issue.record("\(ranges)")
      return
    }
    #expect(why.contains("adjusted"))
    #expect(abs(ranges[1].from - (50 + 2.3 * (178 / 2.54 - 60))) < 1e-9)
    #expect(ranges[1].outcome == .judged(.pass))
  }

  @Test("the error of a pump is not checked between weights, and its absence is not blamed")
  func pumpBetweenWeights() throws {
    let dosing = try dosing([Step.rate("20 mg/h", for: "1 h")], concentration: "10 mg/mL")
    let pump = Pump(
      flowStep: try q("0.1 mL/h"), lowestFlow: try q("0.1 mL/h"), highestFlow: try q("999 mL/h"))
    let weights = try #require(QuantityRange(try q("50 kg"), try q("60 kg")))
    let found = try limits([rule(.pumpError, softUpper: ["5 %"])], pump: pump)
      .ranges(across: weights) { (weight) throws(DiagnosticError) in
        let patient = Patient(weight: weight)
        return JudgedCase(patient: patient, schedule: try dosing.schedule(for: patient))
      }
    #expect(
      found.first?.ranges.map(\.outcome) == [
        .judged(
          .notChecked(
            .unknown(
              "what the steps of the pump do between weights",
              remedy: "judge single weights with `--weight`")))
      ])
  }
}
