public import Kinetics
public import Quantities
public import Simulation

extension BatchPlan {
  /// Lays out a batch of a linear system.
  ///
  /// As ``init(template:outputs:inputs:times:horizon:metrics:changes:)`` for a system none of whose
  /// links saturates.
  /// - Throws: ``PopulationFailure``.
  public init(
    template: LinearSystem, outputs: [Curve.Output], inputs: [PlannedInput], times: [Tick],
    horizon: Tick, metrics: [Metric] = [], changes: [Tick] = []
  ) throws(PopulationFailure) {
    try self.init(
      template: CompartmentSystem(template), outputs: outputs, inputs: inputs, times: times,
      horizon: horizon, metrics: metrics, changes: changes)
  }

  /// The numbers of a subject that belong to the system, and the template's own.
  static func columns(
    of template: CompartmentSystem, observed: [Int]
  ) -> (columns: [Column], defaults: [Double]) {
    let linear = template.firstOrder
    var group = Array(repeating: 0, count: linear.states.count)
    for (index, members) in linear.exchangeGroups.enumerated() {
      for state in members { group[state] = index }
    }
    var columns: [Column] = []
    var defaults: [Double] = []
    func add(_ column: Column, _ value: Double) {
      columns.append(column)
      defaults.append(value)
    }
    for (index, link) in linear.links.enumerated() {
      add(.rate(link: index), link.rate)
      guard let to = link.to, group[to] != group[link.from] else { continue }
      add(.yield(link: index), link.yield)
    }
    for (index, link) in template.saturable.enumerated() {
      add(.maximumRate(saturable: index), link.maximumRate)
      add(.halfSaturation(saturable: index), link.halfSaturation)
      if link.to != nil { add(.saturableYield(index), link.yield) }
    }
    for state in Set(observed + template.saturable.map(\.from)).sorted() {
      if let volume = linear.volume(of: state) { add(.volume(state: state), volume) }
    }
    return (columns, defaults)
  }
}
