import Kinetics
import NumericalMethods
import Population
import Simulation

/// Two compartments whose elimination saturates: V1 10 L, Vmax 0.4 mg/min, Km 0.5 mg/L, V2 30 L,
/// Q2 1.2 L/min, each log-normal with 30 % CV.
struct SaturablePopulation: Sendable {
  private let seed = Philox(seed: 20_261_128)
  let plan: BatchPlan
  private let columns: [Int]

  /// 0.15 mg/min for four days, observed for six days every 15 min.
  init() throws(PopulationFailure) {
    let rates = LinearSystem.mammillary(volume: 10, k10: 0, peripherals: [(0.12, 0.04)])
    var system = CompartmentSystem(rates)
    system.firstOrder.links.removeFirst()
    system.saturable = [.init(from: 0, to: nil, maximumRate: 0.4, halfSaturation: 0.5)]
    let plan = try BatchPlan(
      template: system, outputs: [Curve.Output(name: "plasma", analyte: "drug", state: 0)],
      inputs: [PlannedInput(state: 0, .rate(end: minutes(5760)), start: minutes(0), dose: 0)],
      times: (0...576).map { minutes(15 * $0) }, horizon: minutes(8640))
    self.plan = plan
    columns = [
      BatchPlan.Column.volume(state: 0), .maximumRate(saturable: 0), .halfSaturation(saturable: 0),
      .rate(link: 0), .rate(link: 1), .dose(0),
    ].map { plan.index(of: $0) ?? 0 }
  }

  /// Draws the parameters of eight subjects.
  func fill(_ tile: SubjectTile) {
    // sqrt(ln(1 + 0.3²))
    let omega = 0.293560379208524
    func factor(_ draw: UInt32) -> SIMD8<Double> {
      let uniform = seed.uniforms(
        at: .init(subject: UInt64(tile.first), purpose: 1, draw: draw))
      return Portable.exp(Portable.normalDeviate(uniform) * omega)
    }
    let values = [
      10 * factor(0), 0.4 * factor(1), 0.5 * factor(2), 30 * factor(3), 1.2 * factor(4),
    ]
    for lane in 0..<tile.count { write(values.map { $0[lane] }, to: tile, lane: lane) }
  }

  /// Takes them from a table: ID, V1, VMAX, KM, V2, Q2.
  func fill(_ tile: SubjectTile, from table: PatientTable) {
    for lane in 0..<tile.count {
      write((1...5).map { table[tile.first + lane, $0] }, to: tile, lane: lane)
    }
  }

  private func write(_ values: [Double], to tile: SubjectTile, lane: Int) {
    let (v1, v2, q2) = (values[0], values[3], values[4])
    let numbers = [v1, values[1], values[2], q2 / v1, q2 / v2, 0.15]
    for (column, number) in zip(columns, numbers) { tile[column, lane] = number }
  }

  /// Writes the first patients as CSV.
  func write(_ count: Int) throws {
    print("ID,V1,VMAX,KM,V2,Q2")
    _ = try PopulationRun(plan).run(0..<count) { tile in
      fill(tile)
      for lane in 0..<tile.count {
        let k = columns.map { tile[$0, lane] }
        let numbers = [k[0], k[1], k[2], k[3] * k[0] / k[4], k[3] * k[0]]
        print(tile.first + lane + 1, numbers.map { "\($0)" }.joined(separator: ","), separator: ",")
      }
    }
  }
}
