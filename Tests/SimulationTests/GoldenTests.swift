import Kinetics
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("Every linear golden case is met by both ways of solving")
struct GoldenTests {
  /// Values below this share of a column's maximum are measured against the share itself.
  static let floor = 1e-9

  @Test(arguments: GoldenCase.linear(), Propagator.Method.closed)
  func reference(_ golden: GoldenCase, method: Propagator.Method) throws {
    let (times, rows) = try golden.reference()
    let (curve, index) = try golden.curve(method)
    #expect(curve.method == method)
    let got = try times.map { try values(curve, index, golden, at: golden.tick($0)) }
    var worst = 0.0
    for column in rows[0].indices {
      let highest = rows.reduce(0) { max($0, abs($1[column])) }
      for (row, reference) in rows.enumerated() {
        let scale = max(abs(reference[column]), Self.floor * highest)
        let error =
          scale == 0 ? abs(got[row][column]) : abs(got[row][column] - reference[column]) / scale
        worst = worse(worst, error)
      }
    }
    print("golden", golden.name, method.rawValue, worst)
    // Nothing cancels on the modal path, so it has no stiff or degenerate cases to be excused for.
    let tolerance = method == .modal ? 1e-14 : golden.tolerance
    #expect(worst <= tolerance, "\(golden.name), \(method.rawValue): \(worst)")
  }

  private func values(
    _ curve: Curve, _ index: [String: Int], _ golden: GoldenCase, at moment: Tick
  ) throws -> [Double] {
    let amounts = try curve.states(at: moment)
    let volumes = curve.volumes(at: moment)
    return try golden.columns.dropFirst().map { column in
      let name = String(column.prefix { $0 != "_" })
      if name.hasPrefix("AUC") {
        return try curve.cumulativeAUC(
          of: Curve.Output(name: "plasma", analyte: "drug", state: 0), at: moment)
      }
      if name == "Ce" { return amounts[index["Ce"] ?? 0] }
      let state = try #require(index["A" + name.dropFirst()])
      return name.hasPrefix("C") ? amounts[state] / (volumes[state] ?? .nan) : amounts[state]
    }
  }
}
