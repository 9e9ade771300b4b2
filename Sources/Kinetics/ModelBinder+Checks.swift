internal import Diagnostics
internal import Patients
internal import Quantities

extension ModelBinder {
  /// The value of an expression; what is not finite is reported with the patient's values.
  func number(_ expression: Expression, named name: String) throws(Diagnostic) -> Double {
    do {
      return try expression.value(with: values)
    } catch {
      var fault = error
      fault.message = "\(name) cannot be worked out\(people): \(error.message)"
      throw fault
    }
  }

  func dimensioned(
    _ expression: Expression, _ needed: Dimension, _ name: String
  ) throws(Diagnostic) -> Double {
    let found = try expression.dimension(in: dimensions)
    guard found == needed else {
      throw Diagnostic(
        .wrongExpressionDimension, at: expression.location, "\(name) is \(found)",
        expected: "\(needed)", remedy: Dimension.remedy(found: found, needed: needed))
    }
    return try number(expression, named: name)
  }

  func positive(
    _ expression: Expression, _ needed: Dimension, _ name: String
  ) throws(Diagnostic) -> Double {
    let value = try dimensioned(expression, needed, name)
    guard value > 0 else { throw impossible(expression, name, value, needed, "more than zero") }
    return value
  }

  func share(_ expression: Expression, _ name: String) throws(Diagnostic) -> Double {
    let value = try dimensioned(expression, .none, name)
    guard value > 0, value <= 1 else {
      throw impossible(expression, name, value, .none, "more than 0 % and at most 100 %")
    }
    return value
  }

  func lag(_ expression: Expression, of route: String) throws(Diagnostic) -> Tick {
    let name = "the lag of `\(route)`"
    let minutes = try dimensioned(expression, .time, name)
    guard let tick = Tick(minutes: minutes) else {
      throw impossible(expression, name, minutes, .time, "zero or more")
    }
    return tick
  }

  // MARK: Values with bounds

  /// A compartment's volume, L.
  func volume(
    _ expression: Expression, of compartment: Model.Compartment
  ) throws(Diagnostic) -> Double {
    try positive(expression, .volume, "the volume of `\(compartment.name)`")
  }

  /// The share of a dose that arrives by a route.
  func bioavailability(
    _ expression: Expression, of route: String
  ) throws(Diagnostic) -> Double {
    try share(expression, "the bioavailability of `\(route)`")
  }

  /// The rate constant of an effect site, 1/min.
  func ke0(of site: Model.EffectSite) throws(Diagnostic) -> Double {
    try positive(site.ke0, .frequency, "the ke0 of `\(site.name)`")
  }

  private func impossible(
    _ expression: Expression, _ name: String, _ value: Double, _ dimension: Dimension,
    _ expected: String
  ) -> Diagnostic {
    let names = expression.parameterNames.map { "`\($0)`" }
    let origin = names.isEmpty ? "" : " (from \(names.joined(separator: ", ")))"
    return Diagnostic(
      .impossibleValue, at: expression.location,
      "\(name)\(origin) is \(model.written(value, of: expression, dimension))\(people)",
      expected: expected, remedy: "check the patient's values; the formula does not hold for them")
  }

  /// The patient's values that the formulas use, as ` for weight 3 kg, age 90 y`.
  var people: String {
    let used = model.covariates(effectSite: nil).map(\.covariate)
    let texts = used.compactMap { covariate -> String? in
      switch covariate {
      case .weight: patient.weight.map { "weight \($0)" }
      case .age: patient.age.map { "age \($0)" }
      case .height: patient.height.map { "height \($0)" }
      case .dosingWeight: patient.dosingWeight.map { "dosing weight \($0)" }
      default: values.covariates[covariate].map { "\(covariate.rawValue) \($0)" }
      }
    }
    return texts.isEmpty ? "" : " for " + texts.joined(separator: ", ")
  }
}
