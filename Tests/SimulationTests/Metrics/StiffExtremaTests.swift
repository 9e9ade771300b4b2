import Kinetics
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("Turning points are found where rates span many decades")
struct StiffExtremaTests {
  /// Central compartment, two or three peripherals, depot, effect site: rates from 1e-5 to 1e3 /min.
  private func system(_ random: inout RandomCase) -> LinearSystem {
    func rate(_ random: inout RandomCase) -> Double { random.logarithmic(1e-5...1e3) }
    var system = LinearSystem.mammillary(
      volume: 10, k10: rate(&random),
      peripherals: (0..<random.integer(1...3)).map { _ in (rate(&random), rate(&random)) })
    let depot = system.addState("depot", .amount(volume: nil))
    system.links.append(.init(from: depot, to: 0, rate: rate(&random)))
    _ = system.addEffectSite(ke0: rate(&random), drivenBy: 0, volume: 10)
    return system
  }

  @Test("no logarithmic grid finds anything higher, in any state")
  func logarithmicGrid() throws {
    let worst = try RandomCase.worst("extrema of stiff systems", cases: 8, slow: 1000) { random in
      let system = system(&random)
      let depot = system.states.count - 2
      // A dose in the center and one in the depot: early peak, trough and late peak are possible.
      let curve = try RandomCase.curve(
        system,
        [
          Input(state: 0, .jump(amount: random.logarithmic(1e-3...100)), start: .zero),
          Input(state: depot, .jump(amount: 100), start: .zero),
        ])
      let output = Curve.Output(
        name: "any", analyte: "drug", state: random.integer(0...(system.states.count - 1)))
      let end = try #require(Tick(minutes: 1e6))
      // From just after the doses, so that a peak at time zero does not hide a later one.
      let start = try #require(Tick(minutes: random.logarithmic(1e-4...1e3)))
      let highest = try curve.maximum(of: output, from: start, to: end)
      let lowest = try curve.minimum(of: output, from: start, to: end)
      var beyond = 0.0
      var minutes = start.minutes
      while minutes < 1e6 {
        let value = try curve.concentration(
          of: output, at: max(start, Tick(minutes: minutes) ?? start))
        beyond = max(beyond, (value - highest.concentration) / highest.concentration)
        if lowest.concentration > 1e-290 {
          beyond = max(beyond, (lowest.concentration - value) / highest.concentration)
        }
        minutes *= 1.07
      }
      return beyond
    }
    #expect(worst <= 2e-13)
  }
}
