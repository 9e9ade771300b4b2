import Dosing
import Limits
import PropertyTesting
import Quantities
import Randomness
import Testing

@Suite("Doses in any window")
struct WindowDoseTests {
  static let second = Tick(flicks: Tick.perMinute / 60)

  /// A schedule of boluses and infusions on whole seconds.
  func schedule(_ random: inout SplitMix64) -> Schedule {
    let count = Int.random(in: 1...12, using: &random)
    var deliveries: [Delivery] = []
    for line in 0..<count {
      let start = Int.random(in: 0...600, using: &random) * Self.second
      let amount = Double(Int.random(in: 1...40, using: &random)) / 4
      if Bool.random(using: &random) {
        deliveries.append(
          Delivery(drug: "ketamine", .bolus(amount: amount), start: start, end: start, line: line))
      } else {
        let end = start + Int.random(in: 1...400, using: &random) * Self.second
        deliveries.append(
          Delivery(
            drug: "ketamine", .finiteInfusion(rate: amount), start: start, end: end, line: line))
      }
    }
    return Schedule(deliveries: deliveries)
  }

  /// What was given by the end of a second, and just before it, one delivery after another.
  func given(_ schedule: Schedule, by second: Int, before: Bool) -> Double {
    let moment = second * Self.second
    return schedule.deliveries.reduce(0) { sum, delivery in
      switch delivery.manner {
      case .bolus(let amount):
        return sum + (delivery.start < moment || delivery.start == moment && !before ? amount : 0)
      case .finiteInfusion(let rate), .setRate(let rate):
        return sum + rate * max(.zero, min(moment, delivery.end) - delivery.start).minutes
      }
    }
  }

  @Test(
    "the maximum, the first passing and the time beyond agree with brute force, second by second")
  func bruteForce() throws {
    let seed = RandomCase.seed
    print("windows of random schedules: TITRATE_SEED=\(seed)")
    var random = SplitMix64(seed: seed)
    for number in 0..<(RandomCase.isSlow ? 400 : 40) {
      let schedule = schedule(&random)
      let width = Int.random(in: 1...500, using: &random)
      // Events and window lie on whole seconds, where piecewise linear amounts have their extremes.
      let after = (0...1600).map {
        given(schedule, by: $0, before: false) - given(schedule, by: $0 - width, before: false)
      }
      let before = (0...1600).map {
        given(schedule, by: $0, before: true) - given(schedule, by: $0 - width, before: true)
      }
      let largest = (after + before).max() ?? 0
      let window = try q("\(width) s")
      let limit = largest * Double.random(in: 0.3...0.99, using: &random)
      let bound = try Quantity(
        DecimalNumber(significand: Int64(limit * 1e6), exponent: -6), q("1 mg").unit)
      let set = try limits([
        rule(.doseInWindow(window), softUpper: [bound.description])
      ])
      let judgement = try set.judgement(
        of: JudgedCase(patient: patient("80 kg"), schedule: schedule))
      let verdict = try #require(judgement.verdicts.first)
      let worst = try #require(verdict.worst)
      #expect(abs(worst.value - largest) <= 1e-12 * largest, "case \(number)")
      let breach = try #require(verdict.breaches.first)
      // Between two seconds the amount is a straight line.
      var (first, duration) = (Double?.none, 0.0)
      for second in 0..<1600 {
        let (a, b) = (after[second] - bound.canonical, before[second + 1] - bound.canonical)
        guard a > 0 || b > 0 else { continue }
        let from = a > 0 ? 0 : a / (a - b)
        let to = b > 0 ? 1 : a / (a - b)
        first = first ?? (Double(second) + from) / 60
        duration += (to - from) / 60
      }
      #expect(abs(try #require(breach.first) - (first ?? -1)) < 1e-9, "case \(number)")
      #expect(abs(try #require(breach.duration) - duration) < 1e-9, "case \(number)")
    }
  }

  @Test("a dose just one window after another is no longer in the same window")
  func halfOpen() throws {
    let steps = [try Step.bolus("20 mg"), try Step.bolus("20 mg", at: "60 min")]
    #expect(
      try verdict(rule(.doseInWindow(q("1 h")), hardUpper: ["20 mg"]), steps).outcome == .pass)
    let longer = try verdict(rule(.doseInWindow(q("60.001 min")), hardUpper: ["20 mg"]), steps)
    #expect(longer.outcome == .broken(.hard))
    #expect(longer.worst?.value == 40)
    #expect(longer.worst?.line == 1)
  }

  @Test("a lower bound concerns windows within the course")
  func lower() throws {
    let steps = [try Step.rate("20 mg/h", for: "1 h"), try Step.rate("10 mg/h", for: "3 h")]
    let verdict = try verdict(rule(.doseInWindow(q("1 h")), softLower: ["15 mg"]), steps)
    #expect(verdict.outcome == .broken(.soft))
    #expect(verdict.worst?.value == 10)
    #expect(verdict.breaches.first?.first == 90)
    #expect(verdict.breaches.first?.duration == 150)
  }

  @Test("verdicts do not depend on the order of rules or deliveries")
  func order() throws {
    var random = SplitMix64(seed: RandomCase.seed)
    for _ in 0..<20 {
      let schedule = schedule(&random)
      var shuffled = schedule
      shuffled.deliveries.shuffle(using: &random)
      let rules = [
        try rule(.doseInWindow(q("5 min")), softUpper: ["3 mg"], id: "a"),
        try rule(.courseDose, hardUpper: ["30 mg"], id: "b"),
        try rule(.rate, softUpper: ["5 mg/min"], hardUpper: ["20 mg/min"], id: "c"),
        try rule(.bolusDose, softUpper: ["4 mg"], hardUpper: ["8 mg"], id: "d"),
      ]
      let (first, second) = (
        try limits(rules).judgement(of: JudgedCase(patient: patient("80 kg"), schedule: schedule)),
        try limits(rules.reversed()).judgement(
          of: JudgedCase(patient: patient("80 kg"), schedule: shuffled))
      )
      func essence(_ verdict: Verdict) -> [String] {
        ["\(verdict.outcome)", "\(String(describing: verdict.worst))"]
          + verdict.breaches.map { "\($0)" }
      }
      #expect(first.verdicts.map(essence) == second.verdicts.reversed().map(essence))
    }
  }
}
