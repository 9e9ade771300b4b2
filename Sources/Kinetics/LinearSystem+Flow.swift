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

  /// How much more every state changes per minute than it would under a system that this one
  /// replaces, at the same amounts: `(K - K') x`.
  ///
  /// Formed from the differences of the rates, so that a parameter that stays the same adds nothing.
  /// - Returns: Nothing when the two have different links.
  package func changeOfRate(_ state: [Double], replacing old: LinearSystem) -> [Double]? {
    guard links.count == old.links.count else { return nil }
    var change = state.map { _ in 0.0 }
    for (new, old) in zip(links, old.links) {
      guard new.from == old.from, new.to == old.to, new.drains == old.drains else { return nil }
      if new.drains { change[new.from] -= (new.rate - old.rate) * state[new.from] }
      if let to = new.to {
        change[to] += (new.rate * new.yield - old.rate * old.yield) * state[new.from]
      }
    }
    return change
  }

  /// The rate of change of every state; exactly zero where it is no more than the rounding error
  /// of the flows that make it up, as in a state that is already stationary.
  package func significantRateOfChange(_ state: [Double], inflow: [Double]) -> [Double] {
    let gross = grossRateOfChange(state, inflow: inflow)
    return zip(rateOfChange(state, inflow: inflow), gross).map { change, gross in
      abs(change) <= 16 * gross * Double.ulpOfOne ? 0 : change
    }
  }

  /// All flows into and out of every state, each counted positive: what the rounding error of the
  /// rate of change is a share of.
  package func grossRateOfChange(_ state: [Double], inflow: [Double]) -> [Double] {
    var gross = inflow.map { abs($0) }
    for link in links {
      let moved = abs(link.rate * state[link.from])
      if link.drains { gross[link.from] += moved }
      if let to = link.to { gross[to] += link.yield * moved }
    }
    return gross
  }

  /// What each state loses out of the body over a time, mg, given the integral of the amounts.
  ///
  /// Effect sites hold no mass and lose none.
  public func eliminated(from integral: [Double]) -> [Double] {
    var lost = integral.map { _ in 0.0 }
    for link in links where link.drains && link.to == nil {
      guard case .amount = states[link.from].content else { continue }
      lost[link.from] += link.rate * integral[link.from]
    }
    return lost
  }

  /// The mass that conversions from each state into another substance do not pass on, mg: negative
  /// where the substance that is formed is the heavier one.
  public func converted(from integral: [Double]) -> [Double] {
    var difference = integral.map { _ in 0.0 }
    for link in links where link.drains && link.to != nil && link.yield != 1 {
      difference[link.from] += link.rate * (1 - link.yield) * integral[link.from]
    }
    return difference
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

  /// The same with every term counted positive: `|c|ᵀ|K|`.
  package func transposedGrossFlow(_ magnitude: [Double]) -> [Double] {
    var flow = magnitude.map { _ in 0.0 }
    for link in links {
      if link.drains { flow[link.from] += link.rate * magnitude[link.from] }
      if let to = link.to { flow[link.from] += link.rate * link.yield * magnitude[to] }
    }
    return flow
  }
}
