extension CompartmentSystem {
  /// Checks that every number can be: rates and yields as for ``LinearSystem``, saturation rates
  /// zero or more, half-saturation concentrations above zero, and a volume where a link saturates.
  /// - Throws: ``KineticsFailure/badRate(_:)`` or ``KineticsFailure/badVolume(_:)`` with the name of
  ///   the state that a link leaves.
  func checkLinks() throws(KineticsFailure) {
    try unsaturated().checkRates()
    for link in saturable {
      guard link.maximumRate >= 0, link.maximumRate.isFinite, link.halfSaturation > 0,
        link.halfSaturation.isFinite, link.yield >= 0, link.yield.isFinite
      else { throw .badRate(states[link.from].name) }
    }
  }

  /// The linear system that this one comes close to where every concentration is far below
  /// half-saturation: each saturable link has the rate constant `Vmax / (Km V)`.
  ///
  /// Its relative error is the largest ratio of a concentration to its half-saturation.
  /// - Throws: ``KineticsFailure/badVolume(_:)`` where a link saturates in a state that holds no
  ///   amount or has no volume above zero.
  package func unsaturated() throws(KineticsFailure) -> LinearSystem {
    var system = firstOrder
    for link in saturable {
      let amount = try halfSaturationAmount(of: link)
      system.links.append(
        LinearSystem.Link(
          from: link.from, to: link.to, rate: link.maximumRate / amount, yield: link.yield))
    }
    return system
  }

  /// The amount at which a link moves half of what it can, mg.
  func halfSaturationAmount(of link: SaturableLink) throws(KineticsFailure) -> Double {
    guard case .amount(let volume?) = states[link.from].content, volume > 0, volume.isFinite else {
      throw .badVolume(states[link.from].name)
    }
    return link.halfSaturation * volume
  }
}
