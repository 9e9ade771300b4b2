import Diagnostics
import Dosing
import Quantities

/// A generator of random numbers that gives the same ones everywhere (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Makes random protocols that are sound.
struct ProtocolGenerator {
  var random: SplitMix

  mutating func pick<T>(_ choices: T...) -> T {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }
  mutating func chance() -> Bool { Bool.random(using: &random) }

  mutating func number(_ range: ClosedRange<Int64>, _ exponent: Int) -> DecimalNumber {
    DecimalNumber(significand: .random(in: range, using: &random), exponent: exponent)
  }

  mutating func quantity(
    _ units: [String], _ range: ClosedRange<Int64> = 1...999, _ exponent: Int = -2
  )
    throws -> Quantity
  {
    let unit = units[Int.random(in: 0..<units.count, using: &random)]
    return try q("\(number(range, exponent)) \(unit)")
  }

  mutating func duration() throws -> Quantity { try quantity(["min", "h", "s", "d"], 1...99, 0) }

  mutating func bounded(rate: Bool) throws -> ProtocolStep.BoundedQuantity {
    let units =
      rate
      ? ["mg/h", "mg/kg/h", "mcg/kg/min", "mL/h", "mg/h per 70 kg", "mg/kg/h dosing"]
      : ["mg", "mg/kg", "mL", "mcg/kg dosing", "g"]
    let absolute = rate ? "mg/h" : "mg"
    return .init(
      try quantity(units), atMost: chance() ? try quantity([absolute], 500...999, 0) : nil,
      atLeast: pick(true, false, false) ? try quantity([absolute], 1...499, 0) : nil)
  }

  mutating func ramp(_ direction: ProtocolStep.Ramp.Direction) throws -> ProtocolStep.Action {
    let unit = pick("mg/kg/h", "mg/h", "mcg/kg/min", "mg/h/70 kg")
    let low = Int64.random(in: 0...20, using: &random)
    let steps = Int64.random(in: 1...6, using: &random)
    let by = Int64.random(in: 1...9, using: &random)
    func text(_ value: Int64) throws -> Quantity {
      try q("\(DecimalNumber(significand: value, exponent: -2)) \(unit)")
    }
    let (bottom, top) = (try text(low + 1), try text(low + 1 + steps * by))
    return .ramp(
      .init(
        direction, from: direction == .up ? bottom : top, to: direction == .up ? top : bottom,
        by: try text(by), every: try q(pick("30 min", "1 h", "0.5 d")),
        total: chance() ? try q("99 d") : nil, atMost: chance() ? try quantity(["mg/h"]) : nil))
  }

  mutating func steps() throws -> [ProtocolStep] {
    let here = Diagnostics.SourceLocation(file: "random", line: 1, column: 1)
    var steps: [ProtocolStep] = []
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      var repetition: ProtocolStep.Repetition?
      if chance() {
        repetition = .init(times: Int.random(in: 1...4, using: &random), every: try duration())
      }
      switch Int.random(in: 0...5, using: &random) {
      case 0:
        steps.append(
          .init(
            .bolus(try bounded(rate: false), route: pick(nil, "im", "oral")),
            repeated: repetition, location: here))
      case 1:
        steps.append(
          .init(
            .infusion(
              .init(dose: try bounded(rate: false), over: try duration(), route: pick(nil, "sc"))),
            repeated: repetition, location: here))
      case 2:
        steps.append(
          .init(.setRate(.init(try bounded(rate: true), for: try duration())), location: here))
        if chance() { steps.append(.init(.hold(try duration()), location: here)) }
      case 3:
        steps.append(.init(try ramp(pick(.up, .down)), location: here))
        if chance() { steps.append(.init(.hold(try duration()), location: here)) }
      case 4:
        steps.append(.init(.setRate(.init(try bounded(rate: true))), location: here))
        steps.append(.init(.wait(try duration()), location: here))
        steps.append(.init(.stop, location: here))
      default:
        steps.append(
          .init(.setRate(.init(try bounded(rate: true), for: try duration())), location: here))
        steps.append(.init(.pause(try duration()), location: here))
        steps.append(.init(.hold(try duration()), location: here))
        steps.append(.init(.wait(try q("1 h")), location: here))
      }
    }
    if chance() {
      steps.append(
        .init(at: try q("5000 d"), .bolus(try bounded(rate: false), route: nil), location: here))
    }
    return steps
  }

  mutating func dosing() throws -> DosingProtocol {
    let here = Diagnostics.SourceLocation(file: "random", line: 1, column: 1)
    var drugs: [DrugPlan] = []
    for name in ["ketamine", "midazolam"].prefix(Int.random(in: 1...2, using: &random)) {
      drugs.append(DrugPlan(drug: name, concentration: try q("10 mg/mL"), steps: try steps()))
    }
    var phases: [Course.Phase] = []
    for index in 0..<Int.random(in: 0...2, using: &random) {
      phases.append(
        .init(
          name: index == 1 && chance() ? "boosters: monthly" : nil,
          timing: chance()
            ? .every(sessions: Int.random(in: 2...3, using: &random), interval: try q("14 y"))
            : .onDays([1, 6000]),
          after: index == 0 ? nil : try q("15 y"), scaleFrom: chance() ? try q("80 %") : nil,
          scaleTo: chance() ? try q("50 %") : nil, location: here))
    }
    return DosingProtocol(
      id: "random/one", title: pick("Plain", "With: colon # and \"quotes\"", "Ümläut µg 10 %"),
      summary: pick("", "- not a list", "two\nlines\\"),
      sources: chance()
        ? [Citation(id: "a", text: "B: c", doi: "10.1/x", evidence: .abstract)] : [],
      limitSets: pick([], ["ketamine/acute-pain"], ["ketamine/icu", "own.yaml"]),
      drugs: drugs, course: phases.isEmpty ? nil : Course(phases: phases))
  }
}
