/// Counts of concentrations for every output and moment, from which percentiles follow.
public struct QuantileTable: Sendable, Equatable {
  /// The outputs as columns call them, such as `ketamine_plasma`.
  public let outputs: [String]
  /// The moments in minutes, as text.
  public let times: [String]
  /// The counts, by output, then by moment.
  public private(set) var counts: [[QuantileBins]]

  /// Makes a table.
  public init(outputs: [String], times: [String], counts: [[QuantileBins]]) {
    self.outputs = outputs
    self.times = times
    self.counts = counts
  }

  /// Adds the counts of other subjects.
  /// - Returns: Whether the other table has the same outputs and moments; if not, nothing is added.
  public mutating func add(_ other: QuantileTable) -> Bool {
    guard outputs == other.outputs, times == other.times else { return false }
    for output in outputs.indices {
      for time in times.indices { counts[output][time].add(other.counts[output][time]) }
    }
    return true
  }
}
