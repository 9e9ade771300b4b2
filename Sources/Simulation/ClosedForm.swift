internal import Kinetics

/// The closed solution of a linear system, with what searches in it need to know.
struct ClosedForm: Sendable {
  let propagator: Propagator
  /// For every state, the decay rates it can show.
  let decayRates: [[DecayRate]]
  /// Whether the rates span so much that a slope carried along from the start of a piece may lose
  /// its slow part in the rounding error of the fast one.
  private let isStiff: Bool

  /// Solves a system.
  /// - Throws: ``KineticsFailure``.
  init(
    _ system: LinearSystem, inflows: [Int], method: Propagator.Method?
  ) throws(KineticsFailure) {
    propagator = try Propagator(system, inflows: inflows, method: method)
    var rates: [[DecayRate]] = []
    for state in system.states.indices { rates.append(try system.decayRates(observedAt: state)) }
    decayRates = rates
    let decaying = rates.joined().map(\.rate).filter { $0 > 0 }
    isStiff = (decaying.max() ?? 0) > 1e6 * (decaying.min() ?? 0)
  }

  /// The rate of change of the amounts after a time without events.
  ///
  /// There are two ways, and each is noise where the other is good. The slope at the start, carried
  /// along, stays precise on a plateau, but keeps a rounding error of the fastest flow there was.
  /// `K x + r` formed anew has the rounding error of the flows there are, which on a plateau is all
  /// there is of it. Both errors are known, so in a stiff system the smaller decides for each
  /// state; in others the first is always good enough.
  /// - Parameters:
  ///   - slope: The rate of change at the start.
  ///   - state: The amounts at the start, mg.
  ///   - time: min.
  ///   - inflow: Constant input into each state, mg/min.
  /// - Returns: mg/min; mg/L/min for effect sites.
  /// - Throws: ``KineticsFailure/numerical(_:)``.
  func slope(
    _ slope: [Double], at state: [Double], after time: Double, inflow: [Double]
  ) throws(KineticsFailure) -> [Double] {
    let nothing = [Double](repeating: 0, count: state.count)
    let carried = try propagator.advance(slope, by: time, inflow: nothing)
    guard isStiff, time > 0 else { return carried }
    let system = propagator.system
    let gross = system.grossRateOfChange(state, inflow: inflow)
    let remaining = try propagator.advance(gross, by: time, inflow: nothing)
    let now = try propagator.advance(state, by: time, inflow: inflow)
    let formed = system.rateOfChange(now, inflow: inflow)
    let grossNow = system.grossRateOfChange(now, inflow: inflow)
    return formed.indices.map { 4 * grossNow[$0] < remaining[$0] ? formed[$0] : carried[$0] }
  }
}
