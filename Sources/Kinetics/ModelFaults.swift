package import Diagnostics
package import Quantities

/// Finds everything that is wrong with a model as a whole: dimensions, references, structure.
///
/// What could not be read from a file is left out of account, so that one slip gives one finding.
package struct ModelFaults {
  let model: Model
  let unreadParameters: Set<String>
  let unreadCompartments: Set<String>
  /// Whether every flow and route was read; otherwise nothing is said about reachability.
  let isComplete: Bool
  /// What the file says that a flow is, where it says so, by the place of the flow.
  let statedFlows: [SourceLocation: Dimension]
  var found: [Diagnostic] = []
  var dimensions: [String: Dimension] = [:]

  /// Looks a model over.
  /// - Parameters:
  ///   - model: What was read.
  ///   - unreadParameters: Parameters that exist, but whose expressions could not be read.
  ///   - unreadCompartments: Compartments that exist, but could not be read.
  ///   - isComplete: Whether every flow and route was read.
  ///   - statedFlows: Flows that the file calls a clearance or a rate, by their place.
  /// - Returns: The findings, in the order of the file.
  package static func find(
    in model: Model, unreadParameters: Set<String> = [], unreadCompartments: Set<String> = [],
    isComplete: Bool = true, statedFlows: [SourceLocation: Dimension] = [:]
  ) -> [Diagnostic] {
    var faults = ModelFaults(
      model: model, unreadParameters: unreadParameters, unreadCompartments: unreadCompartments,
      isComplete: isComplete, statedFlows: statedFlows)
    faults.checkDimensions()
    faults.checkReferences()
    faults.checkSubstances()
    faults.checkStructure()
    faults.checkVariability()
    // A parameter without use is often the echo of another slip, and is of interest without one.
    if faults.found.isEmpty { faults.checkUse() }
    // Values mean something only where everything else is in order.
    if faults.found.isEmpty { faults.checkValues() }
    return faults.found
  }

  private init(
    model: Model, unreadParameters: Set<String>, unreadCompartments: Set<String>,
    isComplete: Bool, statedFlows: [SourceLocation: Dimension]
  ) {
    self.model = model
    self.unreadParameters = unreadParameters
    self.unreadCompartments = unreadCompartments
    self.isComplete = isComplete
    self.statedFlows = statedFlows
  }

  // MARK: Dimensions

  private mutating func checkDimensions() {
    for parameter in model.parameters {
      if let dimension = dimension(of: parameter.value) { dimensions[parameter.name] = dimension }
    }
    for compartment in model.compartments {
      guard let volume = compartment.volume else { continue }
      require(volume, [.volume], "a volume", for: "compartment `\(compartment.name)`")
      requireSource(volume)
    }
    for flow in model.flows {
      checkValue(of: flow)
      for expression in flow.kinetics.expressions {
        // What to write for a bare Vmax or Km has been said, and has a source.
        let isTold = flow.isSaturable && found.contains { $0.location == expression.location }
        if !isTold { requireSource(expression) }
      }
      checkShare(of: flow)
    }
    for route in model.routes {
      if let share = route.bioavailability {
        require(share, [.none], "a share", for: "the bioavailability of route `\(route.name)`")
        requireSource(share)
      }
      if let lag = route.lag {
        require(lag, [.time], "a duration", for: "the lag of route `\(route.name)`")
        requireSource(lag)
      }
    }
    for site in model.effectSites {
      require(site.ke0, [.frequency], "a rate constant", for: "the ke0 of `\(site.name)`")
    }
  }

  private mutating func checkShare(of flow: Model.Flow) {
    let before = found.count
    if let fraction = flow.fraction {
      require(fraction, [.none], "a share", for: "the fraction that is formed")
      requireSource(fraction)
    }
    // The yield contains the fraction: a fault of the latter is reported once.
    guard let yield = flow.yield, yield != flow.fraction, found.count == before else { return }
    require(yield, [.none], "a pure number", for: "the ratio of masses")
    requireSource(yield)
  }

  private mutating func requireSource(_ expression: Expression) {
    guard let number = expression.firstNumber else { return }
    found.append(
      Diagnostic(
        .numberWithoutSource, at: number.location,
        "the number \(number.excerpt) stands where nobody says where it comes from",
        expected: "the name of a parameter; only 0, 1 and 100 % may be written here",
        remedy: "define a parameter with `value`, `from` and `evidence`, and name it here"))
  }

  private mutating func checkUse() {
    guard isComplete, unreadParameters.isEmpty, unreadCompartments.isEmpty else { return }
    var expressions = model.parameters.map(\.value) + model.compartments.compactMap(\.volume)
    for flow in model.flows {
      expressions += flow.kinetics.expressions
      expressions += [flow.yield, flow.fraction].compactMap { $0 }
    }
    expressions += model.routes.flatMap { [$0.bioavailability, $0.lag].compactMap { $0 } }
    expressions += model.effectSites.map(\.ke0)
    let used = Set(expressions.flatMap(\.parameterNames))
    for parameter in model.parameters where !used.contains(parameter.name) {
      found.append(
        Diagnostic(
          .unusedParameter, at: parameter.value.location,
          "nothing refers to the parameter `\(parameter.name)`",
          expected: "a compartment, a flow, a route or a parameter that uses it",
          remedy: "use it where it was meant to be used, or remove it"))
    }
  }
}
