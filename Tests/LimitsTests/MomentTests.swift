import Dosing
import Foundation
import Limits
import PropertyTesting
import Quantities
import Randomness
import Simulation
import Testing

@Suite("One moment judged")
struct MomentTests {
  /// What a rule about something says at a moment.
  private struct Case: CustomTestStringConvertible {
    var measure: Measure
    var minutes: Int
    /// In the canonical unit; nothing when it says nothing about the moment.
    var value: Double?
    var testDescription: String { "\(measure) at \(minutes) min" }
  }

  private static let hour: Quantity = {
    do { return try q("1 h") } catch { fatalError("\(error)") }
  }()

  /// For 80 kg 8 mg/h for an hour and 16 mg/h for half an hour, again two days later.
  private static func steps() throws -> [ProtocolStep] {
    [try Step.rate("0.1 mg/kg/h", for: "60 min"), try Step.rate("0.2 mg/kg/h", for: "30 min")]
  }

  private func verdict(
    _ rule: LimitRule, _ steps: [ProtocolStep], at minutes: Int, sessions: Int = 1,
    withCurve: Bool = false, concentration: String? = nil, pump: Pump? = nil
  ) throws -> Verdict {
    let schedule = try dosing(steps, concentration: concentration, sessions: sessions)
      .schedule(for: patient("80 kg"))
    let judged = JudgedCase(
      patient: try patient("80 kg"), schedule: schedule,
      curve: withCurve ? try curve(schedule) : nil)
    let moment = Tick(flicks: Int64(minutes) * Tick.perMinute)
    return try #require(
      try limits([rule], pump: pump).judgement(of: judged, at: moment).verdicts.first)
  }

  /// A bound so high in the measure's dimension that nothing passes it.
  private func bound(on measure: Measure) -> String {
    switch measure {
    case .rate, .rateIncrease: "1e6 mg/h"
    case .sessionInterval, .sessionDuration, .courseDuration, .timeBeforeIncrease, .bolusInterval:
      "1e6 min"
    case .sessionCount, .bolusCount: "1000000"
    case .pumpFlow: "1e6 mL/h"
    default: "1e6 mg"
    }
  }

  private static let runs: [Case] = [
    Case(measure: .rate, minutes: 0, value: 8 / 60),
    Case(measure: .rate, minutes: 59, value: 8 / 60),
    Case(measure: .rate, minutes: 60, value: 16 / 60),
    Case(measure: .rate, minutes: 90, value: nil),
    Case(measure: .rateIncrease, minutes: 60, value: 8 / 60),
    Case(measure: .rateIncrease, minutes: 61, value: nil),
    Case(measure: .timeBeforeIncrease, minutes: 60, value: 60),
    // 45 min of 8 mg/h and 15 min of 16 mg/h.
    Case(measure: .doseInWindow(hour), minutes: 75, value: 10),
    Case(measure: .doseInWindow(hour), minutes: 150, value: 0),
    Case(measure: .sessionDose, minutes: 75, value: 12),
    Case(measure: .sessionDose, minutes: 1000, value: 16),
    Case(measure: .sessionDose, minutes: 2910, value: 4),
    Case(measure: .courseDose, minutes: 2910, value: 20),
    Case(measure: .sessionDuration, minutes: 2910, value: 30),
    Case(measure: .courseDuration, minutes: 2910, value: 2910),
    Case(measure: .courseDuration, minutes: 9000, value: 2970),
    Case(measure: .sessionCount, minutes: 2879, value: 1),
    Case(measure: .sessionCount, minutes: 2880, value: 2),
    Case(measure: .sessionInterval, minutes: 2880, value: 2880),
    Case(measure: .sessionInterval, minutes: 2881, value: nil),
    // 16 mg/h of 1 mg/mL.
    Case(measure: .pumpFlow, minutes: 60, value: 0.016 / 60),
  ]

  @Test("what is in force, and how much there has been by then", arguments: runs)
  private func values(wanted: Case) throws {
    let verdict = try verdict(
      rule(wanted.measure, softUpper: [bound(on: wanted.measure)]), Self.steps(),
      at: wanted.minutes, sessions: 2, concentration: "1 mg/mL")
    guard let value = wanted.value else {
      guard case .notChecked(.nothingToMeasure) = verdict.outcome else {
        Issue.record("\(verdict.outcome)")
        return
      }
      return
    }
    #expect(verdict.outcome == .pass)
    #expect(abs(try #require(verdict.worst?.value) - value) <= 1e-12 * value)
  }

  private static let boluses: [Case] = [
    Case(measure: .bolusDose, minutes: 10, value: 8),
    Case(measure: .bolusDose, minutes: 11, value: nil),
    Case(measure: .bolusInterval, minutes: 10, value: 10),
    Case(measure: .bolusInterval, minutes: 0, value: nil),
    Case(measure: .bolusCount, minutes: 0, value: 1),
    Case(measure: .bolusCount, minutes: 15, value: 2),
    Case(measure: .bolusCount, minutes: 500, value: 3),
    Case(measure: .rate, minutes: 10, value: nil),
  ]

  @Test("doses at once count at their own moment", arguments: boluses)
  private func doses(wanted: Case) throws {
    let steps = try ["0 min", "10 min", "20 min"].map { try Step.bolus("0.1 mg/kg", at: $0) }
    let verdict = try verdict(
      rule(wanted.measure, hardUpper: [bound(on: wanted.measure)]), steps, at: wanted.minutes)
    #expect(verdict.worst?.value == wanted.value)
  }

  @Test("a margin is what is left up to the bound, and beyond it the bound is broken")
  func margins() throws {
    // 16 mg/h of 80 kg are 0.2 mg/kg/h.
    let rule = try rule(.rate, softUpper: ["0.16 mg/kg/h"], hardUpper: ["0.25 mg/kg/h"])
    let low = try verdict(rule, Self.steps(), at: 30)
    #expect(low.outcome == .pass)
    #expect(abs(try #require(low.worst?.margin) - 0.375) < 1e-12)
    let high = try verdict(rule, Self.steps(), at: 60)
    #expect(high.outcome == .broken(.soft))
    #expect(abs(try #require(high.worst?.margin) + 0.25) < 1e-12)
    #expect(high.worst?.line == 1)
    #expect(high.breaches.isEmpty)
    // Later the whole course is still too fast, and this moment is not.
    guard case .notChecked(.nothingToMeasure) = try verdict(rule, Self.steps(), at: 91).outcome
    else {
      Issue.record("nothing runs after 90 min")
      return
    }
  }

  @Test("a lower bound of what grows waits until nothing more can come")
  func lowerBounds() throws {
    let dose = try rule(.sessionDose, softLower: ["17 mg"])
    guard
      case .notChecked(.nothingToMeasure(let why)) =
        try verdict(dose, Self.steps(), at: 89).outcome
    else {
      Issue.record("the session is going on")
      return
    }
    #expect(why == "what it requires can still be reached")
    #expect(try verdict(dose, Self.steps(), at: 90).outcome == .broken(.soft))
    // Beside it the upper bound is looked at all the same.
    let both = try rule(.sessionDose, softUpper: ["20 mg"], softLower: ["17 mg"])
    #expect(try verdict(both, Self.steps(), at: 75).worst?.margin == 0.4)
    let window = try rule(.doseInWindow(Self.hour), softLower: ["9 mg"])
    #expect(try verdict(window, Self.steps(), at: 60).outcome == .broken(.soft))
    #expect(try verdict(window, Self.steps(), at: 75).outcome == .pass)
    #expect(try verdict(window, Self.steps(), at: 91).worst == nil)
  }

  @Test("concentrations are those of the moment, peaks and times those up to it")
  func concentrations() throws {
    // 100 mg at once into 100 L at 10 min, falling with 0.01 1/min.
    let steps = [try Step.bolus("100 mg", at: "10 min")]
    func value(_ measure: Measure, at minutes: Int) throws -> Double? {
      try verdict(
        rule(measure, softUpper: [measure.isTime ? "1e6 min" : "9 mg/L"]), steps, at: minutes,
        withCurve: true
      ).worst?.value
    }
    let level = Measure.concentration(of: .plasma, settledAfter: nil)
    #expect(try value(level, at: 9) == 0)
    #expect(try value(level, at: 10) == 1)
    #expect(abs(try #require(try value(level, at: 70)) - exp(-0.6)) < 1e-14)
    let peak = Measure.peakConcentration(of: .plasma)
    #expect(try value(peak, at: 9) == nil)
    #expect(try value(peak, at: 10) == 1)
    #expect(try value(peak, at: 70) == 1)
    let above = Measure.timeAbove(try q("500 ng/mL"), of: .plasma)
    #expect(try value(above, at: 40) == 30)
    #expect(abs(try #require(try value(above, at: 900)) - log(2) / 0.01) < 1e-9)
  }

  @Test("a lower bound of a peak or of a time waits until it can no longer be reached")
  func concentrationsRequired() throws {
    let steps = [try Step.infusion("100 mg", over: "100 min")]
    let peak = try rule(.peakConcentration(of: .plasma), softLower: ["2 mg/L"])
    #expect(try verdict(peak, steps, at: 99, withCurve: true).worst == nil)
    #expect(try verdict(peak, steps, at: 100, withCurve: true).outcome == .broken(.soft))
    // 1 - exp(-1) = 0.632 mg/L, halved 69 min later.
    let above = try rule(
      .timeAbove(try q("316 ng/mL"), of: .plasma), softLower: ["200 min"])
    #expect(try verdict(above, steps, at: 160, withCurve: true).worst == nil)
    #expect(try verdict(above, steps, at: 170, withCurve: true).outcome == .broken(.soft))
  }

  @Test("rates, windows and courses of random schedules are what each delivery alone adds up to")
  func bruteForce() throws {
    let seed = RandomCase.seed
    print("moments of random schedules: TITRATE_SEED=\(seed)")
    var random = SplitMix64(seed: seed)
    let windows = WindowDoseTests()
    for number in 0..<(RandomCase.isSlow ? 400 : 40) {
      let schedule = windows.schedule(&random)
      let width = Int.random(in: 1...500, using: &random)
      let set = try limits([
        rule(.rate, softUpper: ["1e6 mg/h"], id: "rate"),
        rule(.doseInWindow(q("\(width) s")), softUpper: ["1e6 mg"], id: "window"),
        rule(.courseDose, softUpper: ["1e6 mg"], id: "course"),
      ])
      let judged = JudgedCase(patient: try patient("80 kg"), schedule: schedule)
      for second in (0..<8).map({ _ in Int.random(in: 0...1100, using: &random) }) {
        let moment = second * WindowDoseTests.second
        let found = try set.judgement(of: judged, at: moment).verdicts.map { $0.worst?.value }
        let given = windows.given(schedule, by: second, before: false)
        let before = windows.given(schedule, by: second - width, before: false)
        // An infusion of up to five minutes is a bolus in this set.
        let rate = schedule.deliveries.reduce(0.0) { sum, delivery in
          guard case .finiteInfusion(let rate) = delivery.manner,
            (delivery.end - delivery.start).minutes > 5, delivery.start <= moment,
            moment < delivery.end
          else { return sum }
          return sum + rate
        }
        let place = "TITRATE_SEED=\(seed), schedule \(number), second \(second)"
        #expect(found[0] == (rate > 0 ? rate : nil), "\(place)")
        #expect(abs(try #require(found[1]) - (given - before)) < 1e-9, "\(place)")
        #expect(abs((found[2] ?? 0) - given) < 1e-9, "\(place)")
      }
    }
  }

  @Test("without a model a concentration is not known, at no moment")
  func unknown() throws {
    let verdict = try verdict(
      rule(.concentration(of: .plasma, settledAfter: nil), softUpper: ["1 mg/L"]), Self.steps(),
      at: 30)
    guard case .notChecked(.unknown) = verdict.outcome else {
      Issue.record("\(verdict.outcome)")
      return
    }
  }

  @Test("what the pump makes of a rate is looked at beside the rate itself")
  func pump() throws {
    // 8 mg/h and 16 mg/h of 1 mg/mL; steps of 5 mL/h make 10 and 15 of them.
    let pump = Pump(
      flowStep: try q("5 mL/h"), lowestFlow: try q("5 mL/h"), highestFlow: try q("100 mL/h"))
    let rule = try rule(.rate, softUpper: ["9 mg/h"])
    let verdict = try verdict(rule, Self.steps(), at: 30, concentration: "1 mg/mL", pump: pump)
    #expect(verdict.outcome == .broken(.soft))
    #expect(verdict.worst?.basis == .deliverable)
    #expect(abs(try #require(verdict.worst?.value) - 10.0 / 60) < 1e-15)
  }
}

extension Measure {
  fileprivate var isTime: Bool { if case .timeAbove = self { true } else { false } }
}
