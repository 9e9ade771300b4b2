import Kinetics
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("Curves of random graphs with links that saturate")
struct SaturablePropertyTests {
  /// Largest difference of all states at some moments: relative, below a billionth of a state's
  /// highest value or 1e-12 of the largest state relative to that.
  private func difference(
    _ a: Curve, _ b: Curve, at moments: [Tick], shift: Tick = .zero
  ) throws -> Double {
    let (x, y) = (
      try moments.map { try a.states(at: $0) }, try moments.map { try b.states(at: $0 + shift) }
    )
    var worst = 0.0
    for state in x[0].indices {
      let highest = x.reduce(0) { max($0, $1[state]) }
      for (one, other) in zip(x, y) where highest > 0 {
        // A state that is a trace of the body, 1e-12 of the largest, is held to the tolerance of
        // that.
        let scale = max(one[state], 1e-9 * highest, 1e-12 * (one.max() ?? 0))
        worst = worse(worst, abs(one[state] - other[state]) / scale)
      }
    }
    return worst
  }

  private func moments(_ random: inout RandomCase) -> [Tick] {
    (0..<40).map { _ in random.moment(upTo: 3000) }
  }

  @Test("collocation and the Taylor series, which share no step, agree")
  func independent() throws {
    let worst = try RandomCase.worst("collocation against Taylor", cases: 8, slow: 300) {
      random in
      let system = random.saturableSystem()
      let inputs = random.steppedInputs(system.firstOrder)
      let moments = moments(&random)
      let reference: Curve
      do {
        reference = try RandomCase.curve(
          system, inputs, method: .taylorSeries, tolerance: 1e-12)
      } catch SimulationFailure.kinetics(.numerical) {
        // Too stiff for explicit steps.
        reference = try RandomCase.curve(
          system, inputs, method: .otherCollocation, tolerance: 1e-12)
      }
      return try difference(RandomCase.curve(system, inputs), reference, at: moments)
    }
    #expect(worst <= 1e-9)
  }

  @Test("collocation of a linear system meets its closed form")
  func linear() throws {
    let worst = try RandomCase.worst("collocation against modal", cases: 4, slow: 60) {
      random in
      let system = random.steppedSystem(stars: true)
      let inputs = random.steppedInputs(system)
      let moments = moments(&random)
      return try difference(
        RandomCase.curve(system, inputs, method: .modal),
        RandomCase.curve(system, inputs, method: .collocation), at: moments)
    }
    #expect(worst <= 1e-9)
  }

  @Test("far below half-saturation a curve is that of the linear system")
  func limit() throws {
    let worst = try RandomCase.worst("linear limit", cases: 8, slow: 300) { random in
      var system = random.steppedSystem(stars: true)
      let inputs = random.steppedInputs(system)
      let moments = moments(&random)
      let whole = try RandomCase.curve(system, inputs)
      guard let index = system.links.firstIndex(where: { $0.from == 0 && $0.to == nil }),
        case .amount(let volume?) = system.states[0].content
      else { return .infinity }
      let rate = system.links.remove(at: index).rate
      let half = 1e14
      let link = CompartmentSystem.SaturableLink(
        from: 0, to: nil, maximumRate: rate * half * volume, halfSaturation: half)
      return try difference(
        whole, RandomCase.curve(CompartmentSystem(system, saturable: [link]), inputs), at: moments)
    }
    #expect(worst <= 1e-9)
  }

  @Test("what was given is in the body, eliminated or converted, to rounding")
  func balance() throws {
    let worst = try RandomCase.worst("saturable balance", cases: 10, slow: 300) { random in
      let system = random.saturableSystem()
      let curve = try RandomCase.curve(system, random.steppedInputs(system.firstOrder))
      return try moments(&random).reduce(0) {
        max($0, try curve.balance(at: $1).discrepancy)
      }
    }
    #expect(worst <= 1e-12)
  }

  @Test("amounts are finite and never negative, at any moment")
  func signs() throws {
    _ = try RandomCase.worst("saturable signs", cases: 8, slow: 300) { random in
      let system = random.saturableSystem()
      let tolerance = random.logarithmic(1e-12...1e-3)
      let curve = try RandomCase.curve(
        system, random.steppedInputs(system.firstOrder), tolerance: tolerance)
      for _ in 0..<200 {
        let moment = Tick(flicks: Int64(random.logarithmic(1...2e18)))
        let states = try curve.states(at: moment)
        #expect(states.allSatisfy { $0 >= 0 && $0.isFinite }, "\(random) at \(moment.minutes)")
      }
      return 0
    }
  }

  @Test("a value depends neither on the order of the inputs nor on what else is asked, bit for bit")
  func permutation() throws {
    _ = try RandomCase.worst("saturable permutations", cases: 6, slow: 300) { random in
      let system = random.saturableSystem()
      let inputs = random.steppedInputs(system.firstOrder)
      let one = try RandomCase.curve(system, inputs)
      let other = try RandomCase.curve(system, random.shuffled(inputs))
      _ = try other.maximum(of: RandomCase.plasma, to: .longest)
      let moments = moments(&random)
      let forward = try moments.map { try one.states(at: $0) }
      #expect(try moments.reversed().map { try other.states(at: $0) }.reversed() == forward)
      return 0
    }
  }

  @Test("a course an hour and a bit later is the same course")
  func shift() throws {
    let worst = try RandomCase.worst("saturable time shift", cases: 6, slow: 300) { random in
      let system = random.saturableSystem()
      let inputs = random.steppedInputs(system.firstOrder)
      let shift = random.moment(upTo: 300)
      let later = inputs.map { input in
        var moved = input
        moved.start = input.start + shift
        if case .rate(let rate, let end) = input.manner {
          moved.manner = .rate(rate, end: end + shift)
        }
        return moved
      }
      let moments = moments(&random)
      return try difference(
        RandomCase.curve(system, inputs), RandomCase.curve(system, later), at: moments,
        shift: shift)
    }
    #expect(worst <= 1e-12)
  }

  @Test("an infusion split in two equals one infusion")
  func split() throws {
    let worst = try RandomCase.worst("saturable splitting", cases: 6, slow: 300) { random in
      let system = random.saturableSystem()
      let rate = random.logarithmic(1e-3...20)
      func infusion(_ rate: Double, _ start: Tick, _ end: Tick) -> Input {
        Input(state: 0, .rate(rate, end: end), start: start)
      }
      let end = Tick(flicks: 600 * Tick.perMinute)
      let middle = random.moment(upTo: 599)
      let whole = try RandomCase.curve(system, [infusion(rate, .zero, end)])
      // A rate that differs in its last bits is an event.
      let near = rate * (1 + 4e-16)
      let parts = try RandomCase.curve(
        system, [infusion(rate, .zero, middle), infusion(near, middle, end)])
      return try difference(whole, parts, at: moments(&random))
    }
    #expect(worst <= 1e-9)
  }
}
