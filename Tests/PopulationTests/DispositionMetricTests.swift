import Foundation
import Kinetics
import Population
import Quantities
import Simulation
import Testing

/// Beside the textbook's formulas (Gibaldi and Perrier 1982), which know nothing of modes.
@Suite("Clearance, volume, residence time and half-life of each subject")
struct DispositionMetricTests {
  private static let metrics: [Metric] = [
    .clearance, .steadyStateVolume, .meanResidenceTime, .terminalHalfLife,
  ]

  /// L and 1/min; a depot and a metabolite beside a central compartment with two others.
  private static let (volume, k10, ka, km) = (20.0, 0.05, 0.004, 0.011)

  private static func system(
    peripherals links: [LinearSystem.Link]
  ) -> LinearSystem {
    LinearSystem(
      states: [
        .init(name: "central", .amount(volume: volume)), .init(name: "a", .amount(volume: nil)),
        .init(name: "b", .amount(volume: nil)), .init(name: "depot", .amount(volume: nil)),
        .init(name: "metabolite", .amount(volume: 7)),
      ],
      links: links + [
        .init(from: 0, to: 4, rate: k10, yield: 0.8), .init(from: 4, to: nil, rate: km),
        .init(from: 3, to: 0, rate: ka),
      ])
  }

  private static let star = system(peripherals: [
    .init(from: 0, to: 1, rate: 0.1), .init(from: 1, to: 0, rate: 0.07),
    .init(from: 0, to: 2, rate: 0.03), .init(from: 2, to: 0, rate: 0.006),
  ])
  /// A loop: back from the far one into plasma as well.
  private static let loop = system(peripherals: [
    .init(from: 0, to: 1, rate: 0.1), .init(from: 1, to: 0, rate: 0.07),
    .init(from: 1, to: 2, rate: 0.03), .init(from: 2, to: 1, rate: 0.006),
    .init(from: 2, to: 0, rate: 0.002),
  ])

  private static func minutes(_ count: Int) -> Tick { Tick(flicks: Int64(count) * Tick.perMinute) }

  /// The metrics of one subject, by output.
  private func measured(
    _ system: LinearSystem, into state: Int, isFast: Bool
  ) throws -> (plan: BatchPlan, values: [[Double]]) {
    let inputs = [
      PlannedInput(state: state, .jump, start: Self.minutes(3), dose: 0),
      PlannedInput(
        state: state, .rate(end: Self.minutes(300)), start: Self.minutes(240), dose: 1),
    ]
    let outputs = [
      Curve.Output(name: "plasma", analyte: "drug", state: 0),
      Curve.Output(name: "metabolite", analyte: "metabolite", state: 4),
    ]
    let plan = try BatchPlan(
      template: system, outputs: outputs, inputs: inputs, times: [], horizon: Self.minutes(60),
      metrics: Self.metrics)
    let collector = MetricCollector()
    let summary = try PopulationRun(plan).run(0..<1, into: [collector]) { tile in
      for (dose, amount) in [(0, 40.0), (1, 0.5)] {
        if let column = plan.index(of: .dose(dose)) { tile[column, 0] = amount }
      }
    }
    #expect(summary.fast == (isFast ? 1 : 0) && summary.failed == 0)
    let count = Self.metrics.count
    return (plan, outputs.indices.map { Array(collector.values[$0 * count..<($0 + 1) * count]) })
  }

  /// The half-life between two late moments, when nothing but the last phase is left.
  private func observedHalfLife(_ system: LinearSystem, into state: Int) throws -> Double {
    let output = Curve.Output(name: "plasma", analyte: "drug", state: 0)
    let curve = try Curve(
      systems: [(.zero, system)], inputs: [Input(state: state, .jump(amount: 40), start: .zero)],
      outputs: [output])
    let (early, late) = (Self.minutes(20_000), Self.minutes(30_000))
    let ratio =
      try curve.concentration(of: output, at: early) / curve.concentration(of: output, at: late)
    return 10_000 * log(2) / log(ratio)
  }

  private func expect(_ found: [Double], _ expected: [Double]) {
    for (value, wanted) in zip(found, expected) {
      #expect(abs(value - wanted) <= 1e-13 * wanted, "\(found) \(expected)")
    }
  }

  @Test("of a star follow from its rate constants, whenever and however doses are given")
  func starIntoPlasma() throws {
    let found = try measured(Self.star, into: 0, isFast: true).values
    let vss = Self.volume * (1 + 0.1 / 0.07 + 0.03 / 0.006)
    let clearance = Self.k10 * Self.volume
    expect(found[0], [clearance, vss, vss / clearance])
    let halfLife = try observedHalfLife(Self.star, into: 0)
    // Two logarithms of numbers near each other are known less well.
    #expect(abs(found[0][3] - halfLife) <= 1e-11 * halfLife)
    // The metabolite is formed, and then stays for 1/km.
    #expect(abs(found[1][2] - (vss / clearance + 1 / Self.km)) <= 1e-13 * found[1][2])
  }

  @Test("of a graph that is no star come by the general way")
  func general() throws {
    let found = try measured(Self.loop, into: 0, isFast: false).values
    // What the near and the far one hold per mg in plasma when nothing changes any more.
    let far = 0.03 / 0.008
    let near = 0.1 / (0.1 - 0.006 * far)
    let vss = Self.volume * (1 + near * (1 + far))
    let clearance = Self.k10 * Self.volume
    expect(found[0], [clearance, vss, vss / clearance])
    let halfLife = try observedHalfLife(Self.loop, into: 0)
    #expect(abs(found[0][3] - halfLife) <= 1e-10 * halfLife)
  }

  @Test("a depot counts when it is used: slow absorption holds the residence and the last phase")
  func depot() throws {
    let one = LinearSystem(
      states: Self.star.states,
      links: Self.star.links.filter { ![1, 2].contains($0.from) && ![1, 2].contains($0.to) })
    let iv = try measured(one, into: 0, isFast: true).values[0]
    #expect(abs(iv[2] - 1 / Self.k10) <= 1e-13 * iv[2])
    #expect(abs(iv[3] - log(2) / Self.k10) <= 1e-13 * iv[3])
    let oral = try measured(one, into: 3, isFast: true).values[0]
    #expect(abs(oral[2] - (1 / Self.k10 + 1 / Self.ka)) <= 1e-13 * oral[2])
    #expect(abs(oral[3] - log(2) / Self.ka) <= 1e-13 * oral[3])
    #expect(abs(oral[0] - Self.k10 * Self.volume) <= 1e-13 * oral[0])
  }

  @Test("a metabolite has no clearance of the drug that is given")
  func metabolite() throws {
    let plan = try measured(Self.star, into: 0, isFast: true).plan
    #expect(plan.has(.clearance, output: 0) && !plan.has(.clearance, output: 1))
    #expect(!plan.has(.steadyStateVolume, output: 1) && plan.has(.terminalHalfLife, output: 1))
  }
}
