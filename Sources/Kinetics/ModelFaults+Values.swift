internal import Diagnostics
internal import Patients
internal import Quantities

extension ModelFaults {
  /// Values that are the same for every patient must be possible: numbers, volumes and rates above
  /// zero, shares of at most all.
  ///
  /// What depends on the patient is judged when the patient is known; of such a formula only the
  /// parts that do not depend are looked at.
  mutating func checkValues() {
    var binder = ModelBinder(model: model, patient: Patient())
    for parameter in model.parameters {
      guard isKnown(parameter.value, to: binder) else {
        checkParts(of: parameter.value, with: binder.values)
        continue
      }
      let value = attempt { () throws(Diagnostic) in
        try binder.number(parameter.value, named: "parameter `\(parameter.name)`")
      }
      guard let value else { continue }
      binder.dimensions[parameter.name] = dimensions[parameter.name]
      binder.values.parameters[parameter.name] = value
    }
    for possible in model.valueChecks(effectSites: model.effectSites)
    where isKnown(possible.expression, to: binder) {
      check { () throws(Diagnostic) in try possible.check(binder) }
    }
  }

  /// Whether nothing in the formula waits for a patient, or for a parameter that does.
  private func isKnown(_ expression: Expression, to binder: ModelBinder) -> Bool {
    known(expression, binder.values)
  }

  /// Looks at the parts of a formula that waits for a patient.
  private mutating func checkParts(of expression: Expression, with values: Expression.Values) {
    let parts: [Expression]
    switch expression.node {
    case .constant, .parameter, .covariate: return
    case .negation(let inner): parts = [inner]
    case .binary(let operation, let left, let right):
      parts = [left, right]
      if operation == .divide, known(right, values), (try? right.value(with: values)) == 0 {
        found.append(
          Diagnostic(
            .notFinite, at: expression.location, "\(expression.excerpt) is a division by zero",
            expected: "a finite number", remedy: "correct the formula"))
      }
    case .function(_, let arguments): parts = arguments
    // Which branch is taken may be what keeps the formula possible.
    case .conditional(let condition, _, _): parts = [condition.left, condition.right]
    }
    for part in parts {
      if known(part, values) {
        check { () throws(Diagnostic) in try part.value(with: values) }
      } else {
        checkParts(of: part, with: values)
      }
    }
  }

  private func known(_ expression: Expression, _ values: Expression.Values) -> Bool {
    expression.covariates.isEmpty
      && expression.parameterNames.allSatisfy { values.parameters[$0] != nil }
  }

  private mutating func check<T>(_ body: () throws(Diagnostic) -> T) { _ = attempt(body) }

  private mutating func attempt<T>(_ body: () throws(Diagnostic) -> T) -> T? {
    do {
      return try body()
    } catch {
      var fault = error
      // There is no patient yet whose values could be checked.
      fault.remedy = "correct the formula, or the parameter that it uses"
      if !found.contains(fault) { found.append(fault) }
      return nil
    }
  }
}
