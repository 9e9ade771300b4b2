import Kinetics
import Testing

@Suite("What saturates is linear far below Km")
struct LinearizedTests {
  @Test("The intrinsic clearance, Vmax/Km, adds to the other clearances")
  func lowConcentration() throws {
    let system = LinearSystem.mammillary(
      volume: 10, clearance: 0.2, peripherals: [(volume: 30, clearance: 1.2)])
    let link = CompartmentSystem.SaturableLink(
      from: 0, to: nil, maximumRate: 0.4, halfSaturation: 0.5)
    #expect(link.intrinsicClearance == 0.8)
    let unsaturated = try CompartmentSystem(system, saturable: [link]).unsaturated()
    let disposition = try #require(try unsaturated.disposition(of: 0))
    // 0.2 L/min + 0.4/0.5 L/min.
    #expect(abs(disposition.clearance - 1) < 1e-14)
    #expect(abs(disposition.steadyStateVolume - 40) < 1e-12)
  }
}
