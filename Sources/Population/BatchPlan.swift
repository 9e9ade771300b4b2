public import Kinetics
public import Quantities
public import Simulation

/// What all subjects of a batch share: structure, event times, moments to observe.
///
/// In a schedule made from a protocol the *times* do not depend on the patient, only amounts and
/// rates do. So the events are laid out once, and a subject is a column of numbers. Only a dose
/// whose lag is the subject's own comes at another time; each subject then has its events in an
/// order of its own.
///
/// Concentrations are those of the scalar ``/Simulation/Curve`` to 1e-12 (relative, down to
/// 1e-290). Between two events the state is carried by one exact step, so events and metrics do not
/// depend on the moments observed; moments are reached by equal steps from there, anew at least
/// every 64, so a value is at most (events before it + 128) steps from the start, each with an
/// error of a few units of 2^-53.
public struct BatchPlan: Sendable {
  /// What one number of a subject means.
  public enum Column: Hashable, Sendable {
    /// The rate constant of the system's link of first order of this index, 1/min.
    case rate(link: Int)
    /// The yield of the link of first order of this index; only links that leave an exchange group
    /// have one.
    case yield(link: Int)
    /// Vmax of the saturable link of this index, mg/min.
    case maximumRate(saturable: Int)
    /// Km of the saturable link of this index, mg/L.
    case halfSaturation(saturable: Int)
    /// The yield of the saturable link of this index; only links that lead to a state have one.
    case saturableYield(Int)
    /// The volume of the state of this index, L; only states that hold an amount and are observed,
    /// or left by a saturable link, have one.
    case volume(state: Int)
    /// The dose of this index: mg for a jump, mg/min for a rate, after bioavailability.
    case dose(Int)
    /// How much later than planned the dose of this index arrives, min; only doses whose lag
    /// differs between subjects have one.
    case lag(dose: Int)
  }

  /// The structure; its numbers are the defaults of every subject.
  public let template: CompartmentSystem
  /// What is observed.
  public let outputs: [Curve.Output]
  /// What enters and when.
  public let inputs: [PlannedInput]
  /// The moments observed, ascending; at the moment of a dose the concentration is the one after
  /// it.
  public let times: [Tick]
  /// Up to when metrics look.
  public let horizon: Tick
  /// The metrics of each output.
  public let metrics: [Metric]
  /// The moments at which every subject's parameters change, ascending; a subject then has one set
  /// of numbers for the time before the first and one for each.
  ///
  /// Amounts stay as they are, so concentrations may jump. Doses do not change. At one moment
  /// infusions end first, then doses enter, then parameters change.
  public let changes: [Tick]
  /// How many sets of numbers a subject has.
  var epochs: Int { changes.count + 1 }
  /// The meaning of each column of a ``SubjectTile``.
  public let columns: [Column]
  /// The value that each column has until a source writes it; NaN for doses.
  let defaults: [Double]
  /// How the SIMD path solves it; nothing when a link saturates or a graph is not made of stars.
  let layout: Layout?

  /// What the SIMD path needs.
  struct Layout: Sendable {
    let shape: NetworkShape
    let steps: StepLayout
    let course: Course
  }

  /// When things happen.
  enum Course: Sendable {
    /// At the same moments in every subject.
    case planned(PlannedCourse)
    /// After lags of each subject's own.
    case lagged(LaggedCourse)
  }

  /// Whether subjects can take the SIMD path: no link saturates, and every exchange group of the
  /// template is a star of at most seven peripherals.
  public var isFast: Bool { layout != nil }
  /// Whether a link saturates, so that every subject's curve is solved in steps.
  public var isSaturable: Bool { template.linear == nil }

  /// Lays out a batch.
  /// - Parameters:
  ///   - template: The structure, bound for any one subject.
  ///   - outputs: What is observed.
  ///   - inputs: What enters and when; what enters after the horizon is left aside.
  ///   - times: The moments observed, ascending; may be empty.
  ///   - horizon: Up to when metrics look; not before the last moment.
  ///   - metrics: The metrics wanted of each output.
  ///   - changes: When parameters change, ascending.
  /// - Throws: ``PopulationFailure``.
  public init(
    template: CompartmentSystem, outputs: [Curve.Output], inputs: [PlannedInput], times: [Tick],
    horizon: Tick, metrics: [Metric] = [], changes: [Tick] = []
  ) throws(PopulationFailure) {
    self.template = template
    self.outputs = outputs
    self.inputs = inputs
    self.times = times
    self.horizon = horizon
    self.metrics = metrics
    self.changes = changes
    try Self.check(template, outputs, inputs, times, horizon, metrics)
    var last = Tick.zero
    for change in changes {
      guard change >= last else { throw .badTimes(change) }
      last = change
    }
    if metrics.contains(where: \.isDisposition) {
      if !changes.isEmpty { throw .changingDisposition }
      if !template.saturable.isEmpty { throw .saturableDisposition }
    }
    if metrics.contains(.areaToInfinity), let late = changes.last, late > horizon {
      throw .eventAfterHorizon(late)
    }

    var (columns, defaults) = Self.columns(of: template, observed: outputs.map(\.state))
    for dose in 0..<((inputs.map(\.dose).max() ?? -1) + 1) {
      columns.append(.dose(dose))
      defaults.append(.nan)
    }
    let lagged = Set(inputs.filter(\.hasOwnLag).map(\.dose)).sorted()
    for dose in lagged {
      columns.append(.lag(dose: dose))
      defaults.append(.nan)
    }
    self.columns = columns
    self.defaults = defaults

    let jumps = Set(inputs.filter { $0.manner == .jump }.map(\.state))
    let inflows = Set(inputs.filter { $0.manner != .jump }.map(\.state))
    let accumulates = metrics.contains(.area) || metrics.contains(.areaToInfinity)
    guard let linear = template.linear,
      let shape = NetworkShape(
        linear, observed: outputs.map(\.state), jumps: jumps, inflows: inflows,
        changes: changes.contains { $0 <= horizon })
    else {
      layout = nil
      return
    }
    var steps = StepLayout(shape, accumulating: accumulates, epochs: changes.count + 1)
    guard lagged.isEmpty else {
      let course = LaggedCourse(
        inputs: inputs, times: times, changes: changes, horizon: horizon,
        feeds: !shape.inflows.isEmpty,
        lag: { $0.hasOwnLag ? columns.firstIndex(of: .lag(dose: $0.dose)) : nil }, &steps)
      layout = Layout(shape: shape, steps: steps, course: .lagged(course))
      return
    }
    let course = PlannedCourse(
      inputs: inputs, times: times, changes: changes, horizon: horizon,
      measuring: !metrics.isEmpty, accumulating: accumulates, &steps)
    layout = Layout(shape: shape, steps: steps, course: .planned(course))
  }

  /// Whether an output has a metric: clearance and volume belong to a compartment of what is given,
  /// the substance of the first output.
  public func has(_ metric: Metric, output: Int) -> Bool {
    guard metric == .clearance || metric == .steadyStateVolume else { return true }
    return outputs[output].analyte == outputs[0].analyte
      && template.firstOrder.volume(of: outputs[output].state) != nil
  }

  /// The index of a column.
  public func index(of column: Column) -> Int? { columns.firstIndex(of: column) }

  private static func check(
    _ template: CompartmentSystem, _ outputs: [Curve.Output], _ inputs: [PlannedInput],
    _ times: [Tick],
    _ horizon: Tick, _ metrics: [Metric]
  ) throws(PopulationFailure) {
    let states = template.states.indices
    for (index, output) in outputs.enumerated() where !states.contains(output.state) {
      throw .badOutput(index)
    }
    for (index, input) in inputs.enumerated() {
      guard states.contains(input.state), input.start >= .zero, input.end >= input.start,
        input.dose >= 0
      else { throw .badInput(index) }
    }
    guard horizon >= .zero else { throw .badTimes(horizon) }
    var last = Tick.zero
    for time in times {
      guard time >= last, time <= horizon else { throw .badTimes(time) }
      last = time
    }
    for case .timeAbove(let threshold) in metrics where !(threshold >= 0 && threshold.isFinite) {
      throw .badThreshold(threshold)
    }
    if metrics.contains(.areaToInfinity), let late = inputs.map(\.end).max(), late > horizon {
      throw .eventAfterHorizon(late)
    }
  }
}
