internal import Diagnostics
internal import Patients
internal import Quantities

/// Works out the numbers of a model for one patient.
struct ModelBinder {
  let model: Model
  let patient: Patient
  var values = Expression.Values()
  var dimensions: [String: Dimension] = [:]

  init(model: Model, patient: Patient) {
    self.model = model
    self.patient = patient
  }

  mutating func bind(effectSite: String?) throws(DiagnosticError) -> BoundModel {
    try readCovariates(effectSite: effectSite)
    do {
      let parameters = try parameterValues()
      var system = CompartmentSystem(try LinearSystem(states: states(), links: []))
      for flow in model.flows { try add(flow, to: &system) }
      var outputs: [BoundModel.Output] = []
      for output in model.outputs { outputs.append(try self.output(output)) }
      if let effectSite { outputs.append(try add(effectSite, to: &system.firstOrder)) }
      return BoundModel(
        model: model, patient: patient, parameters: parameters, system: system,
        routes: try routes(), outputs: outputs, effectSite: effectSite,
        warnings: model.applicability.warnings(for: patient))
    } catch {
      throw DiagnosticError(error)
    }
  }

  /// Every property of the patient that the formulas use; all that are missing are reported.
  mutating func readCovariates(effectSite: String?) throws(DiagnosticError) {
    var missing: [Diagnostic] = []
    for use in model.covariates(effectSite: effectSite) {
      do throws(Diagnostic) {
        values.covariates[use.covariate] = try patient.value(use.covariate, at: use.location)
      } catch {
        missing.append(error)
      }
    }
    if let error = DiagnosticError(missing) { throw error }
  }

  private mutating func parameterValues() throws(Diagnostic) -> [BoundModel.Value] {
    var results: [BoundModel.Value] = []
    for parameter in model.parameters {
      let dimension = try parameter.value.dimension(in: dimensions)
      let value = try number(parameter.value, named: "parameter `\(parameter.name)`")
      dimensions[parameter.name] = dimension
      values.parameters[parameter.name] = value
      results.append(
        BoundModel.Value(name: parameter.name, value: value, dimension: dimension))
    }
    return results
  }

  // MARK: States and links

  private func states() throws(Diagnostic) -> [LinearSystem.State] {
    var states: [LinearSystem.State] = []
    for compartment in model.compartments {
      let volume: Double? =
        if let volume = compartment.volume {
          try self.volume(volume, of: compartment)
        } else {
          nil
        }
      states.append(LinearSystem.State(name: compartment.name, .amount(volume: volume)))
    }
    return states
  }

  private func output(_ output: Model.Output) throws(Diagnostic) -> BoundModel.Output {
    let state = try index(of: output.compartment, at: output.location)
    let analyte = model.compartments[state].analyte
    return BoundModel.Output(
      name: output.name, analyte: analyte, state: state, molarMass: molarMass(of: analyte))
  }

  private func molarMass(of analyte: String) -> Double? {
    model.analytes.first { $0.name == analyte }?.molarMass?
      .value(in: Unit("g/mol", .molarMass, 1, 1000))
  }

  private func add(
    _ name: String, to system: inout LinearSystem
  ) throws(Diagnostic) -> BoundModel.Output {
    guard let site = model.effectSites.first(where: { $0.name == name }) else {
      let names = model.effectSites.map(\.name)
      throw Diagnostic(
        .unknownEffectSite, at: nil, "the model `\(model.id)` has no effect site `\(name)`",
        expected: names.isEmpty
          ? "none: no effect site was published for this model"
          : "one of `\(names.joined(separator: "`, `"))`",
        remedy: suggestion(for: name, among: names).map { "did you mean `\($0)`?" }
          ?? (names.isEmpty ? "leave the effect site out" : "choose `\(names[0])`, or leave it out")
      )
    }
    let ke0 = try self.ke0(of: site)
    let driver = try index(of: site.drivenBy, at: site.ke0.location)
    guard case .amount(let volume?) = system.states[driver].content else {
      throw Diagnostic(
        .missingVolume, at: site.ke0.location, "`\(site.drivenBy)` has no concentration",
        expected: "a compartment with a volume", remedy: "state the volume of `\(site.drivenBy)`")
    }
    let state = system.states.count
    system.states.append(LinearSystem.State(name: "effect", .concentration))
    system.links.append(
      LinearSystem.Link(
        from: driver, to: state, rate: try finiteRate(ke0 / volume, at: site.ke0.location),
        drains: false))
    system.links.append(LinearSystem.Link(from: state, to: nil, rate: ke0))
    let analyte = model.compartments[driver].analyte
    return BoundModel.Output(
      name: "effect", analyte: analyte, state: state, molarMass: molarMass(of: analyte))
  }

  private func routes() throws(Diagnostic) -> [BoundModel.Route] {
    var routes: [BoundModel.Route] = []
    for route in model.routes {
      var bound = BoundModel.Route(
        name: route.name, state: try index(of: route.into, at: route.location))
      if let share = route.bioavailability {
        bound.bioavailability = try bioavailability(share, of: route.name)
      }
      if let lag = route.lag {
        bound.lag = try self.lag(lag, of: route.name)
      }
      routes.append(bound)
    }
    return routes
  }

  func index(
    of compartment: String, at location: SourceLocation?
  ) throws(Diagnostic) -> Int {
    if let index = model.compartments.firstIndex(where: { $0.name == compartment }) { return index }
    throw Diagnostic(
      .unknownReference, at: location, "`\(compartment)` is not a compartment of this model",
      expected: "one of \(model.compartments.map(\.name).joined(separator: ", "))",
      remedy: "define `\(compartment)`, or correct the name")
  }
}
