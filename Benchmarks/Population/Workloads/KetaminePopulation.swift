import Kinetics
import NumericalMethods
import Population
import Quantities
import Simulation

/// The three-compartment ketamine model of the workloads, each patient with his own parameters.
///
/// V1 = 0.063 L/kg, k10 0.438, k12 0.592, k13 0.590, k21 0.247, k31 0.0146 per min (Domino and
/// others as stanpumpR has them); every clearance and volume log-normal with 30 % CV, weight
/// uniform 50...110 kg; optionally a metabolite with two compartments, in every session a central
/// volume, clearance and rapid exchange of its own, 20 % CV, or doses into a muscle (0.1 per min, 30 %
/// CV), with a lag of 10 min, 50 % CV.
struct KetaminePopulation: Sendable {
  var hasMetabolite = false
  var sessionsDiffer = false
  var isIntramuscular = false
  let seed = Philox(seed: 20_261_127)

  /// Links: 0 elimination, 1-2 rapid, 3-4 slow, then the metabolite's, then the muscle's.
  var template: LinearSystem {
    var system = LinearSystem.mammillary(
      volume: 4.41, k10: 0.438, peripherals: [(0.592, 0.247), (0.590, 0.0146)])
    if hasMetabolite {
      system.links[0].rate = 0.438 * 0.2
      let metabolite = system.addState("metabolite", .amount(volume: 45))
      system.links.append(.init(from: 0, to: metabolite, rate: 0.438 * 0.8, yield: 0.941))
      system.links.append(.init(from: metabolite, to: nil, rate: 0.02))
      system.addPeripheral("deep", of: metabolite, volume: 110, out: 1.3 / 45, back: 1.3 / 110)
    }
    if isIntramuscular {
      let muscle = system.addState("muscle", .amount(volume: nil))
      system.links.append(.init(from: muscle, to: 0, rate: 0.1))
    }
    return system
  }

  var outputs: [Curve.Output] {
    var outputs = [Curve.Output(name: "plasma", analyte: "ketamine", state: 0)]
    if hasMetabolite {
      outputs.append(Curve.Output(name: "metabolite", analyte: "norketamine", state: 3))
    }
    return outputs
  }

  /// 0.5 mg/kg over 40 min, or at once into the muscle, every other day.
  func plan(
    sessions: Int, every: Int, moments: Int, metrics: [Metric] = []
  ) throws(PopulationFailure) -> BatchPlan {
    let template = template
    let inputs = (0..<sessions).map { session in
      let start = minutes(2880 * session)
      return isIntramuscular
        ? PlannedInput(
          state: template.states.count - 1, .jump, start: start, dose: 0, hasOwnLag: true)
        : PlannedInput(
          state: 0, .rate(end: minutes(2880 * session + 40)), start: start, dose: 0)
    }
    return try BatchPlan(
      template: template, outputs: outputs, inputs: inputs,
      times: (0..<moments).map { minutes(every * $0) },
      horizon: minutes(every * (moments - 1)), metrics: metrics,
      changes: sessionsDiffer ? inputs.dropFirst().map(\.start) : [])
  }

  /// Forty steps of six hours, each with its own rate, observed every minute for 14 days.
  func escalation() throws(PopulationFailure) -> BatchPlan {
    let inputs = (0..<40).map {
      PlannedInput(
        state: 0, .rate(end: minutes(360 * $0 + 360)), start: minutes(360 * $0), dose: $0)
    }
    return try BatchPlan(
      template: template, outputs: outputs, inputs: inputs, times: (0...20_160).map(minutes),
      horizon: minutes(20_160))
  }

  /// Draws the parameters of eight subjects.
  func fill(_ tile: SubjectTile, _ columns: KetamineColumns) {
    func uniform(_ draw: UInt32) -> SIMD8<Double> {
      seed.uniforms(at: .init(subject: UInt64(tile.first), purpose: 1, draw: draw))
    }
    // sqrt(ln(1 + 0.3²))
    let omega = 0.293560379208524
    func factor(_ draw: UInt32) -> SIMD8<Double> {
      Portable.exp(Portable.normalDeviate(uniform(draw)) * omega)
    }
    let weight = uniform(0) * 60 + 50
    let volume = weight * 0.063
    let v1 = volume * factor(1)
    let clearance = volume * 0.438 * factor(2)
    let q2 = volume * 0.592 * factor(3)
    let v2 = volume * (0.592 / 0.247) * factor(4)
    let q3 = volume * 0.590 * factor(5)
    let v3 = volume * (0.590 / 0.0146) * factor(6)
    tile[columns.dose] = weight * (0.5 / 40)
    tile[columns.volume] = v1
    tile[columns.rates[0]] = clearance / v1
    tile[columns.rates[1]] = q2 / v1
    tile[columns.rates[2]] = q2 / v2
    tile[columns.rates[3]] = q3 / v1
    tile[columns.rates[4]] = q3 / v3
    if isIntramuscular {
      tile[columns.dose] = weight * 0.5
      tile[columns.rates[columns.rates.count - 1]] = 0.1 * factor(11)
      // sqrt(ln(1 + 0.5²))
      tile[columns.lag] = 10 * Portable.exp(Portable.normalDeviate(uniform(12)) * 0.472380727077439)
    }
    if hasMetabolite { fillMetabolite(tile, columns, clearance / v1, factor) }
    if sessionsDiffer { fillSessions(tile, columns) }
  }

  private func fillMetabolite(
    _ tile: SubjectTile, _ columns: KetamineColumns, _ elimination: SIMD8<Double>,
    _ factor: (UInt32) -> SIMD8<Double>
  ) {
    tile[columns.rates[0]] = elimination * 0.2
    tile[columns.rates[5]] = elimination * 0.8
    let vm = factor(7) * 45
    let qm = factor(8) * 1.3
    tile[columns.metaboliteVolume] = vm
    tile[columns.rates[6]] = factor(9) * 0.9 / vm
    tile[columns.rates[7]] = qm / vm
    tile[columns.rates[8]] = qm / (factor(10) * 110)
  }
}

extension KetaminePopulation {
  /// Writes the sessions after the first: what the others share is that of the first.
  private func fillSessions(_ tile: SubjectTile, _ columns: KetamineColumns) {
    // sqrt(ln(1 + 0.2²))
    let omega = 0.198042200435365
    for session in 1...columns.changes {
      func factor(_ draw: UInt32) -> SIMD8<Double> {
        let uniform = seed.uniforms(
          at: .init(subject: UInt64(tile.first), purpose: 2, draw: UInt32(session) * 16 + draw))
        return Portable.exp(Portable.normalDeviate(uniform) * omega)
      }
      let (volume, clearance, exchange) = (factor(0), factor(1), factor(2))
      for column in columns.rates + [columns.volume, columns.metaboliteVolume] {
        tile[column, epoch: session] = tile[column]
      }
      tile[columns.volume, epoch: session] *= volume
      for (link, change) in [(0, clearance), (1, exchange), (3, SIMD8(repeating: 1))] {
        tile[columns.rates[link], epoch: session] *= change / volume
      }
      tile[columns.rates[2], epoch: session] *= exchange
      if hasMetabolite { tile[columns.rates[5], epoch: session] *= clearance / volume }
    }
  }

  /// Writes the first patients as CSV: ID, WT, CL, V1, Q2, V2, Q3, V3, CLM, VM1, QM, VM2.
  func write(_ count: Int) throws {
    let plan = try plan(sessions: 1, every: 15, moments: 1)
    let columns = KetamineColumns(plan)
    print("ID,WT,CL,V1,Q2,V2,Q3,V3,CLM,VM1,QM,VM2")
    _ = try PopulationRun(plan).run(0..<count) { tile in
      fill(tile, columns)
      for lane in 0..<tile.count {
        let k = columns.rates.map { tile[$0, lane] }
        let (v1, vm) = (tile[columns.volume, lane], tile[columns.metaboliteVolume, lane])
        let weight = tile[columns.dose, lane] * 40 / 0.5
        let numbers = [
          weight, (k[0] + k[5]) * v1, v1, k[1] * v1, k[1] * v1 / k[2], k[3] * v1,
          k[3] * v1 / k[4], k[6] * vm, vm, k[7] * vm, k[7] * vm / k[8],
        ]
        print(tile.first + lane + 1, numbers.map { "\($0)" }.joined(separator: ","), separator: ",")
      }
    }
  }
}

/// Where the model's numbers stand in a tile.
struct KetamineColumns: Sendable {
  let rates: [Int]
  let volume: Int
  let metaboliteVolume: Int
  let dose: Int
  let lag: Int
  /// How often parameters change.
  let changes: Int

  init(_ plan: BatchPlan) {
    rates = plan.template.firstOrder.links.indices.map { plan.index(of: .rate(link: $0)) ?? 0 }
    volume = plan.index(of: .volume(state: 0)) ?? 0
    metaboliteVolume = plan.index(of: .volume(state: 3)) ?? 0
    dose = plan.index(of: .dose(0)) ?? 0
    lag = plan.index(of: .lag(dose: 0)) ?? 0
    changes = plan.changes.count
  }
}

func minutes(_ count: Int) -> Tick { Tick(flicks: Int64(count) * Tick.perMinute) }
