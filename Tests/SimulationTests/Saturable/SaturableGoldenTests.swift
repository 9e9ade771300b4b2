import Kinetics
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("The golden cases of saturable elimination are met within the tolerance asked for")
struct SaturableGoldenTests {
  /// Values below this share of a column's maximum are measured against the share itself.
  static let floor = 1e-9

  @Test("at the default tolerance, 1e-10", arguments: GoldenCase.all().filter(\.saturates))
  func reference(_ golden: GoldenCase) throws {
    let error = try error(golden, tolerance: nil)
    print("golden", golden.name, "default", error)
    #expect(error <= 1e-10)
  }

  @Test(
    "within ten times any tolerance from 1e-4 to 1e-12",
    arguments: GoldenCase.all().filter(\.saturates),
    [1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12])
  func ladder(_ golden: GoldenCase, tolerance: Double) throws {
    let error = try error(golden, tolerance: tolerance)
    print("golden", golden.name, tolerance, error)
    #expect(error <= 10 * tolerance)
  }

  private func error(_ golden: GoldenCase, tolerance: Double?) throws -> Double {
    let (times, rows) = try golden.reference()
    let curve = try golden.saturableCurve(tolerance: tolerance)
    #expect(curve.method == .collocation)
    var worst = 0.0
    let highest = rows[0].indices.map { column in rows.reduce(0) { max($0, $1[column]) } }
    for (time, row) in zip(times, rows) {
      let moment = golden.tick(time)
      let amounts = try curve.states(at: moment)
      let concentrations = zip(amounts, curve.volumes(at: moment)).map { $0 / ($1 ?? .nan) }
      for (column, got) in (amounts + concentrations).enumerated() {
        let scale = max(row[column], Self.floor * highest[column])
        let difference = abs(got - row[column])
        worst = worse(worst, scale == 0 ? difference : difference / scale)
      }
    }
    return worst
  }
}

extension GoldenCase {
  /// The curve of a case whose elimination saturates.
  func saturableCurve(tolerance: Double?) throws -> Curve {
    var firstOrder = system(params.merging(["CL": 0]) { given, _ in given }).system
    if params["CL"] == nil { firstOrder.links.removeFirst() }
    let link = CompartmentSystem.SaturableLink(
      from: 0, to: nil, maximumRate: params["Vmax"] ?? .nan, halfSaturation: params["Km"] ?? .nan)
    let output = Curve.Output(name: "plasma", analyte: "drug", state: 0)
    return try Curve(
      systems: [(.zero, CompartmentSystem(firstOrder, saturable: [link]))],
      inputs: events.flatMap { inputs($0, ["A1": 0]) }, outputs: [output], tolerance: tolerance)
  }
}
