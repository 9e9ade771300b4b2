internal import Diagnostics
internal import Quantities

extension ModelFaults {
  /// Every compartment, source and analyte that is named must be there.
  mutating func checkReferences() {
    for compartment in model.compartments {
      check(
        compartment.analyte, among: model.analytes.map(\.name), "an analyte",
        at: compartment.location)
    }
    for (index, flow) in model.flows.enumerated() {
      checkCompartment(flow.from, at: flow.location)
      if let to = flow.to { checkCompartment(to, at: flow.location) }
      checkRedundancy(of: flow, after: model.flows.prefix(index))
    }
    for route in model.routes { checkCompartment(route.into, at: route.location) }
    let sources = model.sources.map(\.id)
    for parameter in model.parameters {
      check(parameter.source, among: sources, "a source", at: parameter.value.location)
    }
    for site in model.effectSites {
      check(site.source, among: sources, "a source", at: site.ke0.location)
      checkCompartment(site.drivenBy, at: site.ke0.location)
      checkVolume(of: site.drivenBy, for: "an effect site", at: site.ke0.location)
    }
    for output in model.outputs {
      checkCompartment(output.compartment, at: output.location)
      checkVolume(of: output.compartment, for: "an output", at: output.location)
    }
  }

  private mutating func checkCompartment(_ name: String, at location: SourceLocation?) {
    let names = model.compartments.map(\.name) + unreadCompartments.sorted()
    check(name, among: names, "a compartment", at: location)
  }

  mutating func check(
    _ name: String, among names: [String], _ what: String, at location: SourceLocation?
  ) {
    guard !names.contains(name) else { return }
    let near = suggestion(for: name, among: names).map { "did you mean `\($0)`?" }
    found.append(
      Diagnostic(
        .unknownReference, at: location, "`\(name)` is not \(what) of this model",
        expected: names.isEmpty ? what : "one of `\(names.joined(separator: "`, `"))`",
        remedy: near ?? "define `\(name)`, or correct the name"))
  }

  private mutating func checkVolume(
    of name: String, for use: String, at location: SourceLocation?
  ) {
    guard let compartment = model.compartments.first(where: { $0.name == name }),
      compartment.volume == nil
    else { return }
    found.append(
      Diagnostic(
        .missingVolume, at: location,
        "compartment `\(name)` has no volume, so it has no concentration for \(use)",
        expected: "a compartment with a volume", remedy: "state the volume of `\(name)`"))
  }

  private mutating func checkRedundancy(
    of flow: Model.Flow, after earlier: ArraySlice<Model.Flow>
  ) {
    if flow.from == flow.to {
      found.append(
        Diagnostic(
          .redundantFlow, at: flow.location, "`\(flow.from)` flows into itself",
          expected: "two different compartments", remedy: "correct the name after the arrow"))
      return
    }
    let repeated = earlier.contains { other in
      flow.kinetics.addsUp(with: other.kinetics)
        && ((other.from == flow.from && other.to == flow.to)
          || ((flow.bothWays || other.bothWays) && other.from == flow.to && other.to == flow.from))
    }
    if repeated {
      let ends = "from `\(flow.from)` to `\(flow.to ?? "out")`"
      found.append(
        flow.isSaturable
          ? Diagnostic(
            .redundantFlow, at: flow.location,
            "there is already a flow \(ends) that saturates at this Km",
            expected: "one such flow for each Km", remedy: "remove one, or add the two Vmax")
          : Diagnostic(
            .redundantFlow, at: flow.location, "there is already a flow \(ends)",
            expected: "one flow for each way", remedy: "remove one, or add the two values"))
    }
  }

  /// Substances: what clearances divide by, and what becomes of the mass between substances.
  mutating func checkSubstances() {
    for flow in model.flows {
      guard let from = model.compartments.first(where: { $0.name == flow.from }) else { continue }
      let to = model.compartments.first { $0.name == flow.to }
      switch flow.kinetics {
      case .firstOrder(let value):
        let dimension = try? value.dimension(in: dimensions)
        if dimension == .clearance, statedFlows[flow.location] != .frequency {
          checkVolume(of: flow.from, for: "a clearance", at: flow.location)
          if flow.bothWays {
            checkVolume(of: to?.name ?? "", for: "a clearance", at: flow.location)
          }
        }
      case .saturable: checkVolume(of: flow.from, for: "`Km`", at: flow.location)
      }
      if flow.to == nil, flow.yield != nil {
        substanceFault(
          flow, "nothing arrives outside, so there is no share", "a plain value",
          "leave out `fraction` and `mass ratio`")
      }
      guard let to else { continue }
      if from.analyte != to.analyte, flow.bothWays {
        substanceFault(
          flow, "`<->` joins `\(from.analyte)` and `\(to.analyte)`", "one substance on both sides",
          "write `->` with `fraction` and `mass ratio`")
      } else if from.analyte != to.analyte, flow.yield == nil || flow.yield == flow.fraction {
        substanceFault(
          flow, "`\(from.analyte)` becomes `\(to.analyte)`, but not how much of it", "`mass ratio`",
          "write `{\(flow.isSaturable ? "Vmax: ..., Km: ..." : "clearance: ..."), fraction: 100 %, "
            + "mass ratio: ...}`; the ratio is 1 where the source has absorbed it into the "
            + "metabolite's volume")
      } else if from.analyte == to.analyte, flow.yield != nil {
        substanceFault(
          flow, "both ends hold `\(from.analyte)`, whose mass does not change", "a plain value",
          "leave out `fraction` and `mass ratio`, or state the analyte of the compartment")
      }
    }
    if let first = model.outputs.first, let drug = model.analytes.first?.name,
      let observed = model.compartments.first(where: { $0.name == first.compartment }),
      observed.analyte != drug
    {
      found.append(
        Diagnostic(
          .analyteMismatch, at: first.location,
          "the first output observes `\(observed.analyte)`, not the drug `\(drug)`",
          expected: "the plasma of the drug first", remedy: "put the drug's own output first"))
    }
  }

  private mutating func substanceFault(
    _ flow: Model.Flow, _ message: String, _ expected: String, _ remedy: String
  ) {
    found.append(
      Diagnostic(.analyteMismatch, at: flow.location, message, expected: expected, remedy: remedy))
  }

  /// Doses reach every compartment, and drug can leave each.
  mutating func checkStructure() {
    if let first = model.routes.first {
      if first.name != "iv" || first.bioavailability != nil || first.lag != nil {
        found.append(
          Diagnostic(
            .badRoute, at: first.location, "the first route is not a plain `iv`",
            expected: "`iv: central`, all of the dose at once, before other routes",
            remedy: "put `iv: central` first"))
      }
      for route in model.routes {
        guard let into = model.compartments.first(where: { $0.name == route.into }),
          let drug = model.analytes.first?.name, into.analyte != drug
        else { continue }
        found.append(
          Diagnostic(
            .badRoute, at: route.location,
            "route `\(route.name)` puts the drug into a compartment of `\(into.analyte)`",
            expected: "a compartment of `\(drug)`", remedy: "correct the compartment"))
      }
    }
    guard isComplete, unreadCompartments.isEmpty,
      !found.contains(where: { $0.code == .unknownReference })
    else { return }
    checkReach()
  }

  private mutating func checkReach() {
    let names = model.compartments.map(\.name)
    var arrows: [(from: String, to: String?)] = []
    for flow in model.flows {
      arrows.append((flow.from, flow.to))
      if flow.bothWays, let to = flow.to { arrows.append((to, flow.from)) }
    }
    var reached = Set(model.routes.map(\.into))
    var leaving = Set(arrows.filter { $0.to == nil }.map(\.from))
    for _ in names {
      for arrow in arrows {
        guard let to = arrow.to else { continue }
        if reached.contains(arrow.from) { reached.insert(to) }
        if leaving.contains(to) { leaving.insert(arrow.from) }
      }
    }
    let kept = model.compartments.filter {
      reached.contains($0.name) && !leaving.contains($0.name)
    }
    if let first = kept.first {
      found.append(
        Diagnostic(
          .noWayOut, at: first.location,
          "drug that reaches `\(kept.map(\.name).joined(separator: "`, `"))` never leaves the body",
          expected: "a way out, such as `central -> out: CL`", remedy: "add the missing flow"))
    }
    for compartment in model.compartments {
      if !reached.contains(compartment.name) {
        found.append(
          Diagnostic(
            .unreachedCompartment, at: compartment.location,
            "no route or flow leads to `\(compartment.name)`",
            expected: "a flow or a route into every compartment",
            remedy: "add the flow, or remove the compartment"))
      }
    }
  }
}

extension Model.Flow.Kinetics {
  /// Whether two flows between the same places are one flow: clearances and rate constants add up,
  /// and so do maximum rates at one Km.
  fileprivate func addsUp(with other: Self) -> Bool {
    switch (self, other) {
    case (.firstOrder, .firstOrder): return true
    case (.saturable(_, let halfSaturation), .saturable(_, let another)):
      // No number may stand in a flow, so that one Km is one name.
      guard case .parameter(let name) = halfSaturation.node else { return false }
      return another.node == .parameter(name)
    case (.firstOrder, .saturable), (.saturable, .firstOrder): return false
    }
  }
}
