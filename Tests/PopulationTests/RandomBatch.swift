import Kinetics
import Population
import PropertyTesting
import Quantities
import Simulation

/// A batch of subjects that share a random structure and course, with their own numbers.
struct RandomBatch: Sendable {
  let plan: BatchPlan
  let systems: [LinearSystem]
  /// The systems of each subject after each change.
  let later: [[LinearSystem]]
  let doses: [[Double]]
  /// For each subject and input how much later than planned it comes, min.
  let lags: [[Double]]

  /// - Parameters:
  ///   - every: The spacing of the moments observed, min.
  ///   - changes: How often parameters change; half of the changes are at a dose.
  ///   - ownLags: Whether the first dose and most others have lags of the subject's own.
  init(
    _ random: inout RandomCase, _ template: LinearSystem, subjects: Int, every: Int = 15,
    until: Int = 1500, metrics: [Metric] = [], changes: Int = 0,
    ownLags: Bool = false
  ) throws {
    var inputs: [PlannedInput] = []
    for input in random.inputs(template, count: 1...6, within: 600) {
      let manner: PlannedInput.Manner =
        if case .rate(_, let end) = input.manner { .rate(end: end) } else { .jump }
      let hasOwnLag = ownLags && (inputs.isEmpty || random.chance(0.7))
      inputs.append(
        PlannedInput(
          state: input.state, manner, start: input.start, dose: inputs.count, hasOwnLag: hasOwnLag))
    }
    var times = stride(from: 0, through: until, by: every).map {
      Tick(flicks: Int64($0) * Tick.perMinute)
    }
    for _ in 0..<5 { times.append(random.moment(upTo: until)) }
    times.sort()
    let moments = (0..<changes).map { _ in
      random.chance(0.5)
        ? inputs[random.integer(0...(inputs.count - 1))].start : random.moment(upTo: until)
    }
    try self.init(
      &random, template, outputs: Array(template.states.indices), inputs: inputs, times: times,
      until: until, subjects: subjects, metrics: metrics, changes: moments.sorted())
  }

  init(
    _ random: inout RandomCase, _ template: LinearSystem, outputs: [Int], inputs: [PlannedInput],
    times: [Tick], until: Int, subjects: Int, metrics: [Metric], changes: [Tick] = []
  ) throws {
    plan = try BatchPlan(
      template: template,
      outputs: outputs.map { Curve.Output(name: "state \($0)", analyte: "drug", state: $0) },
      inputs: inputs, times: times, horizon: Tick(flicks: Int64(until) * Tick.perMinute),
      metrics: metrics, changes: changes)
    var systems: [LinearSystem] = []
    var later: [[LinearSystem]] = []
    var doses: [[Double]] = []
    var lags: [[Double]] = []
    for _ in 0..<subjects {
      var system = template
      for link in system.links.indices where system.links[link].rate > 0 {
        system.links[link].rate *= random.logarithmic(0.3...3)
      }
      systems.append(system)
      doses.append(inputs.map { _ in random.logarithmic(0.1...100) })
      later.append(changes.map { _ in Self.changed(system, &random) })
      lags.append(inputs.map { $0.hasOwnLag ? Self.lag(&random, until) : 0 })
    }
    self.systems = systems
    self.later = later
    self.doses = doses
    self.lags = lags
  }

  /// None, one that often falls on a moment observed, any, or one until after the horizon.
  private static func lag(_ random: inout RandomCase, _ until: Int) -> Double {
    switch random.integer(0...5) {
    case 0: 0
    case 1, 2: Double(25 * random.integer(0...12))
    case 3: Double(until) + random.uniform(-50...50)
    default: random.uniform(0...300)
    }
  }

  private static func changed(_ system: LinearSystem, _ random: inout RandomCase) -> LinearSystem {
    var system = system
    for link in system.links.indices where system.links[link].rate > 0 {
      system.links[link].rate *= random.logarithmic(0.5...2)
    }
    for state in system.states.indices {
      if case .amount(let volume?) = system.states[state].content {
        let changed = volume * random.logarithmic(0.5...2)
        system.states[state].content = .amount(volume: changed)
      }
    }
    return system
  }

  /// Writes the subjects' numbers.
  func fill(_ tile: SubjectTile) {
    for lane in 0..<tile.count { write(tile.first + lane, to: tile, lane: lane) }
  }

  /// Writes one subject's numbers into a lane.
  func write(_ subject: Int, to tile: SubjectTile, lane: Int) {
    for (index, column) in plan.columns.enumerated() {
      for (epoch, system) in ([systems[subject]] + later[subject]).enumerated() {
        switch column {
        case .rate(let link): tile[index, epoch: epoch][lane] = system.links[link].rate
        case .yield(let link): tile[index, epoch: epoch][lane] = system.links[link].yield
        case .dose(let dose): if epoch == 0 { tile[index, lane] = doses[subject][dose] }
        case .volume(let state):
          guard case .amount(let volume?) = system.states[state].content else { continue }
          tile[index, epoch: epoch][lane] = volume
        case .lag(let dose): if epoch == 0 { tile[index, lane] = lags[subject][dose] }
        case .maximumRate, .halfSaturation, .saturableYield: break
        }
      }
    }
  }

  /// The largest relative difference of any concentration kept from that of the subject's own
  /// curve.
  /// - Parameter moments: The indices of the moments looked at; nothing means all.
  func worstDifference(_ store: ConcentrationStore, at moments: [Int]? = nil) throws -> Double {
    var worst = 0.0
    for subject in store.subjects {
      let curve = try curve(subject)
      for (output, observed) in plan.outputs.enumerated() {
        for time in moments ?? Array(plan.times.indices) {
          let kept = store[subject: subject, output: output, time: time]
          let exact = try curve.concentration(of: observed, at: plan.times[time])
          worst = max(worst, relativeDifference([kept], [exact]))
        }
      }
    }
    return worst
  }

  /// The subject by the scalar path.
  func curve(_ subject: Int) throws -> Curve {
    let inputs = zip(plan.inputs, zip(doses[subject], lags[subject])).map { input, own in
      let (dose, lag) = (own.0, Tick(minutes: own.1) ?? .zero)
      let manner: Input.Manner =
        if case .rate(let end) = input.manner {
          .rate(dose, end: end + lag)
        } else {
          .jump(amount: dose)
        }
      return Input(state: input.state, manner, start: input.start + lag)
    }
    return try Curve(
      systems: [(.zero, systems[subject])] + zip(plan.changes, later[subject]).map { ($0, $1) },
      inputs: inputs, outputs: plan.outputs)
  }
}

/// Keeps all metrics.
final class MetricCollector: BlockSink, @unchecked Sendable {
  private(set) var values: [Double] = []

  func part(of block: ResultBlock) -> [Double] {
    (0..<block.subjects.count).flatMap { subject in
      (0..<block.outputs).flatMap { output in
        (0..<block.metrics).map { block.metric($0, subject: subject, output: output) }
      }
    }
  }

  func append(_ part: [Double]) { values += part }
}
