import Kinetics
import Population
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("Percentiles over time")
struct QuantileBinsTests {
  /// A plan of one bolus into one compartment that keeps it: what is observed is the dose.
  private func plan() throws -> BatchPlan {
    try BatchPlan(
      template: .mammillary(volume: 1, k10: 0),
      outputs: [Curve.Output(name: "plasma", analyte: "drug", state: 0)],
      inputs: [PlannedInput(state: 0, .jump, start: .zero, dose: 0)], times: [.zero],
      horizon: .zero)
  }

  private func bins(_ doses: [Double]) throws -> QuantileBins {
    let plan = try plan()
    let column = try #require(plan.index(of: .dose(0)))
    let sink = QuantileSink(plan)
    _ = try PopulationRun(plan, threads: 2).run(0..<doses.count, into: [sink]) { tile in
      for lane in 0..<tile.count { tile[column, lane] = doses[tile.first + lane] }
    }
    return sink.bins(output: 0, time: 0)
  }

  @Test("are within 1/1024 of the sorted values, over thirty decades")
  func error() throws {
    var random = RandomCase(1)
    let doses = (0..<2_000).map { _ in random.logarithmic(1e-18...1e12) }
    let bins = try bins(doses)
    let sorted = doses.sorted()
    for p in [0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1] {
      let rank = max(1, Int((p * 2_000).rounded(.up)))
      guard case .value(let found) = try #require(bins.quantile(p)) else {
        Issue.record("not resolved")
        continue
      }
      #expect(abs(found / sorted[rank - 1] - 1) <= QuantileBins.relativeError)
    }
  }

  @Test("zero, too small, and too large have bins of their own")
  func special() throws {
    let bins = try bins([0, 0, 1e-30, 1, 2, 1e25])
    #expect(bins.count == 6)
    #expect(bins.quantile(0.3) == .value(0))
    #expect(bins.quantile(0.5) == .belowResolution)
    #expect(bins.quantile(1) == .aboveResolution)
    #expect(QuantileBins().quantile(0.5) == nil)
  }

  @Test("a subject that failed is counted apart")
  func undefined() throws {
    let bins = try bins([1, -1, 2])
    #expect(bins.count == 2 && bins.undefined == 1)
  }
}
