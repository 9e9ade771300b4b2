import Foundation
import Kinetics
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("Parameters that change and the two readings of an escalation")
struct ParameterChangeTests {
  private func minutes(_ value: Double) throws -> Tick { try ExtremaTests.minutes(value) }
  private let plasma = RandomCase.plasma

  @Test("clearance that halves in the middle of an infusion: each part follows its closed form")
  func clearance() throws {
    let curve = try Curve(
      systems: [
        (.zero, .mammillary(volume: 10, clearance: 1)),
        (minutes(30), .mammillary(volume: 10, clearance: 0.5)),
      ],
      inputs: [Input(state: 0, .rate(2, end: minutes(90)), start: .zero)], outputs: [plasma])
    let middle = 2 * -expm1(-3.0)
    let end = 4 + (middle - 4) * exp(-0.05 * 60)
    #expect(abs(try curve.concentration(of: plasma, at: minutes(30)) - middle) <= 1e-14)
    #expect(abs(try curve.concentration(of: plasma, at: minutes(90)) - end) <= 1e-14)
    #expect(try curve.maximum(of: plasma, to: minutes(500)).minutes == 90)
    #expect(try curve.balance(at: minutes(200)).discrepancy <= 1e-15)
  }

  @Test("a volume that halves doubles the concentration; the amount stays")
  func volume() throws {
    let curve = try Curve(
      systems: [
        (.zero, .mammillary(volume: 10, k10: 0.01)),
        (minutes(30), .mammillary(volume: 5, k10: 0.01)),
      ],
      inputs: [Input(state: 0, .jump(amount: 100), start: .zero)], outputs: [plasma])
    let amount = 100 * exp(-0.3)
    let before = try curve.concentration(of: plasma, at: minutes(30), .before)
    let after = try curve.concentration(of: plasma, at: minutes(30))
    #expect(abs(before - amount / 10) <= 1e-14 && abs(after - amount / 5) <= 1e-14)
    let crossings = try curve.crossings(of: plasma, threshold: 10.5, to: minutes(100))
    #expect(crossings.map(\.rising) == [true, false] && crossings[0].minutes == 30)
    #expect(try curve.maximum(of: plasma, to: minutes(100)).minutes == 30)
  }

  @Test("a change that changes nothing for the drug leaves the end of a plateau where it is")
  func idleChange() throws {
    var other = LinearSystem.mammillary(
      volume: 25, clearance: 1.4, peripherals: [(56, 2.7), (157, 1.3)])
    _ = other.addEffectSite(ke0: 1, drivenBy: 0, volume: 25)
    var systems: [(from: Tick, system: LinearSystem)] = [(.zero, other)]
    for hour in 1..<200 {
      other.links[other.links.count - 1].rate = 1 + Double(hour) / 100
      systems.append((try minutes(Double(hour) * 300), other))
    }
    let curve = try Curve(
      systems: systems,
      inputs: [Input(state: 0, .rate(0.4, end: minutes(60_000)), start: .zero)],
      outputs: [plasma])
    #expect(try curve.maximum(of: plasma, to: minutes(90_000)).minutes == 60_000)
  }

  @Test("random parameter changes keep the balance and change no amount")
  func randomChanges() throws {
    let worst = try RandomCase.worst("balance over parameter changes", cases: 100) { random in
      var system = random.starSystem()
      var systems: [(from: Tick, system: LinearSystem)] = [(.zero, system)]
      for _ in 0..<random.integer(1...4) {
        for index in system.links.indices where random.chance(0.5) {
          system.links[index].rate *= random.uniform(0.3...3)
        }
        systems.append((random.moment(upTo: 800), system))
      }
      let curve = try Curve(
        systems: systems, inputs: random.inputs(systems[0].system), outputs: [plasma])
      for (from, _) in systems.dropFirst() where !curve.inputs.contains(where: { $0.start == from })
      {
        guard try curve.states(at: from, .before) == curve.states(at: from) else { return 1 }
      }
      return try curve.balance(at: random.moment(upTo: 3000)).discrepancy
    }
    #expect(worst <= 1e-13)
  }

  @Test("an escalation read as set rates and as additive infusions are two courses, each exact")
  func escalation() throws {
    // Kamp 2020, 70 kg; 0.1, 0.2, 0.3 mg/kg/h from 0, 1, 2 h, stopped at 3 h.
    let system = LinearSystem.mammillary(
      volume: 25, clearance: 84 / 60.0, peripherals: [(56, 161 / 60.0), (157, 79 / 60.0)])
    let rates = [7, 14, 21].map { $0 / 60.0 }
    let far = try minutes(100_000)
    let setRate = try rates.enumerated().map {
      Input(
        state: 0, .rate($0.element, end: try minutes(Double(60 * $0.offset + 60))),
        start: try minutes(Double(60 * $0.offset)))
    }
    let additive = try rates.enumerated().map {
      Input(state: 0, .rate($0.element, end: far), start: try minutes(Double(60 * $0.offset)))
    }
    func atHours(_ inputs: [Input], _ hours: Double) throws -> Double {
      1000
        * (try RandomCase.curve(system, inputs).concentration(of: plasma, at: minutes(hours * 60)))
    }
    // ng/mL, rounded as published in the comparison of the two readings.
    #expect(try atHours(setRate, 3).rounded() == 147)
    #expect(try atHours(additive, 3).rounded() == 276)
    #expect(try atHours(setRate, 4).rounded() == 53)
    #expect(try atHours(additive, 4).rounded() == 328)
    // The closed form: a rate that starts at a moment brings R/V1 Σ w (1 - e^-λt) / λ.
    let rate = try system.decayRates(observedAt: 0).map(\.rate)
    func response(_ hours: Double) -> Double {
      rate.reduce(0) { sum, lambda in
        sum + weight(lambda, of: rate) * -expm1(-lambda * hours * 60) / lambda / 25
      }
    }
    func weight(_ lambda: Double, of rates: [Double]) -> Double {
      let backs = [161 / 60.0 / 56, 79 / 60.0 / 157]
      return backs.reduce(1) { $0 * ($1 - lambda) }
        / rates.filter { $0 != lambda }.reduce(1) { $0 * ($1 - lambda) }
    }
    let ramp = 1000 * (7 / 60.0) * (response(4) + 2 * response(3) + 3 * response(2))
    #expect(abs(try atHours(additive, 4) - ramp) <= 1e-11 * ramp)
    let steps = 1000 * (7 / 60.0) * (response(4) + response(3) + response(2) - 3 * response(1))
    #expect(abs(try atHours(setRate, 4) - steps) <= 1e-11 * steps)
  }
}
