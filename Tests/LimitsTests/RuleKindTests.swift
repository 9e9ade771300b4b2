import Dosing
import Limits
import Quantities
import Testing

@Suite("Each kind of rule keeps its bound when it is just touched and breaks just beyond")
struct RuleKindTests {
  /// A kind of rule, a schedule, the value it has there, and bounds just this side of it.
  struct Kind: CustomTestStringConvertible, Sendable {
    let name: String
    let measure: @Sendable () throws -> Measure
    let steps: @Sendable () throws -> [ProtocolStep]
    /// The value, as a bound that is just touched.
    let value: String
    /// A bound a little lower, and one a little higher.
    let below: String
    let above: String
    var sessions = 1
    /// Whether all values are the same, so that the largest is also the smallest.
    var isLevel = true

    var testDescription: String { name }
  }

  static let escalation: @Sendable () throws -> [ProtocolStep] = {
    [
      try Step.bolus("0.1 mg/kg"), try Step.infusion("0.2 mg/kg", over: "2 min"),
      try Step.rate("0.1 mg/kg/h", for: "30 min"), try Step.rate("0.15 mg/kg/h", for: "1 h"),
      try Step.pause("10 min"), try Step.rate("0.1 mg/kg/h", for: "4 h"),
    ]
  }

  static let kinds: [Kind] = [
    Kind(
      name: "bolus dose", measure: { .bolusDose }, steps: escalation, value: "0.2 mg/kg",
      below: "0.199999999999999999 mg/kg", above: "0.200000000000000001 mg/kg", isLevel: false),
    Kind(
      name: "bolus rate", measure: { .bolusRate },
      steps: { [try Step.infusion("30 mg", over: "3 min")] },
      value: "600 mg/h", below: "599.999999999999999 mg/h", above: "600.000000000000001 mg/h"),
    Kind(
      name: "bolus count", measure: { .bolusCount }, steps: escalation, value: "2", below: "1",
      above: "3"),
    Kind(
      name: "rate", measure: { .rate }, steps: escalation, value: "0.15 mg/kg/h",
      below: "0.149999999999999999 mg/kg/h", above: "0.150000000000000001 mg/kg/h", isLevel: false),
    // 0.3 mg/kg of boluses and 58 minutes of the two rates.
    Kind(
      name: "dose in a window", measure: { .doseInWindow(try q("1 h")) }, steps: escalation,
      value: "0.42 mg/kg", below: "0.419999999999999999 mg/kg",
      above: "0.420000000000000001 mg/kg", isLevel: false),
    Kind(
      name: "session dose", measure: { .sessionDose }, steps: escalation, value: "0.9 mg/kg",
      below: "0.899999999999999999 mg/kg", above: "0.900000000000000001 mg/kg", sessions: 3),
    Kind(
      name: "course dose", measure: { .courseDose }, steps: escalation, value: "2.7 mg/kg",
      below: "2.69999999999999999 mg/kg", above: "2.70000000000000001 mg/kg", sessions: 3),
    Kind(
      name: "session duration", measure: { .sessionDuration }, steps: escalation,
      value: "342 min", below: "341.9999999 min", above: "342.0000001 min", sessions: 2),
    Kind(
      name: "course duration", measure: { .courseDuration }, steps: escalation,
      value: "3222 min", below: "3221.9999999 min", above: "3222.0000001 min", sessions: 2),
    Kind(
      name: "rate increase", measure: { .rateIncrease }, steps: escalation, value: "0.05 mg/kg/h",
      below: "0.0499999999999999999 mg/kg/h", above: "0.0500000000000000001 mg/kg/h"),
    Kind(
      name: "rate decrease", measure: { .rateDecrease }, steps: escalation, value: "0.05 mg/kg/h",
      below: "0.0499999999999999999 mg/kg/h", above: "0.0500000000000000001 mg/kg/h"),
    Kind(
      name: "session count", measure: { .sessionCount }, steps: escalation, value: "3", below: "2",
      above: "4", sessions: 3),
    Kind(
      name: "bolus duration", measure: { .bolusDuration },
      steps: { [try Step.infusion("30 mg", over: "3 min")] }, value: "180 s", below: "179.9999 s",
      above: "180.0001 s"),
    Kind(
      name: "bolus interval", measure: { .bolusInterval },
      steps: { [try Step.bolus("20 mg"), try Step.bolus("20 mg", at: "20 min")] },
      value: "1200 s", below: "1199.9999 s", above: "1200.0001 s"),
    Kind(
      name: "loading dose", measure: { .loadingDose }, steps: escalation, value: "0.1 mg/kg",
      below: "0.0999999999999999999 mg/kg", above: "0.100000000000000001 mg/kg"),
    Kind(
      name: "loading duration", measure: { .loadingDuration },
      steps: { [try Step.infusion("30 mg", over: "3 min"), try Step.rate("10 mg/h", for: "1 h")] },
      value: "3 min", below: "2.9999 min", above: "3.0001 min"),
    Kind(
      name: "time before an increase", measure: { .timeBeforeIncrease }, steps: escalation,
      value: "30 min", below: "29.9999 min", above: "30.0001 min"),
    Kind(
      name: "time before a decrease", measure: { .timeBeforeDecrease }, steps: escalation,
      value: "1 h", below: "59.9999 min", above: "60.0001 min"),
    Kind(
      name: "session interval", measure: { .sessionInterval }, steps: escalation, value: "48 h",
      below: "47.9999 h", above: "48.0001 h", sessions: 2),
  ]

  @Test("a bound that is just touched is kept on both sides", arguments: kinds)
  func touched(kind: Kind) throws {
    var rules = [try rule(kind.measure(), hardUpper: [kind.value])]
    if kind.isLevel { rules.append(try rule(kind.measure(), hardLower: [kind.value])) }
    for rule in rules {
      let verdict = try verdict(rule, kind.steps(), "83 kg", sessions: kind.sessions)
      #expect(verdict.outcome == .pass)
      #expect(verdict.worst?.margin == 0)
      #expect(verdict.breaches.isEmpty)
    }
  }

  @Test("just beyond the bound it is broken, soft or hard; just within, kept", arguments: kinds)
  func beyond(kind: Kind) throws {
    for (rule, severity) in [
      (try rule(kind.measure(), softUpper: [kind.below]), LimitSeverity.soft),
      (try rule(kind.measure(), hardLower: [kind.above]), .hard),
    ] {
      let verdict = try verdict(rule, kind.steps(), "83 kg", sessions: kind.sessions)
      #expect(verdict.outcome == .broken(severity))
      let breach = try #require(verdict.breaches.first)
      #expect(breach.worst == verdict.worst)
      #expect(breach.occurrences >= 1)
      #expect(breach.worst.line != nil)
      #expect((verdict.worst?.margin ?? 1) <= 0)
    }
    var kept = [try rule(kind.measure(), hardUpper: [kind.above])]
    if kind.isLevel { kept.append(try rule(kind.measure(), hardLower: [kind.below])) }
    for rule in kept {
      #expect(
        try verdict(rule, kind.steps(), "83 kg", sessions: kind.sessions).outcome == .pass)
    }
  }

  @Test("a lower bound concerns the smallest of several values")
  func smallest() throws {
    for (measure, bound, within) in [
      (Measure.bolusDose, "0.1 mg/kg", "0.0999999999999999999 mg/kg"),
      (.rate, "0.1 mg/kg/h", "0.0999999999999999999 mg/kg/h"),
    ] {
      let touched = try verdict(rule(measure, softLower: [bound]), Self.escalation())
      #expect(touched.outcome == .pass && touched.worst?.margin == 0)
      #expect(try verdict(rule(measure, softLower: [within]), Self.escalation()).outcome == .pass)
    }
    let low = try verdict(rule(.rate, softLower: ["0.12 mg/kg/h"]), Self.escalation())
    #expect(low.breaches.map(\.duration) == [270])
    #expect(low.breaches.map(\.occurrences) == [2])
  }

  @Test("0.1 mg/kg for 83 kg three times is 0.3 mg/kg, and not more")
  func threeDoses() throws {
    let steps = try ["0 min", "10 min", "20 min"].map { try Step.bolus("0.1 mg/kg", at: $0) }
    for measure in [Measure.sessionDose, .courseDose, .doseInWindow(try q("1 h"))] {
      for bound in ["0.3 mg/kg", "24.9 mg"] {
        #expect(try verdict(rule(measure, hardUpper: [bound]), steps, "83 kg").outcome == .pass)
      }
      #expect(
        try verdict(rule(measure, hardUpper: ["24.8999999999999999 mg"]), steps, "83 kg").outcome
          == .broken(.hard))
    }
  }

  @Test("a dose at once exceeds every bound of a rate, and takes no time")
  func atOnce() throws {
    let steps = [try Step.bolus("1 mg")]
    let verdict = try verdict(rule(.bolusRate, hardUpper: ["1e9 mg/h"]), steps)
    #expect(verdict.outcome == .broken(.hard))
    #expect(verdict.worst?.value == .infinity)
    #expect(
      try LimitsTests.verdict(rule(.bolusDuration, softLower: ["60 s"]), steps).outcome
        == .broken(.soft))
  }

  @Test(
    "of a bound per kilogram and an absolute one the tighter binds, and is named",
    arguments: [("60 kg", "0.35 mg/kg/h", 21.0), ("80 kg", "25 mg/h", 25.0)])
  func tighter(weight: String, binding: String, limit: Double) throws {
    let verdict = try verdict(
      rule(.rate, hardUpper: ["0.35 mg/kg/h", "25 mg/h"]), [Step.rate("30 mg/h", for: "1 h")],
      weight)
    #expect(verdict.worst?.bound == (try q(binding)))
    #expect(verdict.worst?.limit == limit / 60)
  }

  @Test("when an amount passes its bound is solved for, and the step at fault named")
  func firstPassing() throws {
    let steps = [try Step.bolus("20 mg"), try Step.rate("30 mg/h", for: "2 h")]
    for measure in [Measure.sessionDose, .courseDose, .doseInWindow(try q("8 h"))] {
      let verdict = try verdict(rule(measure, softUpper: ["35 mg"]), steps)
      let breach = try #require(verdict.breaches.first)
      #expect(breach.first == 30)
      #expect(breach.firstLine == 1)
      #expect(breach.worst.value == 80)
    }
    let long = try verdict(rule(.sessionDuration, softUpper: ["90 min"]), steps)
    #expect(long.breaches.first?.first == 90)
    // Above 35 mg from minute 30, when 35 mg were given, to the end of the window after the bolus
    // and 45 mg of the infusion have left it.
    let window = try verdict(rule(.doseInWindow(q("8 h")), softUpper: ["35 mg"]), steps)
    #expect(window.breaches.first?.duration == 500.0)
  }

  @Test("how long a rate is beyond its bound, and how often")
  func rateDuration() throws {
    let steps = [
      try Step.rate("10 mg/h", for: "1 h"), try Step.rate("30 mg/h", for: "20 min"),
      try Step.rate("10 mg/h", for: "1 h"), try Step.rate("40 mg/h", for: "30 min"),
    ]
    let verdict = try verdict(rule(.rate, softUpper: ["25 mg/h"], hardUpper: ["35 mg/h"]), steps)
    #expect(verdict.outcome == .broken(.hard))
    #expect(verdict.breaches.map(\.duration) == [50, 30])
    #expect(verdict.breaches.map(\.occurrences) == [2, 1])
    #expect(verdict.breaches.map(\.first) == [60, 140])
    #expect(verdict.breaches.map(\.firstLine) == [1, 3])
    #expect(verdict.worst?.limit == 35.0 / 60)
  }
}
