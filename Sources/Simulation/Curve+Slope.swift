internal import Kinetics

extension Curve.Epoch {
  /// The rate of change of the amounts after a time without events.
  ///
  /// There are two ways, and each is noise where the other is good. The slope at the start, carried
  /// along, stays precise on a plateau, but keeps a rounding error of the fastest flow there was.
  /// `K x + r` formed anew has the rounding error of the flows there are, which on a plateau is all
  /// there is of it. Both errors are known, so in a stiff system the smaller decides for each state;
  /// in others the first is always good enough.
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
