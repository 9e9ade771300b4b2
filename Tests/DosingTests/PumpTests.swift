import Diagnostics
import Dosing
import Quantities
import Testing

@Suite("A pump runs at one setting at a time")
struct PumpTests {
  func settings(_ actions: [ProtocolStep.Action]) throws -> [Stretch] {
    try Make.plan(actions).schedule(for: patient("100 kg")).settings
  }

  func settings(steps: [ProtocolStep]) throws -> [Stretch] {
    try Make.plan(steps: steps).schedule(for: patient("100 kg")).settings
  }

  @Test("a setting replaces the one before it; an infusion adds to it")
  func replacing() throws {
    let replaced = try Make.plan(steps: [
      Make.at("0 h", Make.rate("10 mg/h", for: "4 h")),
      Make.at("1 h", Make.rate("20 mg/h", for: "1 h")),
    ]).schedule(for: patient("100 kg"))
    #expect(
      replaced.settings == [
        Stretch(from: 0, to: 1, rate: 10), Stretch(from: 1, to: 2, rate: 20),
      ])
    let added = try Make.plan(steps: [
      Make.at("0 h", Make.infusion("40 mg", over: "4 h")),
      Make.at("1 h", Make.infusion("20 mg", over: "1 h")),
    ]).schedule(for: patient("100 kg"))
    #expect(replaced.total == 30)
    #expect(added.total == 60)
  }

  @Test("the ledger tells what was planned, what was given and what cut it")
  func ledger() throws {
    let schedule = try Make.plan(steps: [
      Make.at("0 h", Make.rate("10 mg/h", for: "4 h")),
      Make.at("1 h", Make.pause("30 min")),
      Make.at("2 h", Make.rate("20 mg/h", for: "1 h")),
    ]).schedule(for: patient("100 kg"))
    #expect(
      schedule.settings == [
        Stretch(from: 0, to: 1, rate: 10), Stretch(from: 1.5, to: 2, rate: 10),
        Stretch(from: 2, to: 3, rate: 20),
      ])
    #expect(schedule.lines.map(\.kind) == [.setRate, .stop, .setRate, .setRate])
    #expect(schedule.lines.map(\.cutBy) == [1, nil, 3, nil])
    #expect(schedule.lines.map(\.continues) == [nil, nil, 0, nil])
    let ledger = schedule.ledger
    #expect(ledger.map(\.line) == [0, 3])
    #expect(ledger.map(\.planned) == [40, 20])
    #expect(ledger.map(\.given) == [15, 20])
    #expect(ledger.map(\.cutBy) == [[1, 3], []])
  }

  @Test("a pause resumes the rate it had, and does not prolong it")
  func pause() throws {
    let timed = try settings(steps: [
      Make.at("0 h", Make.rate("10 mg/h", for: "2 h")), Make.at("30 min", Make.pause("1 h")),
    ])
    #expect(
      timed == [Stretch(from: 0, to: 0.5, rate: 10), Stretch(from: 1.5, to: 2, rate: 10)])
    let open = try settings(steps: [
      Make.at("0 h", Make.rate("10 mg/h")), Make.at("1 h", Make.pause("1 h")),
      Make.at("3 h", .stop),
    ])
    #expect(open == [Stretch(from: 0, to: 1, rate: 10), Stretch(from: 2, to: 3, rate: 10)])
    let swallowed = try settings(steps: [
      Make.at("0 h", Make.rate("10 mg/h", for: "1 h")), Make.at("30 min", Make.pause("1 h")),
    ])
    #expect(swallowed == [Stretch(from: 0, to: 0.5, rate: 10)])
  }

  @Test("after a pause in sequence, a hold goes on at the rate before and a new rate replaces it")
  func pauseInSequence() throws {
    let held = try settings([
      Make.rate("10 mg/h", for: "1 h"), Make.pause("30 min"), Make.hold("1 h"),
    ])
    #expect(held == [Stretch(from: 0, to: 1, rate: 10), Stretch(from: 1.5, to: 2.5, rate: 10)])
    let replaced = try settings([
      Make.rate("10 mg/h", for: "1 h"), Make.pause("30 min"), Make.rate("20 mg/h", for: "1 h"),
    ])
    #expect(replaced == [Stretch(from: 0, to: 1, rate: 10), Stretch(from: 1.5, to: 2.5, rate: 20)])
    let stopped = try settings([Make.rate("10 mg/h", for: "1 h"), Make.pause("30 min"), .stop])
    #expect(stopped == [Stretch(from: 0, to: 1, rate: 10)])
    #expect(
      try codes(Make.plan([Make.rate("10 mg/h", for: "1 h"), Make.pause("30 min")])) == ["T5001"])
  }

  @Test("a hold lets the present rate run on")
  func hold() throws {
    #expect(
      try settings([Make.rate("10 mg/h", for: "1 h"), Make.hold("1 h")])
        == [Stretch(from: 0, to: 2, rate: 10)])
    #expect(
      try settings([Make.rate("10 mg/h"), Make.hold("1 h"), Make.rate("20 mg/h", for: "1 h")])
        == [Stretch(from: 0, to: 1, rate: 10), Stretch(from: 1, to: 2, rate: 20)])
  }

  @Test("after a rate for a time with nothing behind it, the pump stands")
  func gap() throws {
    #expect(
      try settings([
        Make.rate("10 mg/h", for: "1 h"), Make.wait("1 h"), Make.rate("20 mg/h", for: "1 h"),
      ]) == [Stretch(from: 0, to: 1, rate: 10), Stretch(from: 2, to: 3, rate: 20)])
  }

  @Test("a rate of zero stops the pump and needs no end")
  func zeroRate() throws {
    let schedule = try Make.plan([
      Make.rate("10 mg/h"), Make.wait("1 h"), Make.rate("0 mg/h"),
    ]).schedule(for: patient("100 kg"))
    #expect(schedule.settings == [Stretch(from: 0, to: 1, rate: 10)])
    #expect(schedule.lines.map(\.kind) == [.setRate, .stop])
  }

  @Test("what makes no sense on a pump is refused")
  func refused() throws {
    #expect(try codes(Make.plan([Make.rate("10 mg/h")])) == ["T5001"])
    #expect(try codes(Make.plan([Make.rate("10 mg/h"), Make.hold("1 h")])) == ["T5001"])
    #expect(try codes(Make.plan([Make.bolus("1 mg"), Make.hold("1 h")])) == ["T5002"])
    #expect(try codes(Make.plan([Make.bolus("1 mg"), Make.pause("1 h")])) == ["T5002"])
    #expect(try codes(Make.plan([Make.bolus("1 mg"), .stop])) == ["T5002"])
    #expect(
      try codes(Make.plan([Make.rate("1 mg/h"), Make.rate("2 mg/h", for: "1 h")])) == ["T5007"])
    #expect(
      try codes(
        Make.plan(steps: [
          Make.at("2 h", Make.rate("1 mg/h", for: "1 h")),
          Make.at("1 h", Make.rate("2 mg/h", for: "1 h")),
        ])
      ).first == "T5008")
    #expect(
      try codes(
        Make.plan(steps: [
          Make.at("0 h", Make.rate("1 mg/h", for: "3 h")),
          Make.at("0 h", Make.infusion("9 mg", over: "2 h")), Make.at("1 h", .stop),
        ])) == ["T5016"])
    #expect(
      try codes(
        Make.plan(steps: [
          Make.at("0 h", Make.ramp(.up, "1 mg/h", to: "3 mg/h", by: "1 mg/h", every: "1 h")),
          Make.at("30 min", Make.hold("1 h")),
        ])) == ["T5020"])
    #expect(
      try codes(
        Make.plan(steps: [
          Make.at("0 h", Make.ramp(.up, "1 mg/h", to: "3 mg/h", by: "1 mg/h", every: "1 h")),
          Make.at("30 min", Make.pause("2 h")),
        ])) == ["T5020"])
    #expect(try codes(Make.plan([Make.wait("1 h")])) == ["T5017"])
    #expect(try codes(Make.plan([])) == ["T5017"])
  }

  @Test("two adjoining pauses are one: a rate whose time ends in the second does not come back")
  func adjoiningPauses() throws {
    func settings(_ pauses: [ProtocolStep]) throws -> [Stretch] {
      let rate = try Make.at("0 h", Make.rate("1 mg/h", for: "3 h"))
      let dosing = try Make.plan(steps: [rate] + pauses)
      return try dosing.schedule(for: patient("80 kg")).settings
    }
    let two = try settings([
      Make.at("1 h", Make.pause("1 h")), Make.at("2 h", Make.pause("2 h")),
    ])
    #expect(two == (try settings([Make.at("1 h", Make.pause("3 h"))])))
    #expect(two == [Stretch(from: 0, to: 1, rate: 1)])
  }
}
