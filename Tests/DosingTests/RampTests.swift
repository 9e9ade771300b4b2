import Diagnostics
import Dosing
import Quantities
import Testing

@Suite("Escalations and tapers")
struct RampTests {
  func lines(_ actions: [ProtocolStep.Action], _ weight: String = "100 kg") throws
    -> [ScheduleLine]
  { try Make.plan(actions).schedule(for: patient(weight)).lines }

  @Test("levels are exact decimals and the last one is `to`")
  func levels() throws {
    let lines = try lines([
      Make.ramp(
        .up, "0.1 mg/kg/h", to: "0.3 mg/kg/h", by: "0.05 mg/kg/h", every: "30 min",
        for: "48 h")
    ])
    #expect(
      lines.map(\.entered) == [
        try q("0.1 mg/kg/h"), try q("0.15 mg/kg/h"), try q("0.2 mg/kg/h"), try q("0.25 mg/kg/h"),
        try q("0.3 mg/kg/h"),
      ])
    #expect(lines.map(\.start.minutes) == [0, 30, 60, 90, 120])
    #expect(lines.last?.end.minutes == 2880)
    #expect(lines.map(\.amount) == [5, 7.5, 10, 12.5, 1380])
  }

  @Test("without a total the last level runs as long as the others, or as a hold says")
  func lastLevel() throws {
    let ramp = try Make.ramp(.up, "1 mg/h", to: "3 mg/h", by: "1 mg/h", every: "1 h")
    #expect(try lines([ramp]).map(\.end.minutes) == [60, 120, 180])
    #expect(try lines([ramp, Make.hold("10 h")]).map(\.end.minutes) == [60, 120, 720])
  }

  @Test("a taper without a first level starts from the rate that runs and keeps its bound")
  func taper() throws {
    let lines = try lines([
      Make.rate("0.3 mg/kg/h", for: "2 h", atMost: "25 mg/h"),
      Make.ramp(.down, nil, to: "0 mg/kg/h", by: "0.1 mg/kg/h", every: "6 h"),
    ])
    #expect(lines.map(\.amount) == [50, 150, 120, 60, 0])
    #expect(lines.map { $0.boundedBy != nil } == [true, true, false, false, false])
    #expect(lines.last?.kind == .stop)
    #expect(lines.last?.start.minutes == 1200)
  }

  @Test("an escalation of set rates and one of additive infusions are different schedules")
  func twoSemantics() throws {
    let set = try Make.plan([
      Make.ramp(.up, "10 mg/h", to: "30 mg/h", by: "10 mg/h", every: "1 h")
    ]).schedule(for: patient("100 kg"))
    let added = try Make.plan(
      steps: [("0 h", "10 mg"), ("1 h", "20 mg"), ("2 h", "30 mg")].map {
        try Make.at($0, Make.infusion($1, over: "3 h"))
      }
    ).schedule(for: patient("100 kg"))
    #expect(set.deliveries.map(\.start) == added.deliveries.map(\.start))
    #expect(set.end < added.end)
    #expect(set.deliveries.map(\.manner) != added.deliveries.map(\.manner))
  }

  @Test("units may differ when the levels stay exact decimals")
  func mixedUnits() throws {
    let lines = try lines([
      Make.ramp(.up, "0.06 mg/kg/h", to: "3 mcg/kg/min", by: "1 mcg/kg/min", every: "1 h")
    ])
    #expect(
      lines.map(\.entered) == [
        try q("1 mcg/kg/min"), try q("2 mcg/kg/min"), try q("3 mcg/kg/min"),
      ])
  }

  @Test("a pause in a ramp blanks the clock and leaves the levels where they are")
  func pauseInRamp() throws {
    let schedule = try Make.plan(steps: [
      Make.at("0 h", Make.ramp(.up, "10 mg/h", to: "30 mg/h", by: "10 mg/h", every: "1 h")),
      Make.at("30 min", Make.pause("1 h")),
    ]).schedule(for: patient("100 kg"))
    #expect(
      schedule.settings == [
        Stretch(from: 0, to: 0.5, rate: 10), Stretch(from: 1.5, to: 2, rate: 20),
        Stretch(from: 2, to: 3, rate: 30),
      ])
  }

  @Test("a later setting ends a ramp")
  func cutRamp() throws {
    let schedule = try Make.plan(steps: [
      Make.at("0 h", Make.ramp(.up, "10 mg/h", to: "30 mg/h", by: "10 mg/h", every: "1 h")),
      Make.at("90 min", Make.rate("5 mg/h", for: "30 min")),
    ]).schedule(for: patient("100 kg"))
    #expect(schedule.lines.map(\.cutBy) == [nil, 2, nil])
    #expect(schedule.total == 22.5)
  }

  @Test("a last level that is not a whole number of steps away is refused with the nearest ones")
  func uneven() throws {
    let dosing = try Make.plan([
      Make.ramp(.up, "0.1 mg/kg/h", to: "0.32 mg/kg/h", by: "0.05 mg/kg/h", every: "30 min")
    ])
    let finding = try #require(dosing.check().first)
    #expect(finding.code.id == "T5003")
    #expect(finding.remedy.contains("`0.3 mg/kg/h` or `0.35 mg/kg/h`"))
  }

  @Test("ramps that make no sense are refused")
  func refused() throws {
    func ramp(
      _ direction: ProtocolStep.Ramp.Direction, _ from: String?, _ to: String, _ by: String,
      for total: String? = nil
    ) throws -> [String] {
      try codes(
        Make.plan([Make.ramp(direction, from, to: to, by: by, every: "1 h", for: total)]))
    }
    #expect(try ramp(.up, "3 mg/h", "1 mg/h", "1 mg/h") == ["T5005"])
    #expect(try ramp(.down, "1 mg/h", "3 mg/h", "1 mg/h") == ["T5005"])
    #expect(try ramp(.up, "1 mg/h", "1 mg/h", "1 mg/h") == ["T5005"])
    #expect(try ramp(.up, "1 mg/h", "3 mg/kg/h", "1 mg/h") == ["T5004"])
    #expect(try ramp(.up, "1 mg/kg/h", "3 mg/kg/h ideal", "1 mg/kg/h") == ["T5004"])
    #expect(try ramp(.up, "1 mg/h", "3 mg/h", "1 mg/h", for: "2 h") == ["T5006"])
    #expect(try ramp(.down, "3 mg/h", "0 mg/h", "1 mg/h", for: "3 h") == [])
    #expect(try ramp(.up, nil, "3 mg/h", "1 mg/h") == ["T5002"])
    #expect(try ramp(.up, "1 mg/h", "3 mg/h", "0 mg/h") == ["T5018"])
    #expect(try ramp(.up, "1 mg/h", "1000001 mg/h", "1 mg/h") == ["T5013"])
  }
}
