extension LinearSystem {
  /// The rate of change of every state, `K x + r`, in its unit per min.
  public func rateOfChange(_ state: [Double], inflow: [Double]) -> [Double] {
    var change = inflow
    for link in links {
      let moved = link.rate * state[link.from]
      if link.drains { change[link.from] -= moved }
      if let to = link.to { change[to] += link.yield * moved }
    }
    return change
  }

  /// What each state loses out of the body over a time, mg, given the integral of the amounts.
  ///
  /// Mass that a conversion does not pass on (a yield below one) counts as lost; effect sites hold
  /// no mass and lose none.
  public func eliminated(from integral: [Double]) -> [Double] {
    var lost = integral.map { _ in 0.0 }
    for link in links where link.drains {
      guard case .amount = states[link.from].content else { continue }
      let kept = link.to == nil ? 0 : link.yield
      lost[link.from] += link.rate * (1 - kept) * integral[link.from]
    }
    return lost
  }
}

extension LinearSystem {
  /// The functional whose value is the rate of change of a given functional: `cᵀK`.
  package func transposedRateOfChange(_ functional: [Double]) -> [Double] {
    var change = functional.map { _ in 0.0 }
    for link in links {
      if link.drains { change[link.from] -= link.rate * functional[link.from] }
      if let to = link.to { change[link.from] += link.rate * link.yield * functional[to] }
    }
    return change
  }
}
