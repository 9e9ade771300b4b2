/// Counts what is measured at each moment, for percentiles over time; measurements may lie below zero.
///
/// Counts are integers, so neither threads nor the order of the blocks change anything.
public final class ObservationQuantileSink: BlockSink {
  private let observations: SimulatedObservations
  /// Measurements; those below zero stand in the bin of zero.
  private let measured: QuantileSink
  /// Measurements with the opposite sign; those above zero stand in the bin of zero.
  private let mirrored: QuantileSink

  /// Makes a sink for the moments of a plan.
  public init(_ plan: BatchPlan, _ observations: SimulatedObservations) {
    self.observations = observations
    measured = QuantileSink(outputs: observations.outputs.count, times: plan.times.count)
    mirrored = QuantileSink(outputs: observations.outputs.count, times: plan.times.count)
  }

  /// Counts a block.
  public func part(of block: ResultBlock) {
    let count = block.tiles * observations.outputs.count * block.times
    let values = UnsafeMutableBufferPointer<SIMD8<Double>>.allocate(capacity: max(count, 1))
    values.initialize(repeating: SIMD8(repeating: 0))
    defer { values.deallocate() }
    for tile in 0..<block.tiles {
      for (index, output) in observations.outputs.enumerated() {
        let start = (tile * observations.outputs.count + index) * block.times
        observations.measure(
          index, first: block.subjects.lowerBound + 8 * tile, count: block.count(inTile: tile),
          block.concentrations(tile: tile, output: output),
          into: UnsafeMutableBufferPointer(rebasing: values[start..<start + block.times]))
      }
    }
    tally(values, of: block, in: measured)
    for index in values.indices { values[index] = -values[index] }
    tally(values, of: block, in: mirrored)
  }

  private func tally(
    _ values: UnsafeMutableBufferPointer<SIMD8<Double>>, of block: ResultBlock,
    in sink: QuantileSink
  ) {
    guard let start = values.baseAddress else { return }
    sink.part(
      of: ResultBlock(
        subjects: block.subjects, outputs: observations.outputs.count, times: block.times,
        metrics: 0, concentrations: UnsafePointer(start), metricValues: UnsafePointer(start)))
  }

  /// Nothing is left to do in order.
  public func append(_ part: Void) {}

  /// The counts at a moment of the plan's.
  /// - Parameters:
  ///   - index: The place of the output in ``SimulatedObservations/outputs``.
  ///   - time: The index of the moment.
  public func bins(_ index: Int, time: Int) -> QuantileBins {
    let above = measured.bins(output: index, time: time)
    let below = mirrored.bins(output: index, time: time).bins.filter { $0.key > 0 }
    var bins = below.map { QuantileBins.Bin(key: -$0.key, count: $0.count) } + above.bins
    let negative = below.reduce(0) { $0 + $1.count }
    if let zero = bins.firstIndex(where: { $0.key == 0 }) { bins[zero].count -= negative }
    return QuantileBins(bins: bins, undefined: above.undefined)
  }
}
