package import Diagnostics
package import Quantities

extension ModelFaults {
  /// Spreads must be of parameters that are there, fit what these measure, and go together.
  mutating func checkVariability() {
    let variability = model.variability
    for (what, effects) in variability.blocks {
      check(
        effects.source, among: model.sources.map(\.id), "a source", at: effects.location)
      found += effects.faults(what, of: parameterDimensions)
    }
    let outputs = model.observables(effectSite: nil)
    for error in variability.residualErrors {
      check(error.source, among: model.sources.map(\.id), "a source", at: error.location)
      if let fault = error.fault(among: outputs) { found.append(fault) }
    }
  }

  /// The parameters in the order of the file, with what they measure where that is known.
  private var parameterDimensions: [(name: String, dimension: Dimension?)] {
    model.parameters.map { ($0.name, dimensions[$0.name]) }
      + unreadParameters.sorted().map { ($0, nil) }
  }
}

extension RandomEffects {
  /// Everything that keeps the block from being used with a model's parameters.
  ///
  /// - Parameters:
  ///   - what: What the block describes, such as `between subjects`.
  ///   - parameters: The parameters that there are, with what they measure where that is known.
  package func faults(
    _ what: String, of parameters: [(name: String, dimension: Dimension?)]
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let names = parameters.map(\.name)
    for effect in effects {
      guard let parameter = parameters.first(where: { $0.name == effect.parameter }) else {
        found.append(
          Diagnostic(
            .unknownReference, at: effect.location,
            "`\(effect.parameter)` is not a parameter of the model",
            expected: "one of `\(names.joined(separator: "`, `"))`",
            remedy: suggestion(for: effect.parameter, among: names).map { "did you mean `\($0)`?" }
              ?? "correct the name, or leave it out"))
        continue
      }
      if let dimension = parameter.dimension, let fault = effect.misfit(with: dimension) {
        found.append(fault)
      }
    }
    for relation in relations { found += faults(of: relation) }
    if found.isEmpty, !isPositiveDefinite {
      found.append(
        Diagnostic(
          .impossibleCovariance, at: location,
          "the variances and covariances \(what) belong to no distribution",
          expected: "a positive definite matrix",
          remedy: "check the covariances against the source; a correlation may have been copied as "
            + "a covariance"))
    }
    return found
  }

  private func faults(of relation: Relation) -> [Diagnostic] {
    for name in [relation.first, relation.second] where index(of: name) == nil {
      let names = effects.map(\.parameter)
      return [
        Diagnostic(
          .unknownReference, at: relation.location,
          "`\(name)` has no variance in this block, so it cannot vary together with another",
          expected: "two of `\(names.joined(separator: "`, `"))`",
          remedy: suggestion(for: name, among: names).map { "did you mean `\($0)`?" }
            ?? "state the variance of `\(name)`, or leave the pair out")
      ]
    }
    let isSamePair = { (other: Relation) in
      Set([other.first, other.second]) == Set([relation.first, relation.second])
    }
    guard relation.first != relation.second, relations.first(where: isSamePair) == relation else {
      return [
        Diagnostic(
          .redundantPair, at: relation.location,
          relation.first == relation.second
            ? "`\(relation.first)` is paired with itself"
            : "`\(relation.first) ~ \(relation.second)` is stated twice",
          expected: "each pair of two parameters once", remedy: "remove one of the two")
      ]
    }
    return []
  }
}

extension RandomEffects.Effect {
  /// What keeps the effect from moving a parameter that measures something else.
  fileprivate func misfit(with parameter: Dimension) -> Diagnostic? {
    switch distribution {
    case .logit where parameter != .none:
      return Diagnostic(
        .misfittingSpread, at: location,
        "`\(self.parameter)` is \(parameter), and only a share has a logit",
        expected: "a share, such as a bioavailability", remedy: "write `distribution: log-normal`")
    case .additive where dimension != parameter:
      return Diagnostic(
        .misfittingSpread, at: location,
        "the spread of `\(self.parameter)` is \(dimension) and the parameter is \(parameter)",
        expected: "a standard deviation in a unit of the parameter",
        remedy: "write the unit of the parameter after the number")
    case .logNormal, .proportional, .additive, .logit: return nil
    }
  }
}
