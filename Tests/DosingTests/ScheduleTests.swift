import Diagnostics
import Dosing
import Patients
import Quantities
import Testing

@Suite("A protocol becomes a schedule")
struct ScheduleTests {
  @Test("a dose over a time runs at its amount divided by the duration and delivers it exactly")
  func finiteInfusion() throws {
    let schedule = try Make.plan([Make.infusion("0.5 mg/kg", over: "40 min")])
      .schedule(for: patient("82 kg"))
    let delivery = try #require(schedule.deliveries.first)
    #expect(delivery.manner == .finiteInfusion(rate: 41.0 / 40))
    #expect(schedule.lines.map(\.amount) == [41])
    #expect(schedule.end.minutes == 40)
    #expect(schedule.sessions.map(\.end) == [delivery.end])
  }

  @Test(
    "a bound beside a per-kilogram rate takes effect only when it is passed, and is recorded",
    arguments: [("60 kg", 84.0, false), ("82 kg", 100.0, true), ("71.42857 kg", 99.999998, false)])
  func bounds(weight: String, amount: Double, binds: Bool) throws {
    let schedule = try Make.plan([
      Make.rate("0.35 mg/kg/h", for: "4 h", atMost: "25 mg/h")
    ]).schedule(for: patient(weight))
    let line = try #require(schedule.lines.first)
    #expect(abs(line.amount - amount) < 1e-12 * amount)
    #expect((line.boundedBy != nil) == binds)
    #expect(line.entered == (try q("0.35 mg/kg/h")))
  }

  @Test("a quantity that equals its bound is not bounded")
  func boundReachedExactly() throws {
    let schedule = try Make.plan([Make.bolus("0.5 mg/kg", atMost: "40 mg", atLeast: "40 mg")])
      .schedule(for: patient("80 kg"))
    #expect(schedule.lines.map(\.boundedBy) == [nil])
    #expect(schedule.lines.map(\.amount) == [40])
  }

  @Test("a lower bound takes effect for the light", arguments: [("45 kg", 20.0), ("60 kg", 24.0)])
  func lowerBound(weight: String, amount: Double) throws {
    let schedule = try Make.plan([Make.bolus("0.4 mg/kg", atMost: "35 mg", atLeast: "20 mg")])
      .schedule(for: patient(weight))
    #expect(schedule.lines.map(\.amount) == [amount])
  }

  @Test("a bolus does not advance; an infusion and a set rate for a time do")
  func sequence() throws {
    let schedule = try Make.plan([
      Make.bolus("20 mg"), Make.infusion("10 mg", over: "10 min"), Make.bolus("5 mg"),
      Make.rate("60 mg/h", for: "1 h"), Make.bolus("1 mg"), Make.wait("30 min"), Make.bolus("2 mg"),
    ]).schedule(for: patient("80 kg"))
    #expect(schedule.lines.map(\.start.minutes) == [0, 0, 10, 10, 70, 100])
    #expect(schedule.total == 98)
  }

  @Test("volumes need the strength of what is given, and use it")
  func volumes() throws {
    let rate = try Make.rate("7 mL/h", for: "4 h")
    #expect(try codes(Make.plan([rate])) == ["T5009"])
    let schedule = try Make.plan([rate, Make.bolus("2 mL")], concentration: "10 mg/mL")
      .schedule(for: patient("80 kg"))
    #expect(schedule.lines.map(\.amount) == [280, 20])
    #expect(schedule.lines.map(\.concentration) == [10, 10])
  }

  @Test("a rate per 70 kg is a rate per kilogram with a seventieth of the number")
  func perSeventy() throws {
    let schedule = try Make.plan([Make.rate("20 mg/h per 70 kg", for: "1 h")])
      .schedule(for: patient("105 kg"))
    #expect(schedule.settings == [Stretch(from: 0, to: 1, rate: 30)])
  }

  @Test("the k-th repeat starts at start + k * every, and overlapping repeats add")
  func repeats() throws {
    let repeated = try Make.plan(steps: [
      Make.at(
        "3 min", Make.infusion("30 mg", over: "30 min"),
        repeated: .init(times: 3, every: q("0.3333333333 h")))
    ]).schedule(for: patient("80 kg"))
    let every = try #require(Tick(try q("0.3333333333 h")))
    let start = try #require(Tick(minutes: 3))
    let explicit = (0..<3).map { start + $0 * every }
    #expect(repeated.deliveries.map(\.start) == explicit)
    #expect(repeated.deliveries.allSatisfy { $0.manner == .finiteInfusion(rate: 1) })
    #expect(repeated.deliveries[0].end > repeated.deliveries[1].start)
    #expect(repeated.total == 90)
  }

  @Test("a repeated step equals its rows written out")
  func repeatEqualsRows() throws {
    let repeated = try Make.plan(steps: [
      Make.at("5 min", Make.bolus("20 mg"), repeated: .init(times: 3, every: q("20 min")))
    ]).schedule(for: patient("80 kg"))
    let rows = try Make.plan(
      steps: ["5 min", "25 min", "45 min"].map { try Make.at($0, Make.bolus("20 mg")) }
    ).schedule(for: patient("80 kg"))
    var unmarked = repeated.withoutLocations
    for index in unmarked.deliveries.indices { unmarked.deliveries[index].isRepeat = false }
    #expect(unmarked == rows.withoutLocations)
    #expect(repeated.deliveries.map(\.isRepeat) == [false, true, true])
  }

  @Test("what follows a repeated step follows its last repeat")
  func afterRepeats() throws {
    let schedule = try Make.plan(steps: [
      .init(Make.bolus("20 mg"), repeated: .init(times: 3, every: q("20 min")), location: place()),
      .init(Make.rate("60 mg/h", for: "1 h"), location: place(2)),
    ]).schedule(for: patient("80 kg"))
    #expect(schedule.lines.last?.start.minutes == 40)
  }

  @Test("several drugs start together, each with its own pump")
  func severalDrugs() throws {
    var dosing = try Make.plan([
      Make.rate("3 mg/kg/h", for: "1 d"), Make.rate("4 mg/kg/h", for: "1 d"),
    ])
    dosing.drugs.append(
      DrugPlan(
        drug: "midazolam",
        steps: [.init(try Make.rate("0.15 mg/kg/h", for: "2 d"), location: place())]))
    let schedule = try dosing.schedule(for: patient("80 kg"))
    #expect(schedule.lines.map(\.drug) == ["ketamine", "midazolam", "ketamine"])
    #expect(schedule.lines.map(\.amount) == [5760, 576, 7680])
    #expect(schedule.deliveries.map(\.line) == [0, 1, 2])
  }

  @Test("a dose for a weight that is not known is refused once, at its first place")
  func missingWeight() throws {
    let dosing = try Make.plan([Make.bolus("0.5 mg/kg"), Make.rate("1 mg/kg/h", for: "1 h")])
    let error = #expect(throws: DiagnosticError.self) { try dosing.schedule(for: Patient()) }
    #expect(error?.diagnostics.map { $0.location?.line } == [1])
    let absolute = try Make.plan([Make.bolus("20 mg")]).schedule(for: Patient())
    #expect(absolute.total == 20)
  }

  @Test("the dosing weight is its own weight")
  func dosingWeight() throws {
    let patient = Patient(weight: try q("120 kg"), dosingWeight: try q("70 kg"))
    let schedule = try Make.plan([Make.bolus("0.5 mg/kg dosing"), Make.bolus("0.5 mg/kg")])
      .schedule(for: patient)
    #expect(schedule.lines.map(\.amount) == [35, 60])
  }
}
