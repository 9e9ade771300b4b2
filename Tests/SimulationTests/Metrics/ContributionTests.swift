import Kinetics
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("What each dose contributes")
struct ContributionTests {
  private func minutes(_ count: Int) -> Tick { Tick(flicks: Int64(count) * Tick.perMinute) }

  /// Two compartments with an effect site; boluses and infusions that overlap.
  private func curve(initial: [Double]? = nil) throws -> Curve {
    var system = LinearSystem.mammillary(
      volume: 28.5, clearance: 1.6, peripherals: [(volume: 64, clearance: 3)])
    let site = system.addEffectSite(ke0: 0.24, drivenBy: 0, volume: 28.5)
    let inputs = [
      Input(state: 0, .jump(amount: 28), start: .zero),
      Input(state: 0, .rate(0.4, end: minutes(90)), start: minutes(10)),
      Input(state: 0, .rate(0.9, end: minutes(200)), start: minutes(60)),
      Input(state: 0, .jump(amount: 5), start: minutes(120)),
    ]
    return try Curve(
      systems: [(.zero, system)], inputs: inputs, initial: initial,
      outputs: [
        Curve.Output(name: "plasma", analyte: "x", state: 0),
        Curve.Output(name: "effect", analyte: "x", state: site),
      ])
  }

  @Test(
    "The parts add up to the concentration, at every output and moment, and none is negative",
    arguments: [0, 1, 10, 59, 60, 90, 119, 120, 121, 200, 400, 3000])
  func sum(time: Int) throws {
    for initial in [nil, [3, 7, 0.05]] as [[Double]?] {
      let curve = try curve(initial: initial)
      for output in curve.outputs {
        let parts = try curve.contributions(to: output, at: minutes(time))
        let total = try curve.concentration(of: output, at: minutes(time))
        let sum = parts.inputs.reduce(parts.initial, +)
        #expect(abs(sum - total) <= 1e-13 * total, "\(output.name): \(sum) and \(total)")
        #expect((parts.inputs + [parts.initial]).allSatisfy { $0 >= 0 })
        #expect((parts.initial > 0) == (initial != nil))
      }
    }
  }

  @Test("A dose to come contributes nothing")
  func later() throws {
    let curve = try curve()
    let parts = try curve.contributions(to: curve.outputs[0], at: minutes(30))
    #expect(parts.inputs[2] == 0)
    #expect(parts.inputs[3] == 0)
  }

  @Test("Right after a bolus into one compartment of 28.5 L its part is the amount over the volume")
  func bolus() throws {
    let curve = try curve()
    let parts = try curve.contributions(to: curve.outputs[0], at: minutes(120))
    #expect(abs(parts.inputs[3] - 5 / 28.5) < 1e-15)
  }

  @Test("The slope is what a narrow chord around the moment shows")
  func slope() throws {
    let curve = try curve()
    for output in curve.outputs {
      for time in [5, 70, 150, 300] {
        let (middle, step) = (minutes(time), Tick(flicks: Tick.perMinute / 1000))
        let (a, b) = (middle - step, middle + step)
        let chord =
          (try curve.concentration(of: output, at: b) - curve.concentration(of: output, at: a))
          * 500
        let slope = try curve.slope(of: output, at: middle)
        #expect(abs(chord - slope) < 1e-3 * abs(slope))
      }
    }
  }
}
