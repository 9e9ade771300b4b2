internal import Diagnostics
internal import Quantities

extension ModelBinder {
  /// Adds the links of a flow to a system that has all states of the model.
  func add(_ flow: Model.Flow, to system: inout CompartmentSystem) throws(Diagnostic) {
    switch flow.kinetics {
    case .firstOrder(let value):
      system.firstOrder.links += try links(of: flow, value, between: system.states)
    case .saturable(let maximumRate, let halfSaturation):
      system.saturable.append(
        try saturableLink(of: flow, maximumRate, halfSaturation, between: system.states))
    }
  }

  private func links(
    of flow: Model.Flow, _ expression: Expression, between states: [LinearSystem.State]
  ) throws(Diagnostic) -> [LinearSystem.Link] {
    let (from, to) = try ends(of: flow)
    let isClearance = try expression.dimension(in: dimensions) == .clearance
    let value = try rate(expression, of: flow, isClearance: isClearance)
    let yield = try self.yield(of: flow)
    func rateConstant(leaving index: Int) throws(Diagnostic) -> Double {
      guard isClearance else { return value }
      let volume = try self.volume(
        of: states[index], at: flow.location, to: "divide a clearance by")
      return try finiteRate(value / volume, at: flow.location)
    }
    var links = [
      LinearSystem.Link(from: from, to: to, rate: try rateConstant(leaving: from), yield: yield)
    ]
    if flow.bothWays, let to {
      links.append(LinearSystem.Link(from: to, to: from, rate: try rateConstant(leaving: to)))
    }
    return links
  }

  private func saturableLink(
    of flow: Model.Flow, _ maximumRate: Expression, _ halfSaturation: Expression,
    between states: [LinearSystem.State]
  ) throws(Diagnostic) -> CompartmentSystem.SaturableLink {
    let (from, to) = try ends(of: flow)
    let link = CompartmentSystem.SaturableLink(
      from: from, to: to, maximumRate: try self.maximumRate(maximumRate, of: flow),
      halfSaturation: try self.halfSaturation(halfSaturation, of: flow),
      yield: try self.yield(of: flow))
    let volume = try self.volume(of: states[from], at: flow.location, to: "compare with Km")
    _ = try finiteRate(
      link.maximumRate / link.halfSaturation / volume, at: flow.location,
      remedy: "check Vmax, Km and the volume")
    return link
  }

  private func ends(of flow: Model.Flow) throws(Diagnostic) -> (from: Int, to: Int?) {
    let from = try index(of: flow.from, at: flow.location)
    var to: Int?
    if let name = flow.to { to = try index(of: name, at: flow.location) }
    return (from, to)
  }

  // MARK: Values

  /// A clearance, L/min, or a rate constant, 1/min.
  func rate(
    _ expression: Expression, of flow: Model.Flow, isClearance: Bool
  ) throws(Diagnostic) -> Double {
    try positive(expression, isClearance ? .clearance : .frequency, flow.words)
  }

  /// Vmax, mg/min.
  func maximumRate(_ expression: Expression, of flow: Model.Flow) throws(Diagnostic) -> Double {
    try positive(expression, .drug / .time, "Vmax of \(flow.words)")
  }

  /// Km, mg/L.
  func halfSaturation(_ expression: Expression, of flow: Model.Flow) throws(Diagnostic) -> Double {
    try positive(expression, .concentration, "Km of \(flow.words)")
  }

  /// The share of what leaves that becomes what arrives.
  func fraction(_ share: Expression) throws(Diagnostic) -> Double {
    try self.share(share, "the fraction that is formed")
  }

  /// The mass that arrives per mass that leaves, the fraction included.
  func massRatio(_ ratio: Expression) throws(Diagnostic) -> Double {
    try positive(ratio, .none, "the mass that arrives per mass that leaves")
  }

  private func yield(of flow: Model.Flow) throws(Diagnostic) -> Double {
    if let share = flow.fraction { _ = try fraction(share) }
    guard let ratio = flow.yield else { return 1 }
    return try massRatio(ratio)
  }

  private func volume(
    of state: LinearSystem.State, at location: SourceLocation, to use: String
  ) throws(Diagnostic) -> Double {
    if case .amount(let volume?) = state.content { return volume }
    throw Diagnostic(
      .missingVolume, at: location, "compartment `\(state.name)` has no volume to \(use)",
      expected: "a compartment with a volume", remedy: "state its volume")
  }

  /// A rate constant that numbers can hold.
  func finiteRate(
    _ rate: Double, at location: SourceLocation,
    remedy: String = "check the clearance and the volume"
  ) throws(Diagnostic) -> Double {
    guard rate > 0, rate.isFinite else {
      throw Diagnostic(
        .impossibleValue, at: location, "the rate constant \(rate) 1/min cannot be\(people)",
        expected: "a rate constant above zero", remedy: remedy)
    }
    return rate
  }
}

extension Model.Flow {
  /// What it is called in messages.
  fileprivate var words: String { "the flow from `\(from)` to `\(to ?? "out")`" }
}
