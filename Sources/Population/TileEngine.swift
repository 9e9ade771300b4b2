internal import Kinetics
internal import NumericalMethods
internal import Quantities

/// One thread's memory for tiles of eight subjects, and the work on them.
///
/// Everything is allocated when it is made; nothing is per subject or per point.
final class TileEngine {
  typealias Lanes = SIMD8<Double>
  typealias Mask = SIMDMask<SIMD8<Int64>>

  let plan: BatchPlan
  let layout: BatchPlan.Layout
  /// What the plan asks for.
  let wants: (area: Bool, maximum: Bool, shape: Bool)
  let thresholds: [Double]
  /// For each output the search of its turns.
  let searches: [TurnSearch]
  var metrics: TileMetrics
  /// The subjects' numbers, by column, for each epoch.
  let values: UnsafeMutableBufferPointer<Lanes>
  /// The decay rate of each node, and the weight of each mode.
  let rates: UnsafeMutablePointer<Lanes>
  let modeRates: UnsafeMutablePointer<Lanes>
  let modeWeights: UnsafeMutablePointer<Lanes>
  /// The strength of each coupling.
  let couplings: UnsafeMutablePointer<Lanes>
  /// The matrix of each step of the epoch.
  let matrices: UnsafeMutablePointer<Lanes>
  /// Four vectors over all nodes: state at a piece's start, state along the grid, feed, inflow.
  let state: UnsafeMutablePointer<Lanes>
  let moving: UnsafeMutablePointer<Lanes>
  let feed: UnsafeMutablePointer<Lanes>
  let inflow: UnsafeMutablePointer<Lanes>
  /// The state at the last anchor of a piece.
  let anchor: UnsafeMutablePointer<Lanes>
  /// The state at the end of a piece.
  let end: UnsafeMutablePointer<Lanes>
  /// 1 / volume of each output.
  let perVolume: UnsafeMutablePointer<Lanes>
  /// What is in each state of the template when parameters change.
  let amounts: UnsafeMutablePointer<Lanes>
  /// The work of steps that need a matrix exponential in full.
  let dense: UnsafeMutablePointer<Lanes>
  /// What passes between live nodes and from sources into them over a step.
  let passing: [StepLayout.Flow]
  let entering: [StepLayout.Flow]
  /// The same for what is kept until parameters change.
  let keeping: [StepLayout.Flow]
  /// Where each column's number stands, by link, output and dose.
  let rateColumn: [Int]
  let yieldColumn: [Int?]
  let volumeColumn: [Int?]
  let doseColumn: [Int]
  /// The source that each input feeds when it runs.
  let source: [Int?]
  let kernel: GridKernel
  /// The live nodes, and the number of vectors of a matrix.
  let live: Range<Int>
  let width: Int
  /// What lags of the subjects' own need besides; nothing when there are none.
  let lagged: LaneCourse?
  private let memory: UnsafeMutablePointer<Lanes>

  /// Allocates what a plan needs.
  init(_ plan: BatchPlan, _ layout: BatchPlan.Layout) {
    self.plan = plan
    self.layout = layout
    thresholds = plan.metrics.compactMap {
      if case .timeAbove(let threshold) = $0 { threshold } else { nil }
    }
    wants = (
      plan.metrics.contains(where: \.isArea),
      plan.metrics.contains(.maximum) || plan.metrics.contains(.maximumTime),
      plan.metrics.contains { $0.needsShape }
    )
    searches = plan.outputs.indices.map { output in
      TurnSearch(OutputCourse(layout, output: output))
    }
    metrics = TileMetrics(outputs: plan.outputs.count, thresholds: thresholds.count)
    let shape = layout.shape
    let n = shape.count
    let steps = layout.steps.steps
    let most = steps.map(\.count).max() ?? 0
    lagged =
      if case .lagged(let course) = layout.course {
        LaneCourse(course, plan, layout, matrix: most)
      } else {
        nil
      }
    let hasDeep =
      steps.joined().contains(where: layout.steps.isDeep) || lagged?.hasDeepSteps == true
    let sizes = [
      plan.columns.count * plan.epochs, n, shape.modes, shape.modes, layout.steps.couplings.count,
      (most + (lagged == nil ? 0 : 1)) * layout.steps.width, n, n, n, n, n, n, plan.outputs.count,
      plan.template.states.count, hasDeep ? 2 * n * n + n : 0,
    ]
    let total = sizes.reduce(0, +)
    memory = .allocate(capacity: max(total, 1))
    memory.initialize(repeating: Lanes(repeating: 0), count: max(total, 1))
    var next = memory
    var parts: [UnsafeMutablePointer<Lanes>] = []
    for size in sizes {
      parts.append(next)
      next += size
    }
    values = UnsafeMutableBufferPointer(start: parts[0], count: sizes[0])
    (rates, modeRates, modeWeights, couplings) = (parts[1], parts[2], parts[3], parts[4])
    (matrices, state, moving, feed) = (parts[5], parts[6], parts[7], parts[8])
    (inflow, anchor, end, perVolume) = (parts[9], parts[10], parts[11], parts[12])
    (amounts, dense) = (parts[13], parts[14])
    passing = layout.steps.flows(layout.steps.pairs, at: layout.steps.firstPair)
    entering = layout.steps.flows(layout.steps.sourcePairs, at: layout.steps.firstSourcePair)
    keeping = layout.steps.flows(layout.steps.keptPairs, at: layout.steps.firstKeptPair)
    let links = plan.template.firstOrder.links.indices
    rateColumn = links.map { plan.index(of: .rate(link: $0)) ?? 0 }
    yieldColumn = links.map { plan.index(of: .yield(link: $0)) }
    volumeColumn = plan.outputs.map { plan.index(of: .volume(state: $0.state)) }
    doseColumn = plan.inputs.map { plan.index(of: .dose($0.dose)) ?? 0 }
    source = plan.inputs.map { shape.inflows.firstIndex(of: $0.state) }
    kernel = GridKernel(layout)
    live = shape.live
    width = layout.steps.width
  }

  deinit { memory.deallocate() }

  /// The lanes whose numbers are, in every epoch, such as the SIMD path can take.
  func check() -> Mask {
    var good = Mask(repeating: true)
    for epoch in 0..<plan.epochs {
      for (index, column) in plan.columns.enumerated() {
        let value = values[epoch * plan.columns.count + index]
        var isPossible = value .>= 0
        switch column {
        case .rate, .yield: isPossible = isPossible .& (value .< 1e12)
        case .volume: isPossible = isPossible .& (value .> 1e-40) .& (value .< 1e40)
        // Doses stand in the first epoch.
        case .dose where epoch > 0: continue
        case .dose: isPossible = isPossible .& (value .< 1e100)
        // Lags too.
        case .lag where epoch > 0: continue
        case .lag:
          let most = Double(Tick.longest.flicks)
          isPossible = isPossible .& (value * Double(Tick.perMinute) .<= most)
        // Such a plan takes the general path.
        case .maximumRate, .halfSaturation, .saturableYield: break
        }
        good = good .& isPossible
      }
    }
    return good
  }

  /// Forms what the tile's numbers of an epoch give for the network.
  /// - Returns: The lanes in which the SIMD path can solve it.
  func prepare(_ epoch: Int) -> Mask {
    let shape = layout.shape
    let values = UnsafeMutableBufferPointer(
      rebasing: self.values[epoch * plan.columns.count..<(epoch + 1) * plan.columns.count])
    func sum(_ links: [Int]) -> Lanes {
      var sum = Lanes(repeating: 0)
      for link in links { sum += values[rateColumn[link]] }
      return sum
    }
    var good = Mask(repeating: true)
    for link in shape.absent { good = good .& (values[rateColumn[link]] .== 0) }
    for star in shape.stars {
      good =
        good
        .& StarSpectrumLanes.solve(
          exit: sum(star.exit), leaves: star.leaves.count,
          leaf: { (sum(star.leaves[$0].to), sum(star.leaves[$0].from), sum(star.leaves[$0].exit)) },
          rates: modeRates + star.firstMode, weights: modeWeights + star.firstMode)
    }
    for (node, rate) in shape.rates.enumerated() {
      rates[node] =
        switch rate {
        case .zero: Lanes(repeating: 0)
        case .links(let links): sum(links)
        case .mode(let mode): modeRates[mode]
        }
    }
    for (index, coupling) in layout.steps.couplings.enumerated() {
      var strength = Lanes(repeating: 0)
      for edge in coupling.edges {
        var term = Lanes(repeating: 1)
        if let link = shape.edges[edge].link {
          term = values[rateColumn[link]]
          if let column = yieldColumn[link] { term *= values[column] }
        }
        if let mode = shape.edges[edge].mode { term *= modeWeights[mode] }
        strength += term
      }
      couplings[index] = strength
    }
    for (output, column) in volumeColumn.enumerated() {
      perVolume[output] = column.map { 1 / values[$0] } ?? Lanes(repeating: 1)
    }
    return good
  }
}
