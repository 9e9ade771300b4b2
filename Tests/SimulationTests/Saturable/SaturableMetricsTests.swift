import Kinetics
import NumericalMethods
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("Peaks, crossings, areas and limits of curves whose elimination saturates")
struct SaturableMetricsTests {
  private static func minutes(_ value: Double) -> Tick { Tick(minutes: value) ?? .zero }

  private func oneCompartment(
    volume: Double, maximumRate: Double, halfSaturation: Double
  ) -> CompartmentSystem {
    CompartmentSystem(
      LinearSystem(states: [.init(name: "central", .amount(volume: volume))], links: []),
      saturable: [
        .init(from: 0, to: nil, maximumRate: maximumRate, halfSaturation: halfSaturation)
      ])
  }

  @Test("a bolus follows the implicit solution C0 - C + Km ln(C0 / C) = Vmax t / V")
  func implicit() throws {
    let worst = try RandomCase.worst("Lambert W", cases: 60, slow: 3000) { random in
      let volume = random.logarithmic(1...100)
      let maximumRate = random.logarithmic(0.01...10)
      let half = random.logarithmic(1e-2...10)
      let start = half * random.logarithmic(1e-3...1e3)
      let curve = try RandomCase.curve(
        oneCompartment(volume: volume, maximumRate: maximumRate, halfSaturation: half),
        [Input(state: 0, .jump(amount: start * volume), start: .zero)])
      // Until about forty half-lives after saturation has ended.
      let end = (start + 30 * half) * volume / maximumRate
      var worst = 0.0
      for _ in 0..<50 {
        let moment = Self.minutes(random.uniform(0...min(end, 1e6)))
        let c = try curve.concentration(of: RandomCase.plasma, at: moment)
        let time = (start - c + half * Portable.log(start / c)) * volume / maximumRate
        // How much C would have to change for the time to be right, relative to C.
        let relative = (time - moment.minutes) * maximumRate / volume / (half + c)
        // The equation itself rounds where C0 and t Vmax / V nearly cancel.
        let rounding = 4 * Double.ulpOfOne * (start + moment.minutes * maximumRate / volume)
        worst = worse(worst, abs(relative) - rounding / (half + c))
      }
      return worst
    }
    #expect(worst <= 1e-9)
  }

  @Test("the area under a bolus is (C0 V / Vmax) (Km + C0 / 2)")
  func area() throws {
    // Wagner 1993, Pharmacokinetics for the Pharmaceutical Scientist: integrate C dt = -C dC /
    // (rate).
    let (volume, maximumRate, half, start) = (30.0, 0.5, 1.0, 200.0 / 30)
    let curve = try RandomCase.curve(
      oneCompartment(volume: volume, maximumRate: maximumRate, halfSaturation: half),
      [Input(state: 0, .jump(amount: 200), start: .zero)])
    let area = start * volume / maximumRate * (half + start / 2)
    let got = try curve.auc(of: RandomCase.plasma, to: .longest)
    #expect(abs(got - area) <= 1e-10 * area)
    let parts = [0, 17.3, 200, 3000, 100_000].map(Self.minutes)
    let sum = try zip(parts, parts.dropFirst()).reduce(0) {
      $0 + (try curve.auc(of: RandomCase.plasma, from: $1.0, to: $1.1))
    }
    let whole = try curve.cumulativeAUC(of: RandomCase.plasma, at: parts[4])
    #expect(abs(sum - whole) <= 1e-13 * whole)
    #expect(abs(try curve.balance(at: .longest).eliminated - 200) <= 1e-12 * 200)
    #expect(try curve.concentration(of: RandomCase.plasma, at: .longest) >= 0)
  }

  @Test(
    "no sampled value is above the maximum, below the minimum, or on the wrong side of a crossing")
  func grid() throws {
    _ = try RandomCase.worst("saturable metrics", cases: 8, slow: 300) { random in
      let system = random.saturableSystem()
      let curve = try RandomCase.curve(system, random.steppedInputs(system.firstOrder))
      let end = Self.minutes(3000)
      let highest = try curve.maximum(of: RandomCase.plasma, to: end)
      let lowest = try curve.minimum(of: RandomCase.plasma, from: Self.minutes(700), to: end)
      let samples = try (0...3000).map { minute in
        try curve.concentration(of: RandomCase.plasma, at: Self.minutes(Double(minute)))
      }
      let slack = 1 + 4e-10
      #expect(samples.allSatisfy { $0 <= highest.concentration * slack }, "\(random)")
      #expect(
        samples[700...].allSatisfy { $0 * slack >= lowest.concentration }, "\(random)")
      let threshold = highest.concentration * random.uniform(0.05...0.95)
      let crossings = try curve.crossings(of: RandomCase.plasma, threshold: threshold, to: end)
      let startsAbove = samples[0] > threshold && crossings.first?.rising != true
      for (minute, value) in samples.enumerated() where abs(value / threshold - 1) > 1e-9 {
        let last = crossings.last { $0.minutes <= Double(minute) }
        let isAbove = last?.rising ?? startsAbove
        #expect(isAbove == (value > threshold), "\(random) at \(minute) min")
      }
      for crossing in crossings {
        let moment = Self.minutes(crossing.minutes)
        let value = try curve.concentration(of: RandomCase.plasma, at: moment)
        let before = try curve.concentration(of: RandomCase.plasma, at: moment, .before)
        let touches = abs(value / threshold - 1) <= 1e-9
        #expect(touches || (value > threshold) != (before > threshold), "\(random)")
      }
      let share = Double(samples.filter { $0 > threshold }.count)
      let above = try curve.timeAbove(threshold, of: RandomCase.plasma, to: end)
      #expect(abs(above - share) <= Double(crossings.count) + 1, "\(random)")
      if let below = try curve.fallsBelow(threshold, of: RandomCase.plasma, after: .zero) {
        #expect(
          samples.enumerated().allSatisfy {
            Double($0.offset) <= below || $0.element <= threshold * slack
          }, "\(random)")
      }
      return 0
    }
  }

  @Test("a metabolite formed by a saturable link and an effect site have their peak between events")
  func metabolite() throws {
    var system = LinearSystem(states: [.init(name: "central", .amount(volume: 20))], links: [])
    let metabolite = system.addState("metabolite", .amount(volume: 40))
    system.links.append(.init(from: metabolite, to: nil, rate: 0.004))
    let effect = system.addEffectSite(ke0: 0.05, drivenBy: 0, volume: 20)
    let model = CompartmentSystem(
      system,
      saturable: [
        .init(from: 0, to: metabolite, maximumRate: 0.8, halfSaturation: 0.3, yield: 0.94)
      ])
    let outputs = [metabolite, effect].map {
      Curve.Output(name: "\($0)", analyte: "drug", state: $0)
    }
    func curve(_ method: Propagator.Method, _ tolerance: Double) throws -> Curve {
      try Curve(
        systems: [(.zero, model)], inputs: [Input(state: 0, .jump(amount: 150), start: .zero)],
        outputs: outputs, method: method, tolerance: tolerance)
    }
    let (one, other) = (try curve(.collocation, 1e-10), try curve(.taylorSeries, 1e-12))
    for output in outputs {
      let peak = try one.maximum(of: output, to: Self.minutes(3000))
      let reference = try other.maximum(of: output, to: Self.minutes(3000))
      #expect(peak.minutes > 1 && peak.minutes < 1000)
      #expect(abs(peak.concentration / reference.concentration - 1) <= 1e-10)
      #expect(abs(peak.minutes - reference.minutes) <= 1e-3)
      // The slope there is zero: that of metabolite and effect site are differences of flows.
      let slope = try one.slope(of: output, at: Self.minutes(peak.minutes))
      #expect(abs(slope) <= 1e-7 * peak.concentration)
    }
    let balance = try one.balance(at: Self.minutes(500))
    #expect(balance.converted > 0 && balance.discrepancy <= 1e-14)
  }

  @Test("of equal sessions the first has the peak")
  func ties() throws {
    let sessions = (0..<3).map { index in
      let start = Self.minutes(Double(index) * 20_000)
      return Input(state: 0, .rate(1, end: start + Self.minutes(40)), start: start)
    }
    let curve = try RandomCase.curve(
      oneCompartment(volume: 30, maximumRate: 0.5, halfSaturation: 1), sessions)
    let peak = try curve.maximum(of: RandomCase.plasma, to: Self.minutes(70_000))
    #expect(peak.minutes == 40)
  }

  @Test("a plateau that is reached within rounding has its peak at the end of the infusion")
  func plateau() throws {
    let end = Self.minutes(30_000)
    let curve = try RandomCase.curve(
      oneCompartment(volume: 30, maximumRate: 0.5, halfSaturation: 1),
      [Input(state: 0, .rate(0.3, end: end), start: .zero)])
    let peak = try curve.maximum(of: RandomCase.plasma, to: Self.minutes(40_000))
    #expect(peak.minutes == 30_000)
    // Vmax C / (Km + C) = 0.3 at C = 1.5.
    #expect(abs(peak.concentration - 1.5) <= 1e-12)
  }
}
