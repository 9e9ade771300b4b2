import Foundation
import Kinetics
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("Crossings, times above and areas are exact")
struct CrossingTests {
  private func minutes(_ value: Double) throws -> Tick { try ExtremaTests.minutes(value) }
  private let plasma = RandomCase.plasma

  @Test("one compartment after a bolus falls below a threshold at ln(C0/c) / k")
  func logarithm() throws {
    let k = 0.01
    let curve = try RandomCase.curve(
      .mammillary(volume: 10, k10: k), [Input(state: 0, .jump(amount: 100), start: .zero)])
    for threshold in [9.999, 5, 1, 1e-3, 1e-12, 1e-200] {
      let expected = log(10 / threshold) / k
      let crossings = try curve.crossings(of: plasma, threshold: threshold, to: minutes(1e6))
      #expect(crossings.count == 1)
      let first = try #require(crossings.first)
      #expect(!first.rising && abs(first.minutes - expected) <= 1e-12 * expected)
      let below = try #require(try curve.fallsBelow(threshold, of: plasma, after: .zero))
      #expect(abs(below - expected) <= 1e-12 * expected)
      let above = try curve.timeAbove(threshold, of: plasma, to: minutes(1e6))
      #expect(abs(above - expected) <= 1e-12 * expected)
    }
  }

  @Test("an infusion rises past a threshold and falls past it where the closed form does")
  func infusion() throws {
    let (k, end) = (0.02, 60.0)
    let curve = try RandomCase.curve(
      .mammillary(volume: 10, k10: k),
      [Input(state: 0, .rate(2, end: minutes(end)), start: .zero)])
    // C = 10 (1 - e^-kt), then Cmax e^-k(t - 60).
    let top = 10 * -expm1(-k * end)
    let (up, down) = (-log1p(-0.4) / k, end + log(top / 4) / k)
    let crossings = try curve.crossings(of: plasma, threshold: 4, to: minutes(1000))
    #expect(crossings.map(\.rising) == [true, false])
    #expect(zip(crossings, [up, down]).allSatisfy { abs($0.minutes - $1) <= 1e-12 })
    #expect(abs(try curve.timeAbove(4, of: plasma, to: minutes(1000)) - (down - up)) <= 1e-11)
    #expect(try curve.crossings(of: plasma, threshold: top * 1.0001, to: minutes(1000)).isEmpty)
    #expect(try curve.fallsBelow(top * 1.0001, of: plasma, after: .zero) == 0)
    #expect(try curve.fallsBelow(10, of: plasma, after: minutes(30)) == 30)
  }

  @Test("a threshold that a bolus jumps over is crossed at the bolus; one it just meets is not")
  func jump() throws {
    let curve = try RandomCase.curve(
      .mammillary(volume: 10, k10: 0.01),
      [Input(state: 0, .jump(amount: 100), start: minutes(7))])
    let over = try curve.crossings(of: plasma, threshold: 5, to: minutes(10))
    #expect(over == [Curve.Crossing(minutes: 7, rising: true)])
    #expect(try curve.crossings(of: plasma, threshold: 10, to: minutes(10)).isEmpty)
    #expect(try curve.timeAbove(10, of: plasma, to: minutes(100)) == 0)
  }

  @Test("an effect site that still rises when the infusion ends falls below only later")
  func lateEffectSite() throws {
    var system = LinearSystem.mammillary(volume: 10, k10: 0.5)
    let site = system.addEffectSite(ke0: 0.001, drivenBy: 0, volume: 10)
    let output = Curve.Output(name: "effect", analyte: "drug", state: site)
    let curve = try RandomCase.curve(
      system, [Input(state: 0, .rate(10, end: minutes(1)), start: .zero)])
    let peak = try curve.maximum(of: output, to: minutes(1e6))
    #expect(peak.minutes > 5)
    let threshold = peak.concentration * 0.999
    let below = try #require(try curve.fallsBelow(threshold, of: output, after: minutes(1)))
    let crossings = try curve.crossings(of: output, threshold: threshold, to: minutes(1e6))
    #expect(crossings.map(\.rising) == [true, false])
    #expect(abs(below - crossings[1].minutes) <= 1e-9 && below > peak.minutes)
    #expect(try curve.fallsBelow(peak.concentration, of: output, after: minutes(1)) == 1)
  }

  @Test("a depot that empties over months: the late rise is seen from the first minute")
  func slowDepot() throws {
    let system = ExtremaTests.oral(ka: 1e-5, k: 0.05)
    let curve = try RandomCase.curve(system, [Input(state: 1, .jump(amount: 1e6), start: .zero)])
    // About to fall: C = D ka / (V (ka - k)) (e^-kt - e^-ka t).
    let below = try #require(try curve.fallsBelow(1, of: RandomCase.plasma, after: .zero))
    let there = 1e6 * 1e-5 / (20 * (1e-5 - 0.05)) * (exp(-0.05 * below) - exp(-1e-5 * below))
    #expect(abs(there - 1) <= 1e-12)
    #expect(below > 200_000)
  }

  @Test("the time above is the sum over crossings and never leaves the interval")
  func timeAbove() throws {
    let worst = try RandomCase.worst("time above against a fine grid", cases: 10, slow: 1000) {
      random in
      let system = random.starSystem()
      let curve = try RandomCase.curve(system, random.inputs(system, count: 1...4))
      let end = random.moment(upTo: 2000) + Tick(flicks: Tick.perMinute)
      let peak = try curve.maximum(of: plasma, to: end).concentration
      let threshold = peak * random.uniform(0.05...0.95)
      guard threshold > 1e-200 else { return 0 }
      let crossings = try curve.crossings(of: plasma, threshold: threshold, to: end)
      // They alternate, and on both sides of each the curve is on the side it says.
      for (a, b) in zip(crossings, crossings.dropFirst()) where a.rising == b.rising { return 1 }
      for crossing in crossings {
        for (offset, above) in [(-1e-6, !crossing.rising), (1e-6, crossing.rising)] {
          guard let moment = Tick(minutes: crossing.minutes + offset), moment <= end else {
            continue
          }
          let value = try curve.concentration(of: plasma, at: moment)
          if (value > threshold) != above, abs(value - threshold) > 1e-9 * threshold { return 1 }
        }
      }
      let total = try curve.timeAbove(threshold, of: plasma, to: end)
      let cut = Tick(flicks: end.flicks / 3)
      let parts =
        try curve.timeAbove(threshold, of: plasma, to: cut)
        + curve.timeAbove(threshold, of: plasma, from: cut, to: end)
      return abs(total - parts) / end.minutes
    }
    #expect(worst <= 1e-9)
  }

  @Test("the area of an interval is the sum of its parts, and all of it is dose over clearance")
  func areas() throws {
    let worst = try RandomCase.worst("areas", cases: 60, slow: 3000) { random in
      let clearance = random.logarithmic(0.1...10)
      let system = LinearSystem.mammillary(
        volume: random.logarithmic(1...100), clearance: clearance,
        peripherals: (0..<random.integer(0...3)).map { _ in
          (random.logarithmic(1...200), random.logarithmic(0.1...10))
        })
      let inputs = (0..<random.integer(1...5)).map { _ in
        var input = random.input(system)
        input.state = 0
        return input
      }
      let curve = try RandomCase.curve(system, inputs)
      let (a, b) = (random.moment(upTo: 900), random.moment(upTo: 900))
      let far = try minutes(4e7)
      let all = try curve.auc(of: plasma, to: far)
      let parts =
        try curve.auc(of: plasma, to: a) + curve.auc(of: plasma, from: a, to: a + b)
        + curve.auc(of: plasma, from: a + b, to: far)
      let given = curve.ledger(at: far).reduce(0) { $0 + $1.planned }
      return relativeDifference(
        [parts, all, try curve.cumulativeAUC(of: plasma, at: far)],
        [all, given / clearance, all])
    }
    #expect(worst <= 1e-12)
  }
}
