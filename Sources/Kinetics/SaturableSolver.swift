internal import NumericalMethods

/// Solves a compartment system whose links saturate, from one event to the next, by collocation.
package struct SaturableSolver: Sendable {
  /// The largest relative error wanted when nothing else is asked for.
  package static let defaultTolerance = 1e-10
  /// Tolerances that can be asked for.
  package static let tolerances = 1e-12...1e-3

  /// The system solved.
  package let system: CompartmentSystem
  /// The largest relative error wanted.
  package let tolerance: Double
  /// How it is solved.
  package let method: Propagator.Method

  /// Prepares a system.
  /// - Parameters:
  ///   - system: Links and states.
  ///   - tolerance: The largest relative error wanted.
  ///   - method: One that takes steps.
  /// - Throws: ``KineticsFailure/badRate(_:)``, ``KineticsFailure/badVolume(_:)``,
  ///   ``KineticsFailure/badTolerance(_:)``, ``KineticsFailure/notLinear`` for a closed form.
  package init(
    _ system: CompartmentSystem, tolerance: Double, method: Propagator.Method = .collocation
  ) throws(KineticsFailure) {
    guard !Propagator.Method.closed.contains(method) else { throw .notLinear }
    try system.checkLinks()
    guard Self.tolerances.contains(tolerance) else { throw .badTolerance(tolerance) }
    self.system = system
    self.tolerance = tolerance
    self.method = method
  }

  /// The course from a state on.
  ///
  /// Where nothing flows in and so little drug is left that the system has become linear, it ends
  /// early: the rest is the course of ``CompartmentSystem/unsaturated()``.
  /// - Parameters:
  ///   - state: Amounts, mg; mg/L for effect sites.
  ///   - duration: Until when at most, min.
  ///   - inflow: Constant input into each state, mg/min.
  /// - Returns: Nothing when it would end at once.
  /// - Throws: ``KineticsFailure/numerical(_:)``.
  package func course(
    from state: [Double], over duration: Double, inflow: [Double]
  ) throws(KineticsFailure) -> SaturableCourse? {
    // Vmax C / (Km + C) differs from Vmax C / Km by the share C / Km.
    let flow = try SaturableFlow(
      system, inflow: inflow, negligible: system.linear == nil ? 0.1 * tolerance : nil)
    let isOver = state.withUnsafeBufferPointer { flow.isSettled($0.baseAddress.unsafelyUnwrapped) }
    guard !isOver else { return nil }
    do {
      return SaturableCourse(flow, try polynomials(flow, from: state, to: duration))
    } catch {
      throw .numerical("\(error)")
    }
  }

  private func polynomials(
    _ flow: SaturableFlow, from state: [Double], to end: Double
  ) throws(NumericalFailure) -> PiecewisePolynomial {
    switch method {
    case .taylorSeries:
      try TaylorIntegrator(tolerance: tolerance).solve(flow, from: state, to: end)
    case .otherCollocation:
      try CollocationIntegrator(tolerance: tolerance, stages: 6).solve(flow, from: state, to: end)
    default:
      try CollocationIntegrator(tolerance: tolerance).solve(flow, from: state, to: end)
    }
  }
}
