/// What a linear system does with drug given into one of its states, in the field's summary terms.
public struct Disposition: Hashable, Sendable {
  /// Elimination clearance, L/min: a constant input divided by the concentration it leads to.
  public var clearance: Double
  /// Volume of distribution at steady state Vss, L: the amount in all states that exchange drug with
  /// the central one, divided by its concentration.
  public var steadyStateVolume: Double
  /// The rates at which the central concentration decays, fastest first.
  public var decayRates: [DecayRate]

  /// The half-life of the last phase, min.
  public var terminalHalfLife: Double { decayRates.last?.halfLife ?? .infinity }

  /// The terminal volume Vβ, L: clearance divided by the terminal rate constant.
  public var terminalVolume: Double { clearance / (decayRates.last?.rate ?? 0) }
}

extension LinearSystem {
  /// The disposition of drug that is given into a state and observed there.
  /// - Parameter state: The central compartment.
  /// - Returns: Nothing when the state has no volume.
  /// - Throws: ``KineticsFailure/noSteadyState(_:)`` when drug never leaves.
  public func disposition(of state: Int) throws(KineticsFailure) -> Disposition? {
    guard case .amount(let volume?) = states[state].content else { return nil }
    let amounts = try steadyState(inflow: states.indices.map { $0 == state ? 1 : 0 })
    let exchanging = exchangeGroups.first { $0.contains(state) } ?? [state]
    let concentration = amounts[state] / volume
    return Disposition(
      clearance: 1 / concentration,
      steadyStateVolume: exchanging.reduce(0) { $0 + amounts[$1] } / concentration,
      // A slow absorption shows in the curve but is not how the drug is disposed of.
      decayRates: try decayRates(of: [exchanging]))
  }
}
