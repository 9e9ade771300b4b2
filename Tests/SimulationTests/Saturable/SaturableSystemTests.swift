import Foundation
import Kinetics
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("Stiff, changing and impossible systems whose links saturate")
struct SaturableSystemTests {
  private static func minutes(_ value: Double) -> Tick { Tick(minutes: value) ?? .zero }
  private static let dose = Input(state: 0, .jump(amount: 100), start: .zero)

  private func system(
    fast rate: Double? = nil, maximumRate: Double = 0.4, halfSaturation: Double = 0.5
  ) -> CompartmentSystem {
    var system = LinearSystem(states: [.init(name: "central", .amount(volume: 10))], links: [])
    if let rate { system.addPeripheral("fast", of: 0, volume: 10, out: rate, back: rate) }
    return CompartmentSystem(
      system,
      saturable: [.init(from: 0, to: nil, maximumRate: maximumRate, halfSaturation: halfSaturation)]
    )
  }

  @Test("a peripheral at 1000 per minute costs few steps over days, and the slow course is right")
  func stiff() throws {
    let stiff = try RandomCase.curve(system(fast: 1000), [Self.dose])
    #expect(stiff.solverSteps <= 120)
    // In balance both hold the same, so they are one compartment of 20 L up to Vmax / V against
    // 1000.
    var lumped = system()
    lumped.states[0].content = .amount(volume: 20)
    let one = try RandomCase.curve(lumped, [Self.dose])
    for time in [1.0, 60, 200, 400, 1000] {
      let got = try stiff.concentration(of: RandomCase.plasma, at: Self.minutes(time))
      let near = try one.concentration(of: RandomCase.plasma, at: Self.minutes(time))
      #expect(abs(got / near - 1) <= 1e-3)
    }
    let tight = try RandomCase.curve(
      system(fast: 1000), [Self.dose], method: .otherCollocation, tolerance: 1e-12)
    for time in [0.001, 0.01, 1, 60, 200, 400, 1000, 5000] {
      let moment = Self.minutes(time)
      for (got, reference) in zip(try stiff.states(at: moment), try tight.states(at: moment)) {
        #expect(abs(got - reference) <= 1e-9 * reference)
      }
    }
    let taylor = try RandomCase.curve(
      system(fast: 10), [Self.dose], method: .taylorSeries, tolerance: 1e-12)
    let other = try RandomCase.curve(system(fast: 10), [Self.dose])
    for time in [0.01, 1, 60, 200, 400] {
      let moment = Self.minutes(time)
      for (got, reference) in zip(try other.states(at: moment), try taylor.states(at: moment)) {
        #expect(abs(got - reference) <= 1e-9 * reference)
      }
    }
  }

  @Test("parameters that change start anew from the amounts there are")
  func epochs() throws {
    let change = Self.minutes(100)
    let plain = CompartmentSystem(.mammillary(volume: 10, k10: 0.02))
    for (first, second) in [
      (system(), system(maximumRate: 0.1)), (plain, system()), (system(), plain),
    ] {
      let whole = try Curve(
        systems: [(.zero, first), (change, second)], inputs: [Self.dose],
        outputs: [RandomCase.plasma])
      let before = try RandomCase.curve(first, [Self.dose]).states(at: change)
      let after = try RandomCase.curve(second, [], initial: before)
      for time in [0.0, 1, 50, 500, 5000] {
        let moment = Self.minutes(time)
        let (got, reference) = (try whole.states(at: change + moment), try after.states(at: moment))
        #expect(abs(got[0] - reference[0]) <= 1e-9 * reference[0])
      }
      #expect(whole.method == .collocation)
      #expect(try whole.balance(at: Self.minutes(700)).discrepancy <= 1e-14)
    }
  }

  @Test("elimination that is all but of order zero empties the body and goes no further")
  func zeroOrder() throws {
    for half in [1e-3, 1e-6, 1e-9] {
      let curve = try RandomCase.curve(system(halfSaturation: half), [Self.dose])
      // 100 mg at 0.4 mg/min last 250 min.
      #expect(abs(try curve.states(at: Self.minutes(125))[0] - 50) <= 0.1)
      #expect(try curve.states(at: Self.minutes(260))[0] <= 20 * half)
      #expect(try curve.states(at: .longest)[0] >= 0)
      #expect(try curve.balance(at: Self.minutes(300)).discrepancy <= 1e-12)
    }
  }

  @Test("no dose, a dose of nothing and an infusion of nothing are no trouble")
  func nothing() throws {
    let empty = try RandomCase.curve(system(), [])
    #expect(try empty.states(at: Self.minutes(10)) == [0])
    #expect(empty.solverSteps == 0)
    #expect(try empty.maximum(of: RandomCase.plasma, to: .longest).concentration == 0)
    let none = [
      Input(state: 0, .jump(amount: 0), start: Self.minutes(5)),
      Input(state: 0, .rate(0, end: Self.minutes(30)), start: Self.minutes(10)),
    ]
    let idle = try RandomCase.curve(system(), none)
    #expect(try idle.states(at: Self.minutes(20)) == [0])
    #expect(idle.ledger(at: Self.minutes(20)).map(\.entered) == [0, 0])
    // Beside a dose they change no bit of what it does before, and nothing after that is not error.
    let dosed = try RandomCase.curve(system(), [Self.dose])
    let both = try RandomCase.curve(system(), [Self.dose] + none)
    #expect(try both.states(at: Self.minutes(4)) == dosed.states(at: Self.minutes(4)))
    for time in [5.0, 10, 30, 200] {
      let (got, reference) = (
        try both.states(at: Self.minutes(time))[0], try dosed.states(at: Self.minutes(time))[0]
      )
      #expect(abs(got - reference) <= 1e-9 * reference)
    }
  }

  @Test("an input into what no saturable link can reach leaves by its own way alone")
  func apart() throws {
    var two = system()
    two.states.append(.init(name: "apart", .amount(volume: 5)))
    two.firstOrder.links.append(.init(from: 1, to: nil, rate: 0.01))
    let apart = Input(state: 1, .jump(amount: 40), start: .zero)
    let alone = try RandomCase.curve(two, [apart])
    let central = try RandomCase.curve(system(), [Self.dose])
    let both = try RandomCase.curve(two, [Self.dose, apart])
    for time in [0.0, 1, 60, 500] {
      // 40 mg less 1 % a minute.
      let expected = 40 * exp(-0.01 * time)
      let states = try alone.states(at: Self.minutes(time))
      #expect(states[0] == 0 && abs(states[1] - expected) <= 1e-9 * expected)
      let joint = try both.states(at: Self.minutes(time))
      let own = try central.states(at: Self.minutes(time))[0]
      #expect(abs(joint[0] - own) <= 1e-9 * own && abs(joint[1] - expected) <= 1e-9 * expected)
    }
    #expect(try both.balance(at: Self.minutes(500)).discrepancy <= 1e-12)
  }

  @Test("contributions of single inputs do not exist")
  func contributions() throws {
    let curve = try RandomCase.curve(system(), [Self.dose])
    #expect(throws: SimulationFailure.notAdditive) {
      try curve.contributions(to: RandomCase.plasma, at: Self.minutes(10))
    }
    #expect(curve.ledger(at: Self.minutes(10)).map(\.entered) == [100])
  }

  @Test("numbers that cannot be, closed forms and tolerances out of range are refused by name")
  func refusals() throws {
    for (rate, half) in [
      (-1.0, 1.0), (.nan, 1), (.infinity, 1), (1, 0), (1, -1), (1, .nan), (1, .infinity),
    ] {
      #expect(throws: SimulationFailure.kinetics(.badRate("central"))) {
        try RandomCase.curve(system(maximumRate: rate, halfSaturation: half), [Self.dose])
      }
    }
    var noVolume = system()
    noVolume.states[0].content = .amount(volume: nil)
    #expect(throws: SimulationFailure.kinetics(.badVolume("central"))) {
      try RandomCase.curve(noVolume, [Self.dose])
    }
    for method in Propagator.Method.closed {
      #expect(throws: SimulationFailure.kinetics(.notLinear)) {
        try RandomCase.curve(system(), [Self.dose], method: method)
      }
    }
    for tolerance in [0, 1e-13, 1e-2, .nan, -1] {
      let error = try #require(throws: SimulationFailure.self) {
        try RandomCase.curve(system(), [Self.dose], tolerance: tolerance)
      }
      guard case .kinetics(.badTolerance(let refused)) = error else {
        Issue.record("\(tolerance) is refused as \(error)")
        continue
      }
      #expect(refused == tolerance || refused.isNaN && tolerance.isNaN)
    }
  }
}
