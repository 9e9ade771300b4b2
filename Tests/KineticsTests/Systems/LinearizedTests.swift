import Kinetics
import Testing

@Suite("What saturates is linear far below Km")
struct LinearizedTests {
  /// Elimination of 0.4 mg/min at most, half of it at 0.5 mg/L, beside a clearance of 0.2 L/min.
  private static let system: CompartmentSystem = {
    var system = LinearSystem.mammillary(
      volume: 10, clearance: 0.2, peripherals: [(volume: 30, clearance: 1.2)])
    system.states[0].name = "central"
    return CompartmentSystem(
      system,
      saturable: [.init(from: 0, to: nil, maximumRate: 0.4, halfSaturation: 0.5, yield: 1)])
  }()

  @Test("The intrinsic clearance, Vmax/Km, adds to the other clearances")
  func lowConcentration() throws {
    let disposition = try #require(try Self.system.linearized().disposition(of: 0))
    // 0.2 L/min + 0.4/0.5 L/min.
    #expect(abs(disposition.clearance - 1) < 1e-14)
    #expect(abs(disposition.steadyStateVolume - 40) < 1e-12)
  }

  @Test("At Km the clearance is half of it")
  func halfSaturation() throws {
    let disposition = try #require(
      try Self.system.linearized(atKmTimes: 1).disposition(of: 0))
    #expect(abs(disposition.clearance - 0.6) < 1e-14)
  }

  @Test("A linear system stays as it is")
  func linear() {
    let linear = CompartmentSystem(Self.system.firstOrder)
    #expect(linear.linearized() == linear.linear)
  }
}
