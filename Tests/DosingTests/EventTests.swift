import Diagnostics
import Dosing
import Quantities
import Testing

@Suite("The canonical list of events")
struct EventTests {
  func schedule(_ steps: [ProtocolStep]) throws -> Schedule {
    try Make.plan(steps: steps).schedule(for: patient("100 kg"))
  }

  @Test("at one moment, ends come first, then repeats, then records in file order")
  func order() throws {
    let schedule = try schedule([
      Make.at("1 h", Make.bolus("1 mg")),
      Make.at("0 h", Make.bolus("2 mg"), repeated: .init(times: 2, every: q("1 h"))),
      Make.at("0 h", Make.infusion("3 mg", over: "1 h")),
      Make.at("1 h", Make.infusion("4 mg", over: "1 h")),
    ])
    let hour = try #require(Tick(minutes: 60))
    let events = schedule.events.filter { $0.time == hour }
    #expect(events.map(\.rank) == [.infusionEnd, .due, .record, .record])
    #expect(
      events.map(\.change) == [
        .rateEnd(rate: 3.0 / 60), .jump(amount: 2), .jump(amount: 1), .rateStart(rate: 4.0 / 60),
      ])
  }

  @Test("start and end of an infusion carry its identity, whatever the rates")
  func identity() throws {
    let schedule = try schedule(
      (0..<3).map { _ in try Make.at("0 h", Make.infusion("60 mg", over: "1 h")) })
    for index in 0..<3 {
      let own = schedule.events.filter { $0.delivery == index }
      #expect(own.map(\.change) == [.rateStart(rate: 1), .rateEnd(rate: 1)])
    }
  }

  @Test("simultaneous lines keep the order of the file, however they are permuted")
  func permutations() throws {
    let doses = ["1 mg", "2 mg", "3 mg", "4 mg"]
    for shift in doses.indices {
      let order = Array(doses[shift...] + doses[..<shift])
      let schedule = try schedule(order.map { try Make.at("1 h", Make.bolus($0)) })
      #expect(schedule.lines.map(\.entered) == (try order.map { try q($0) }))
      #expect(schedule.events.map(\.delivery) == [0, 1, 2, 3])
      #expect(Set(schedule.events.map(\.rank)) == [.record])
    }
  }
}

@Suite("Hostile values are refused and never trap")
struct HostileTests {
  /// A quantity that no text could say, made by a program.
  func huge(_ exponent: Int, _ unit: String) throws -> Quantity {
    let like = try q("1 \(unit)")
    return Quantity(DecimalNumber(significand: 9, exponent: exponent), like.unit)
  }

  @Test(
    "numbers beyond reach", arguments: [("mg/kg", 290), ("mg/kg", 306), ("g", 300), ("g", 307)])
  func doses(unit: String, exponent: Int) throws {
    let dose = ProtocolStep.BoundedQuantity(try huge(exponent, unit))
    let found = try codes(
      Make.plan([.infusion(.init(dose: dose, over: q("1 s"))), .bolus(dose, route: nil)]))
    #expect(found.allSatisfy { $0 == "T5015" })
    #expect(exponent < 306 || !found.isEmpty)
  }

  @Test("times beyond reach", arguments: [("y", 2), ("y", 18), ("h", 300), ("d", 307)])
  func times(unit: String, exponent: Int) throws {
    let time = try huge(exponent, unit)
    #expect(
      try codes(Make.plan([.infusion(.init(dose: bounded("1 mg"), over: time))])) == ["T5014"])
    #expect(try codes(Make.plan([.setRate(.init(bounded("1 mg/h"), for: time))])) == ["T5014"])
    let step = ProtocolStep(at: time, try Make.bolus("1 mg"), location: place())
    #expect(try codes(Make.plan(steps: [step])) == ["T5014"])
  }

  @Test("durations shorter than a tick")
  func tiny() throws {
    #expect(try codes(Make.plan([Make.infusion("1 mg", over: "1e-12 s")])) == ["T5018"])
  }

  @Test("counts beyond reach", arguments: [0, -1, 100_001, Int.max, Int.min])
  func counts(times: Int) throws {
    let found = try codes(
      Make.plan(steps: [
        Make.at("0 h", Make.bolus("1 mg"), repeated: .init(times: times, every: q("1 s")))
      ]))
    #expect(found == [times > 0 ? "T5013" : "T5018"])
  }

  @Test("repeats and sessions together may not pass the limit")
  func product() throws {
    let course = Course(phases: [
      .init(timing: .every(sessions: 1000, interval: try q("1 h")), location: place())
    ])
    let dosing = try Make.plan(
      steps: [Make.at("0 h", Make.bolus("1 mg"), repeated: .init(times: 1000, every: q("1 s")))],
      course: course)
    #expect(try codes(dosing) == ["T5013"])
  }

  @Test("values of the wrong kind or sign, made by a program", arguments: ["-1 mg", "0 mg", "1 h"])
  func kinds(dose: String) throws {
    #expect(try codes(Make.plan([Make.bolus(dose)])) == ["T5018"])
  }

  @Test("a schedule made by a program is held to the same rules")
  func validation() throws {
    let end = try #require(Tick(minutes: 60))
    let bad: [Delivery] = [
      Delivery(drug: "k", .bolus(amount: -1), start: .zero, end: .zero, line: 0),
      Delivery(drug: "k", .bolus(amount: 1), start: .zero, end: end, line: 0),
      Delivery(drug: "k", .setRate(rate: .nan), start: .zero, end: end, line: 0),
      Delivery(drug: "k", .finiteInfusion(rate: 1), start: end, end: .zero, line: 0),
      Delivery(drug: "k", .finiteInfusion(rate: 1), start: end, end: end, line: 0),
      Delivery(drug: "k", .setRate(rate: 1), start: Tick(flicks: -1), end: end, line: 0),
    ]
    for delivery in bad {
      #expect(throws: DiagnosticError.self) { try Schedule(deliveries: [delivery]).validate() }
    }
    let setting = Delivery(drug: "k", .setRate(rate: 1), start: .zero, end: end, line: 0)
    #expect(throws: DiagnosticError.self) {
      try Schedule(deliveries: [setting, setting]).validate()
    }
    #expect(throws: Never.self) { try Schedule(deliveries: [setting]).validate() }
  }
}
