import Foundation
import Kinetics
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("Peaks are roots of the exact slope and agree with closed forms")
struct ExtremaTests {
  static func minutes(_ value: Double) throws -> Tick { try #require(Tick(minutes: value)) }

  static func oral(ka: Double, k: Double) -> LinearSystem {
    var system = LinearSystem.mammillary(volume: 20, k10: k)
    let depot = system.addState("depot", .amount(volume: nil))
    system.links.append(.init(from: depot, to: 0, rate: ka))
    return system
  }

  @Test(
    "Bateman: tmax = ln(ka/k) / (ka - k), also when the end of the search is years later",
    arguments: [(0.05, 0.002), (0.002, 0.05), (1, 0.3), (0.04, 0.01)],
    [100.0, 2000, 100_000, 50_000_000])
  func bateman(rates: (ka: Double, k: Double), end: Double) throws {
    let (ka, k) = rates
    let system = Self.oral(ka: ka, k: k)
    let curve = try RandomCase.curve(
      system, [Input(state: 1, .jump(amount: 300), start: .zero)])
    let time = log(ka / k) / (ka - k)
    try #require(time < 100)
    let peak = try curve.maximum(of: RandomCase.plasma, to: Self.minutes(end))
    let height = 300 / 20 * pow(k / ka, k / (ka - k))
    #expect(abs(peak.minutes - time) <= 1e-9)
    #expect(abs(peak.concentration - height) <= 1e-13 * height)
  }

  @Test("equal rates: tmax = 1/k, Cmax = D / (V e)")
  func batemanConfluent() throws {
    let k = 0.02
    let curve = try RandomCase.curve(
      Self.oral(ka: k, k: k), [Input(state: 1, .jump(amount: 300), start: .zero)])
    let peak = try curve.maximum(of: RandomCase.plasma, to: Self.minutes(1e6))
    #expect(abs(peak.minutes - 50) <= 1e-6)
    #expect(abs(peak.concentration - 15 / M_E) <= 1e-14)
  }

  @Test("effect site after a bolus into one compartment: tmax = ln(ke0/k) / (ke0 - k)")
  func effectSite() throws {
    for (k, ke0) in [(0.1, 0.5), (0.3, 0.02), (0.005, 3), (5, 2)] {
      var system = LinearSystem.mammillary(volume: 10, k10: k)
      let site = system.addEffectSite(ke0: ke0, drivenBy: 0, volume: 10)
      let output = Curve.Output(name: "effect", analyte: "drug", state: site)
      let curve = try RandomCase.curve(system, [Input(state: 0, .jump(amount: 50), start: .zero)])
      for end in [300.0, 3000, 50_000_000] {
        let peak = try curve.maximum(of: output, to: Self.minutes(end))
        #expect(abs(peak.minutes - log(ke0 / k) / (ke0 - k)) <= 1e-9)
      }
      // Below the peak for good after the second root of the closed form.
      let level = 0.2
      let below = try #require(try curve.fallsBelow(level, of: output, after: .zero))
      let there = 5 * ke0 / (ke0 - k) * (exp(-k * below) - exp(-ke0 * below))
      #expect(abs(there - level) <= 1e-12)
      #expect(below > peakTime(k, ke0))
    }
  }

  private func peakTime(_ k: Double, _ ke0: Double) -> Double { log(ke0 / k) / (ke0 - k) }

  @Test("an infusion into one compartment peaks at its end, with R (1 - e^-kT) / CL")
  func infusion() throws {
    let curve = try RandomCase.curve(
      .mammillary(volume: 10, k10: 0.01),
      [Input(state: 0, .rate(2, end: Self.minutes(90)), start: .zero)])
    let peak = try curve.maximum(of: RandomCase.plasma, to: Self.minutes(1000))
    #expect(peak.minutes == 90)
    #expect(abs(peak.concentration - 20 * -expm1(-0.9)) <= 1e-14 * peak.concentration)
  }

  @Test("a plateau over many pieces peaks at the end of the infusion, not where rounding puts it")
  func plateau() throws {
    var system = LinearSystem.mammillary(
      volume: 25, clearance: 1.4, peripherals: [(56, 2.7), (157, 1.3)])
    _ = system.addEffectSite(ke0: 1.39, drivenBy: 0, volume: 25)
    let long = Input(state: 0, .rate(0.4, end: try Self.minutes(100_000)), start: .zero)
    // Elsewhere something goes on all the time: a second depot's doses cut the plateau in pieces.
    let other = system.addState("elsewhere", .amount(volume: 1))
    system.links.append(.init(from: other, to: nil, rate: 0.01))
    let cuts = try (1..<200).map {
      Input(state: other, .jump(amount: 1), start: try Self.minutes(Double($0) * 500))
    }
    let curve = try RandomCase.curve(system, [long] + cuts)
    for state in [0, 3] {
      let output = Curve.Output(name: "output", analyte: "drug", state: state)
      let peak = try curve.maximum(of: output, to: Self.minutes(150_000))
      #expect(peak.minutes == 100_000, "state \(state)")
    }
  }

  @Test("a course that starts in its steady state and stays there peaks where it starts")
  func steadyStart() throws {
    let system = LinearSystem.mammillary(
      volume: 25, clearance: 1.4, peripherals: [(56, 2.7), (157, 1.3)])
    let curve = try RandomCase.curve(
      system, [Input(state: 0, .rate(0.4, end: Self.minutes(5000)), start: .zero)],
      initial: try system.steadyState(inflow: [0.4, 0, 0]))
    let peak = try curve.maximum(of: RandomCase.plasma, to: Self.minutes(9000))
    #expect(abs(peak.concentration - 0.4 / 1.4) <= 1e-15)
    #expect(peak.minutes == 0)
  }

  @Test("a bolus during an infusion: the peak is the moment of the bolus, after it")
  func bolusDuringInfusion() throws {
    let curve = try RandomCase.curve(
      .mammillary(volume: 10, k10: 0.01),
      [
        Input(state: 0, .rate(2, end: Self.minutes(90)), start: .zero),
        Input(state: 0, .jump(amount: 500), start: Self.minutes(40)),
      ])
    let peak = try curve.maximum(of: RandomCase.plasma, to: Self.minutes(1000))
    #expect(peak.minutes == 40)
    #expect(abs(peak.concentration - (50 + 20 * -expm1(-0.4))) <= 1e-13)
    let before = try curve.concentration(of: RandomCase.plasma, at: Self.minutes(40), .before)
    #expect(abs(before - 20 * -expm1(-0.4)) <= 1e-14)
  }

  @Test("each of six sessions has its own peak, at the end of its infusion")
  func sessions() throws {
    let system = LinearSystem.mammillary(
      volume: 25, clearance: 1.4, peripherals: [(56, 2.7), (157, 1.3)])
    let starts = (0..<6).map { Double($0) * 2880 }
    let inputs = try starts.map {
      Input(state: 0, .rate(1, end: try Self.minutes($0 + 40)), start: try Self.minutes($0))
    }
    let curve = try RandomCase.curve(system, inputs)
    var last = 0.0
    for start in starts {
      let (from, to) = (try Self.minutes(start), try Self.minutes(start + 2879))
      let peak = try curve.maximum(of: RandomCase.plasma, from: from, to: to)
      #expect(peak.minutes == start + 40)
      // What is left of the sessions before soon no longer shows in a double.
      #expect(peak.concentration >= last)
      last = peak.concentration
      let trough = try curve.minimum(of: RandomCase.plasma, from: from, to: to)
      #expect(trough.minutes == start)
    }
  }

  @Test("no dense grid finds anything higher or lower, on random courses of random graphs")
  func bruteForce() throws {
    let worst = try RandomCase.worst("extrema against a dense grid", cases: 20, slow: 2000) {
      random in
      let system = random.chance(0.7) ? random.starSystem() : random.loopSystem()
      let curve = try RandomCase.curve(system, random.inputs(system, count: 1...4))
      let output = Curve.Output(
        name: "any", analyte: "drug", state: random.integer(0...(system.states.count - 1)))
      let start = random.moment(upTo: 500)
      let end = start + random.moment(upTo: 3000)
      let highest = try curve.maximum(of: output, from: start, to: end)
      let lowest = try curve.minimum(of: output, from: start, to: end)
      var beyond = 0.0
      for index in 0...300 {
        let share = Double(index) / 300
        // Dense early, where things happen.
        let offset = Tick(flicks: Int64(Double((end - start).flicks) * share * share))
        let value = try curve.concentration(of: output, at: start + offset)
        beyond = max(beyond, (value - highest.concentration) / highest.concentration.nextUp)
        if value < lowest.concentration {
          beyond = max(beyond, (lowest.concentration - value) / highest.concentration.nextUp)
        }
      }
      // Two values of the matrix path differ by its own error, up to 1e-12 of the largest.
      return curve.method == .modal ? beyond : beyond / 10
    }
    #expect(worst <= 1e-13)
  }
}
