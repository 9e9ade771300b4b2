import Kinetics
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("A course of a linear system obeys the laws of linear systems")
struct CoursePropertyTests {
  @Test("the course of several inputs is the sum of the courses of each")
  func superposition() throws {
    let worst = try RandomCase.worst("superposition") { random in
      let system = random.starSystem()
      let inputs = random.inputs(system)
      let moments = (0..<4).map { _ in random.moment(upTo: 3000) }
      let alone = try inputs.map { try RandomCase.curve(system, [$0]) }
      let together = try RandomCase.curve(system, inputs)
      return try moments.reduce(0) { worst, moment in
        let sum = try alone.reduce(system.states.map { _ in 0.0 }) {
          zip($0, try $1.states(at: moment)).map { $0 + $1 }
        }
        return max(worst, relativeDifference(sum, try together.states(at: moment)))
      }
    }
    // Times are doubles of minutes: exp(-x) is known to x · 2^-53, up to 7e-14 where it still counts.
    #expect(worst <= 2e-13)
  }

  @Test("2^k times the dose is 2^k times every amount and area, to the last bit")
  func scaling() throws {
    let worst = try RandomCase.worst("scaling by 2^k") { random in
      let system = random.starSystem()
      let inputs = random.inputs(system)
      let factor = Double(sign: .plus, exponent: random.integer(-20...20), significand: 1)
      let one = try RandomCase.curve(system, inputs)
      let other = try RandomCase.curve(system, inputs.map { scaled($0, by: factor) })
      let moment = random.moment(upTo: 3000)
      let expected = try one.states(at: moment).map { $0 * factor }
      let area = try one.cumulativeAUC(of: RandomCase.plasma, at: moment) * factor
      let found =
        try other.states(at: moment) + [other.cumulativeAUC(of: RandomCase.plasma, at: moment)]
      // Numbers that have decayed below the smallest normal one have fewer bits to agree in.
      return zip(found, expected + [area]).allSatisfy { $0 == $1 || $1 < 1e-280 } ? 0 : 1
    }
    #expect(worst == 0)
  }

  @Test("a course that starts later is the same course later, to the last bit")
  func timeShift() throws {
    let worst = try RandomCase.worst("time shift") { random in
      let system = random.starSystem()
      let inputs = random.inputs(system)
      let delay = random.moment(upTo: 5000)
      let one = try RandomCase.curve(system, inputs)
      let other = try RandomCase.curve(system, inputs.map { shifted($0, by: delay) })
      let moment = random.moment(upTo: 3000)
      return try one.states(at: moment) == other.states(at: moment + delay) ? 0 : 1
    }
    #expect(worst == 0)
  }

  @Test("what was given is in the body or eliminated")
  func massBalance() throws {
    let worst = try RandomCase.worst("mass balance") { random in
      let system = random.starSystem()
      let initial = random.chance(0.3) ? system.states.map { _ in random.uniform(0...9) } : nil
      let curve = try RandomCase.curve(system, random.inputs(system), initial: initial)
      return try (0..<4).reduce(0) { worst, _ in
        max(worst, try curve.balance(at: random.moment(upTo: 5000)).discrepancy)
      }
    }
    #expect(worst <= 1e-13)
  }

  @Test("an interval that is cut anywhere by another system's start gives the same course")
  func cutting() throws {
    let worst = try RandomCase.worst("an interval cut in two") { random in
      let system = random.starSystem()
      let inputs = random.inputs(system)
      let cut = random.moment(upTo: 1000)
      let whole = try RandomCase.curve(system, inputs)
      let parts = try Curve(
        systems: [(.zero, system), (cut, system)], inputs: inputs, outputs: [RandomCase.plasma])
      let moment = random.moment(upTo: 3000)
      return relativeDifference(
        try whole.states(at: moment) + [try whole.cumulativeAUC(of: RandomCase.plasma, at: moment)],
        try parts.states(at: moment) + [try parts.cumulativeAUC(of: RandomCase.plasma, at: moment)])
    }
    // Times are doubles of minutes: exp(-x) is known to x · 2^-53, up to 7e-14 where it still counts.
    #expect(worst <= 2e-13)
  }

  @Test("infusions that take over from one another are one infusion, to the last bit")
  func abutting() throws {
    let worst = try RandomCase.worst("abutting infusions") { random in
      let system = random.starSystem()
      let (start, first) = (random.moment(upTo: 300), random.moment(upTo: 300))
      let rate = random.logarithmic(1e-3...20)
      let middle = start + first
      let end = middle + random.moment(upTo: 300)
      let one = try RandomCase.curve(system, [Input(state: 0, .rate(rate, end: end), start: start)])
      let two = try RandomCase.curve(
        system,
        [
          Input(state: 0, .rate(rate, end: middle), start: start),
          Input(state: 0, .rate(rate, end: end), start: middle),
        ])
      let moment = random.moment(upTo: 2000)
      return try one.states(at: moment) == two.states(at: moment) ? 0 : 1
    }
    #expect(worst == 0)
  }

  @Test("a dose of nothing, at once or over time, is no dose, to the last bit")
  func zeroDose() throws {
    let worst = try RandomCase.worst("zero dose") { random in
      let system = random.starSystem()
      let inputs = random.inputs(system)
      let nothing = (0..<3).map { _ in scaled(random.input(system), by: 0) }
      let moment = random.moment(upTo: 2000)
      let (with, without) = (
        try RandomCase.curve(system, random.shuffled(inputs + nothing)),
        try RandomCase.curve(system, inputs)
      )
      return try with.states(at: moment) == without.states(at: moment) ? 0 : 1
    }
    #expect(worst == 0)
  }

  @Test("the order in which inputs are listed does not matter to a bit")
  func permutation() throws {
    let worst = try RandomCase.worst("permutation") { random in
      let system = random.starSystem()
      let start = random.moment(upTo: 60)
      let inputs = random.inputs(system, count: 4...12).map {
        // Most of them at one moment: there the order of additions could show.
        shifted($0, by: random.chance(0.7) ? start - $0.start : .zero)
      }
      let moment = random.moment(upTo: 2000)
      let one = try RandomCase.curve(system, inputs)
      let other = try RandomCase.curve(system, random.shuffled(inputs))
      return try one.states(at: moment) == other.states(at: moment)
        && one.balance(at: moment).given == other.balance(at: moment).given ? 0 : 1
    }
    #expect(worst == 0)
  }

  @Test("a moment asked for alone is the same moment inside any grid, to the last bit")
  func gridIndependence() throws {
    let worst = try RandomCase.worst("grid independence", cases: 8, slow: 1000) { random in
      let system = random.starSystem()
      let inputs = random.inputs(system)
      let grid = (0..<30).map { _ in random.moment(upTo: 2000) }
      let curve = try RandomCase.curve(system, inputs)
      let together = try grid.sorted().map { ($0, try curve.states(at: $0)) }
      return try together.allSatisfy { moment, states in
        try RandomCase.curve(system, inputs).states(at: moment) == states
      } ? 0 : 1
    }
    #expect(worst == 0)
  }

  @Test("amounts are never negative and always numbers, by either way of solving")
  func notNegative() throws {
    let worst = try RandomCase.worst("never negative") { random in
      let system = random.chance(0.5) ? random.starSystem() : random.loopSystem()
      let inputs = random.inputs(system)
      let curve = try RandomCase.curve(
        system, inputs, method: random.chance(0.5) ? .matrixExponential : nil)
      let good = try (0..<8).allSatisfy { _ in
        try curve.states(at: random.moment(upTo: 100_000)).allSatisfy { $0 >= 0 && $0.isFinite }
      }
      return good ? 0 : 1
    }
    #expect(worst == 0)
  }

  private func scaled(_ input: Input, by factor: Double) -> Input {
    var scaled = input
    switch input.manner {
    case .jump(let amount): scaled.manner = .jump(amount: amount * factor)
    case .rate(let rate, let end): scaled.manner = .rate(rate * factor, end: end)
    }
    return scaled
  }

  private func shifted(_ input: Input, by delay: Tick) -> Input {
    var shifted = input
    shifted.start = input.start + delay
    if case .rate(let rate, let end) = input.manner {
      shifted.manner = .rate(rate, end: end + delay)
    }
    return shifted
  }
}
