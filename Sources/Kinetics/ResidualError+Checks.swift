package import Diagnostics
internal import Quantities

extension ResidualError {
  /// The standard deviation of the additive part, mg/L: zero when there is none, nothing when it
  /// counts molecules and their mass is not known.
  /// - Parameter molarMass: That of the substance observed, g/mol, when it is known.
  public func additiveDeviation(molarMass: Double?) -> Double? {
    guard let additive else { return 0 }
    if additive.dimension == .concentration { return additive.canonical }
    // umol/L times g/mol are ug/L.
    return molarMass.map { additive.canonical * $0 / 1000 }
  }

  /// The error as it would be written in a file, such as `plasma: proportional 0.24`.
  public var text: String {
    let parts = [
      proportional.map { "proportional \($0)" }, logarithmic.map { "logarithmic \($0)" },
      additive.map { "additive \($0)" },
    ]
    return "\(output): " + parts.compactMap { $0 }.joined(separator: ", ")
  }

  /// What keeps the error from being used with a model.
  /// - Parameter outputs: What can be observed, each with whether the molar mass is known.
  package func fault(among outputs: [(name: String, hasMolarMass: Bool)]) -> Diagnostic? {
    guard let observed = outputs.first(where: { $0.name == output }) else {
      let names = outputs.map(\.name)
      return Diagnostic(
        .unknownReference, at: location, "`\(output)` is not an output of the model",
        expected: "one of `\(names.joined(separator: "`, `"))`",
        remedy: suggestion(for: output, among: names).map { "did you mean `\($0)`?" }
          ?? "correct the name, or leave it out")
    }
    guard observed.hasMolarMass || additive.map({ $0.dimension == .concentration }) ?? true else {
      return Diagnostic(
        .unknownMolarMass, at: location,
        "the residual error of `\(output)` counts molecules, and their molar mass is not stated",
        expected: "a concentration by mass, or a `molar mass` of the analyte",
        remedy: "state the molar mass, or write the error in ng/mL")
    }
    return nil
  }
}

extension Model {
  /// The residual errors with which a study simulates measurements.
  /// - Parameters:
  ///   - assumed: Errors that the study assumes instead of what was published; empty for none.
  ///   - effectSite: The effect site observed, if any.
  ///   - location: Where the study names the model.
  /// - Throws: `T4035` when there is nothing to simulate with; what is wrong with an assumption.
  package func residualErrors(
    assumed: [ResidualError], effectSite: String?, at location: SourceLocation
  ) throws(Diagnostic) -> [ResidualError] {
    let observed = observables(effectSite: effectSite)
    for error in assumed {
      if let fault = error.fault(among: observed) { throw fault }
    }
    let errors = assumed.isEmpty ? variability.residualErrors : assumed
    guard !errors.isEmpty else {
      throw Diagnostic(
        .noResidualError, at: location,
        "no residual error was published for `\(id)`, and the study asks for measurements",
        expected: "a model with a residual error, or an assumption",
        remedy: "state `assumed residual error` for it, or leave out `residual error`")
    }
    return errors
  }

  /// What can be observed, each with whether its molar mass is known; what could not be read of a
  /// file is not called unknown.
  func observables(effectSite: String?) -> [(name: String, hasMolarMass: Bool)] {
    let site = effectSites.first { $0.name == effectSite }.map { ("effect", $0.drivenBy) }
    return (outputs.map { ($0.name, $0.compartment) } + [site].compactMap { $0 }).map {
      name, place in
      let analyte = compartments.first { $0.name == place }?.analyte
      return (name, analytes.first { $0.name == analyte }.map { $0.molarMass != nil } ?? true)
    }
  }
}
