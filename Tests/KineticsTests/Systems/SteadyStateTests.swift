import Foundation
import Kinetics
import PropertyTesting
import Testing

@Suite("A steady state is exact, or an error")
struct SteadyStateTests {
  @Test("a constant input leads to what a long run leads to")
  func constantInput() throws {
    let worst = try RandomCase.worst("steady state of a constant input") { random in
      let system = random.starSystem()
      let inflow = system.states.indices.map { $0 == 0 ? random.logarithmic(0.01...10) : 0 }
      let slowest =
        try system.states.indices.flatMap { try system.decayRates(observedAt: $0) }
        .map(\.rate).min() ?? 1
      let later = try Propagator(system, inflows: [0]).advance(
        inflow.map { _ in 0 }, by: 60 / slowest, inflow: inflow)
      return relativeDifference(try system.steadyState(inflow: inflow), later)
    }
    #expect(worst <= 1e-13)
  }

  @Test("repeated doses lead to what 200 of them lead to")
  func repeatedDoses() throws {
    let worst = try RandomCase.worst("steady state of repeated doses", cases: 25, slow: 3000) {
      random in
      let system = random.starSystem()
      let dose = system.states.indices.map { $0 == 0 ? random.logarithmic(1...100) : 0 }
      let slowest =
        try system.states.indices.flatMap { try system.decayRates(observedAt: $0) }
        .map(\.rate).min() ?? 1
      let interval = random.uniform(0.3...2) / slowest
      let duration = random.chance(0.5) ? 0 : random.uniform(0...1) * interval
      let steady = try system.steadyState(dose: dose, over: duration, every: interval)
      let propagator = try Propagator(system, inflows: [0])
      let nothing = dose.map { _ in 0.0 }
      var state = nothing
      for _ in 0..<200 {
        if duration > 0 {
          state = try propagator.advance(
            state, by: duration, inflow: dose.map { $0 / duration })
          state = try propagator.advance(state, by: interval - duration, inflow: nothing)
        } else {
          state = zip(state, dose).map { $0 + $1 }
          state = try propagator.advance(state, by: interval, inflow: nothing)
        }
      }
      return relativeDifference(steady, state)
    }
    #expect(worst <= 1e-13)
  }

  @Test("slow elimination costs no digits", arguments: [1e-2, 1e-6, 1e-10, 1e-14])
  func slowElimination(k10: Double) throws {
    // One compartment: D e^{-kτ} / (1 - e^{-kτ}).
    let interval = 10.0
    let one = LinearSystem.mammillary(volume: 5, k10: k10)
    let trough = try one.steadyState(dose: [100], over: 0, every: interval)
    #expect(relativeDifference(trough, [100 / expm1(k10 * interval)]) <= 1e-14)
    // With a tissue and an effect site in balance, the means over an interval are known: input over
    // clearance. The slower the elimination, the nearer every moment is to the mean.
    var three = LinearSystem.mammillary(
      volume: 5, k10: k10, peripherals: [(k1i: 1e3, ki1: 0.5), (k1i: 0.1, ki1: 1e-4)])
    _ = three.addEffectSite(ke0: 0.2, drivenBy: 0, volume: 5)
    let flat = try three.steadyState(inflow: [10, 0, 0, 0])
    let expected = [10 / k10, 10 / k10 * 2000, 10 / k10 * 1000, 2 / k10]
    #expect(relativeDifference(flat, expected) <= 1e-14)
  }

  @Test("a stiff system with an effect site is exact", arguments: [1e2, 1e5, 1e8, 1e12])
  func stiff(ratio: Double) throws {
    var system = LinearSystem.mammillary(
      volume: 2, k10: 1e-3, peripherals: [(k1i: ratio, ki1: 3), (k1i: 0.5, ki1: 1 / ratio)])
    _ = system.addEffectSite(ke0: ratio, drivenBy: 0, volume: 2)
    let depot = system.addState("depot", .amount(volume: nil))
    system.links.append(.init(from: depot, to: 0, rate: 0.1 / ratio))
    let state = try system.steadyState(inflow: [0, 0, 0, 0, 1])
    let expected = [1000, 1000 * ratio / 3, 500 * ratio, 500, 10 * ratio]
    #expect(relativeDifference(state, expected) <= 1e-14)
  }

  @Test("without elimination there is none, whatever the graph")
  func noElimination() {
    RandomCase.worst("no elimination") { random in
      var system = random.chance(0.5) ? random.starSystem() : random.loopSystem()
      // Close every exit of mass; effect sites keep theirs.
      system.links.removeAll { link in
        link.to == nil && system.states[link.from].content != .concentration
      }
      for index in system.links.indices { system.links[index].yield = 1 }
      let input = system.states.indices.map { $0 == 0 ? 1.0 : 0 }
      #expect(throws: KineticsFailure.self, "\(random)") { try system.steadyState(inflow: input) }
      #expect(throws: KineticsFailure.self, "\(random)") {
        try system.steadyState(dose: input, over: 0, every: 60)
      }
      return 0
    }
  }

  @Test("drug that never gets to a closed compartment does not matter")
  func unreachedPool() throws {
    var system = LinearSystem.mammillary(volume: 1, k10: 0.5)
    let pool = system.addState("pool", .amount(volume: 1))
    let second = system.addState("second", .amount(volume: 1))
    system.links.append(.init(from: second, to: pool, rate: 1))
    #expect(try system.steadyState(inflow: [1, 0, 0]) == [2, 0, 0])
    #expect(throws: KineticsFailure.noSteadyState("pool")) {
      try system.steadyState(inflow: [1, 0, 1])
    }
  }

  @Test(
    "conversions that gain mass on their way round have a steady state only while they lose more")
  func gainingLoop() throws {
    func system(yield: Double) -> LinearSystem {
      var system = LinearSystem.mammillary(volume: 1, k10: 1)
      system.addPeripheral("metabolite", of: 0, volume: 1, out: 1, back: 1)
      system.links[1].yield = yield
      return system
    }
    // x1 (1 + 1) = 1 + x2, x2 = 1.5 x1.
    #expect(
      relativeDifference(try system(yield: 1.5).steadyState(inflow: [1, 0]), [2, 3]) < 1e-15)
    for yield in [2.0, 3] {
      #expect(throws: KineticsFailure.noSteadyState("central")) {
        try system(yield: yield).steadyState(inflow: [1, 0])
      }
    }
  }

  @Test(
    "inputs and intervals out of range are refused",
    arguments: [(-1.0, 0.0, 10.0), (.nan, 0, 10), (1, 11, 10), (1, 0, 0), (1, -1, 5), (1, 0, .nan)])
  func outOfRange(dose: Double, duration: Double, interval: Double) {
    let system = LinearSystem.mammillary(volume: 1, k10: 1)
    #expect(throws: KineticsFailure.self) {
      try system.steadyState(dose: [dose], over: duration, every: interval)
    }
    #expect(throws: KineticsFailure.self) { try system.steadyState(inflow: [-1]) }
    #expect(throws: KineticsFailure.self) { try system.steadyState(inflow: [1, 1]) }
  }
}
