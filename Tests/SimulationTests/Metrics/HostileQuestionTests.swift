import Kinetics
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("Questions and courses without sense get a typed error, and none hangs")
struct HostileQuestionTests {
  private func minutes(_ value: Double) throws -> Tick { try ExtremaTests.minutes(value) }
  private let plasma = RandomCase.plasma

  private func curve() throws -> Curve {
    let system = LinearSystem.mammillary(
      volume: 25, clearance: 1.4, peripherals: [(56, 2.7), (157, 1.3)])
    return try RandomCase.curve(
      system, [Input(state: 0, .rate(1, end: minutes(40)), start: minutes(5))])
  }

  @Test(
    "a threshold that is negative or no number is refused",
    arguments: [-1, Double.nan, Double.infinity, -Double.infinity, -Double.leastNonzeroMagnitude])
  func thresholds(threshold: Double) throws {
    let curve = try curve()
    #expect(throws: SimulationFailure.badThreshold) {
      try curve.crossings(of: plasma, threshold: threshold, to: minutes(10))
    }
    #expect(throws: SimulationFailure.badThreshold) {
      try curve.timeAbove(threshold, of: plasma, to: minutes(10))
    }
    #expect(throws: SimulationFailure.badThreshold) {
      try curve.fallsBelow(threshold, of: plasma, after: .zero)
    }
  }

  @Test("a threshold of zero is passed once, when the first drug arrives, and never downwards")
  func zeroThreshold() throws {
    let curve = try curve()
    let crossings = try curve.crossings(of: plasma, threshold: 0, to: .longest)
    #expect(crossings == [Curve.Crossing(minutes: 5, rising: true)])
    #expect(try curve.timeAbove(0, of: plasma, to: minutes(1e6)) == 1e6 - 5)
    #expect(try curve.fallsBelow(0, of: plasma, after: minutes(50)) == nil)
  }

  @Test("moments before the start and intervals that end before they start are refused")
  func beforeStart() throws {
    let curve = try curve()
    let early = Tick(flicks: -1)
    #expect(throws: SimulationFailure.beforeStart) { try curve.states(at: early) }
    #expect(throws: SimulationFailure.beforeStart) {
      try curve.maximum(of: plasma, from: early, to: .zero)
    }
    #expect(throws: SimulationFailure.beforeStart) {
      try curve.cumulativeAUC(of: plasma, at: early)
    }
    #expect(throws: SimulationFailure.beforeStart) {
      try curve.auc(of: plasma, from: early, to: .zero)
    }
    #expect(throws: SimulationFailure.emptyInterval) {
      try curve.crossings(of: plasma, threshold: 1, from: minutes(2), to: minutes(1))
    }
  }

  @Test("inputs that cannot be are refused with their number")
  func badInputs() throws {
    let good = Input(state: 0, .jump(amount: 1), start: .zero)
    let end = try minutes(5)
    let bad = [
      Input(state: 0, .jump(amount: -1), start: .zero),
      Input(state: 0, .jump(amount: .nan), start: .zero),
      Input(state: 0, .jump(amount: .infinity), start: .zero),
      Input(state: 0, .rate(-1, end: end), start: .zero),
      Input(state: 0, .rate(.nan, end: end), start: .zero),
      Input(state: 0, .rate(1, end: .zero), start: end),
      Input(state: 1, .jump(amount: 1), start: .zero),
      Input(state: -1, .jump(amount: 1), start: .zero),
      Input(state: 0, .jump(amount: 1), start: Tick(flicks: -1)),
    ]
    for input in bad {
      #expect(throws: SimulationFailure.badInput(1)) {
        try RandomCase.curve(.mammillary(volume: 1, k10: 1), [good, input])
      }
    }
  }

  @Test(
    "volumes and initial amounts that cannot be are refused",
    arguments: [0, -1, Double.nan, .infinity])
  func badVolumes(volume: Double) {
    #expect(throws: SimulationFailure.kinetics(.badVolume("central"))) {
      try RandomCase.curve(.mammillary(volume: volume, k10: 1), [])
    }
    for initial in [[-1], [Double.nan], [.infinity], [], [1, 1]] {
      #expect(throws: SimulationFailure.badInitialState) {
        try RandomCase.curve(.mammillary(volume: 1, k10: 1), [], initial: initial)
      }
    }
  }

  @Test("amounts too large for a number are an error, not infinity")
  func overflow() throws {
    let huge = Input(state: 0, .jump(amount: 1e308), start: .zero)
    #expect(throws: SimulationFailure.self) {
      try RandomCase.curve(.mammillary(volume: 1, k10: 1), [huge, huge])
    }
  }

  @Test("a course of a hundred years is asked about as quickly as one of a day")
  func hundredYears() throws {
    let curve = try curve()
    let peak = try curve.maximum(of: plasma, to: .longest)
    #expect(peak.minutes == 40)
    #expect(try curve.states(at: .longest).allSatisfy { $0 >= 0 && $0 < 1e-100 })
    #expect(try curve.crossings(of: plasma, threshold: 0.1, to: .longest).count == 2)
    #expect(try curve.balance(at: .longest).discrepancy <= 1e-14)
  }

  @Test("ten thousand inputs, one after another or all at once, are built in order")
  func manyInputs() throws {
    let system = LinearSystem.mammillary(volume: 10, k10: 0.01)
    let inputs = try (0..<10_000).map {
      Input(
        state: 0, .rate(1e-4, end: try minutes(Double($0 + 20_000))), start: try minutes(Double($0))
      )
    }
    let curve = try RandomCase.curve(system, inputs)
    #expect(curve.inflow(at: try minutes(15_000)) == [1])
    #expect(curve.inflow(at: try minutes(29_999)) == [0])
    #expect(try curve.balance(at: minutes(40_000)).discrepancy <= 1e-12)
  }
}
