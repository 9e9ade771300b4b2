import Diagnostics
import Dosing
import Patients
import Quantities
import Testing

@Suite("A schedule as a pump can deliver it")
struct DeliverableTests {
  /// A pump with steps of 0.1 mL/h up to 1200 mL/h, and boluses in steps of 0.1 mL.
  private func pump() throws -> Pump {
    Pump(
      flowStep: try q("0.1 mL/h"), lowestFlow: try q("0.1 mL/h"),
      highestFlow: try q("1200 mL/h"), volumeStep: try q("0.1 mL"))
  }

  private func delivered(
    _ action: ProtocolStep.Action, _ weight: String, _ concentration: String?
  ) throws -> (schedule: Schedule, difference: Pump.Difference?) {
    let schedule = try Make.plan([action], concentration: concentration)
      .schedule(for: patient(weight))
    let result = try schedule.deliverable(by: try pump())
    try result.schedule.validate()
    #expect(result.differences.count <= 1)
    return (result.schedule, result.differences.first)
  }

  @Test(
    "a rate goes to the nearest flow step at the line's strength",
    arguments: [
      ("0.1 mg/kg/h", "12 kg", "10 mg/mL", "0.1 mL/h", 1.0, -1.0 / 6),
      ("0.12 mg/kg/h", "3.5 kg", "5 mg/mL", "0.1 mL/h", 0.5, 0.08 / 0.42),
      // 0.15 mL/h lies half-way between two steps: the larger one is taken.
      ("1.5 mg/h", "12 kg", "10 mg/mL", "0.2 mL/h", 2.0, 1.0 / 3),
    ])
  func rates(
    rate: String, weight: String, strength: String, flow: String, hourly: Double, excess: Double
  ) throws {
    let (schedule, difference) = try delivered(Make.rate(rate, for: "4 h"), weight, strength)
    #expect(difference?.outcome == .rounded)
    #expect(difference?.setting == (try q(flow).canonical))
    #expect(difference?.deliverable == hourly / 60)
    #expect(abs(try #require(difference?.excess) - excess) < 1e-15)
    #expect(schedule.settings == [Stretch(from: 0, to: 4, rate: hourly)])
    #expect(schedule.lines.map(\.amount) == [4 * hourly])
    #expect(schedule.deliveries.map(\.exactAmount) == [Rational(try q("\(4 * hourly) mg"))])
  }

  @Test("a rate that is a whole number of steps is no difference")
  func wholeSteps() throws {
    let (schedule, difference) = try delivered(Make.rate("1 mg/h", for: "1 h"), "12 kg", "10 mg/mL")
    #expect(difference == nil)
    #expect(schedule.settings == [Stretch(from: 0, to: 1, rate: 1)])
  }

  @Test("a finite infusion keeps its duration, so its amount changes with its rate")
  func infusions() throws {
    // 41 mg in 40 min are 6.15 mL/h of 10 mg/mL: half-way between 6.1 and 6.2.
    let (schedule, difference) = try delivered(
      Make.infusion("0.5 mg/kg", over: "40 min"), "82 kg", "10 mg/mL")
    #expect(difference?.setting == (try q("6.2 mL/h").canonical))
    #expect(schedule.lines.map(\.amount) == [62.0 * 2 / 3])
    #expect(schedule.deliveries.map(\.exactAmount) == [Rational([124], over: [3])])
    #expect(schedule.end.minutes == 40)
  }

  @Test("a bolus goes to the nearest volume step", arguments: [("28.7 mg", 29.0), ("28.4 mg", 28)])
  func boluses(dose: String, amount: Double) throws {
    let (schedule, difference) = try delivered(Make.bolus(dose), "82 kg", "10 mg/mL")
    #expect(difference?.outcome == .rounded)
    #expect(schedule.lines.map(\.amount) == [amount])
  }

  @Test("without a volume step a bolus is given as ordered")
  func exactBoluses() throws {
    var pump = try pump()
    pump.volumeStep = nil
    let schedule = try Make.plan([Make.bolus("28.7 mg")]).schedule(for: patient("82 kg"))
    let result = try schedule.deliverable(by: pump)
    #expect(result.schedule == schedule)
    #expect(result.differences == [])
  }

  @Test(
    "what no setting of the pump reaches is reported and stays as ordered, never clamped",
    arguments: [
      ("0.4 mg/h", Pump.Difference.Outcome.tooSlow), ("12000.4 mg/h", .rounded),
      ("12001 mg/h", .tooFast), ("1e30 mg/h", .tooFast),
    ])
  func bounds(rate: String, outcome: Pump.Difference.Outcome) throws {
    let (schedule, difference) = try delivered(Make.rate(rate, for: "1 h"), "82 kg", "10 mg/mL")
    #expect(difference?.outcome == outcome)
    #expect((difference?.deliverable == nil) == (outcome != .rounded))
    if outcome != .rounded {
      #expect(schedule.deliveries.map(\.exactRate) == [Rational(try q(rate))])
    }
  }

  @Test("a line without a stated strength cannot be judged")
  func noStrength() throws {
    let (schedule, difference) = try delivered(Make.rate("20 mg/h", for: "1 h"), "82 kg", nil)
    #expect(difference?.outcome == .unknownStrength)
    #expect(difference?.setting == nil)
    #expect(schedule.settings == [Stretch(from: 0, to: 1, rate: 20)])
  }

  @Test("a pump that cannot exist is refused with a reason for each number")
  func impossiblePumps() throws {
    let schedule = try Make.plan([Make.bolus("1 mg")]).schedule(for: patient("82 kg"))
    let error = #expect(throws: DiagnosticError.self) {
      _ = try schedule.deliverable(
        by: Pump(
          flowStep: q("1 mg/h"), lowestFlow: q("0 mL/h"), highestFlow: q("1200 mL/h"),
          volumeStep: q("1 mL/h")))
    }
    #expect(error?.diagnostics.map(\.code.id) == ["T5022", "T5022", "T5022"])
    #expect(error?.diagnostics.allSatisfy { $0.remedy.contains("data sheet") } == true)
    var crossed = try pump()
    crossed.lowestFlow = try q("1201 mL/h")
    #expect(crossed.check().first?.message.contains("above the highest") == true)
  }
}

@Suite("Exact deliveries")
struct ExactDeliveryTests {
  @Test("0.1 mg/kg for 83 kg three times is 24.9 mg, which the sum of the binary numbers misses")
  func threeDoses() throws {
    let schedule = try Make.plan([
      Make.bolus("0.1 mg/kg"), Make.bolus("0.1 mg/kg"), Make.bolus("0.1 mg/kg"),
    ]).schedule(for: patient("83 kg"))
    #expect(schedule.deliveries.map(\.amount).reduce(0, +) != 24.9)
    let exact = schedule.deliveries.compactMap(\.exactAmount).reduce(.zero, +)
    #expect(exact == Rational(try q("24.9 mg")))
  }

  @Test("a weight in pounds is exact: 0.3 mg/kg for 181 lb")
  func pounds() throws {
    let schedule = try Make.plan([Make.infusion("0.3 mg/kg", over: "15 min")])
      .schedule(for: patient("181 lb"))
    let delivery = try #require(schedule.deliveries.first)
    #expect(delivery.exactAmount == Rational([181, 45_359_237, 3], tenTo: -9))
    #expect(delivery.exactRate == Rational([181, 45_359_237, 3], over: [15], tenTo: -9))
  }

  @Test("a number that a program changed counts as it is, whatever was prescribed")
  func changedNumber() throws {
    var delivery = Delivery(
      drug: "k", .bolus(amount: 0.1), start: .zero, end: .zero, line: 0,
      prescribed: Rational([1], over: [10]))
    #expect(delivery.exactAmount == Rational([1], over: [10]))
    delivery.manner = .bolus(amount: 0.2)
    #expect(delivery.exactAmount == Rational(exactly: 0.2))
    delivery.manner = .bolus(amount: .nan)
    #expect(delivery.exactAmount == nil)
  }
}
