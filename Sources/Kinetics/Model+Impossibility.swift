package import Diagnostics
package import Patients
internal import Quantities

extension Model {
  /// What keeps a subject with parameters of its own from being computed.
  package struct Impossibility {
    /// What cannot be, with the patient's values.
    package var fault: Diagnostic
    /// The parameters from which it follows.
    package var parameters: [String]
    /// Whether it is a share, at most all of something.
    package var isShare: Bool
  }

  /// The first value of the model that cannot be, where a subject has parameters of its own.
  /// - Parameters:
  ///   - patient: Who the subject is.
  ///   - effectSite: The effect site that is observed, if any.
  ///   - individual: The subject's parameters in the order of the file, in canonical units.
  /// - Returns: Nothing where all of them are possible.
  package func impossibility(
    for patient: Patient, effectSite: String?, with individual: [Double]
  ) -> Impossibility? {
    var binder = ModelBinder(model: self, patient: patient)
    // Without what the formulas need of the patient nothing can be said.
    guard (try? binder.readCovariates(effectSite: effectSite)) != nil else { return nil }
    for (parameter, value) in zip(parameters, individual) {
      guard value.isFinite else {
        let fault = Diagnostic(
          .notFinite, at: parameter.value.location,
          "parameter `\(parameter.name)` is \(value.isNaN ? "not a number" : "infinite")",
          expected: "a finite number", remedy: "correct the formula, or its spread")
        return Impossibility(fault: fault, parameters: [parameter.name], isShare: false)
      }
      binder.dimensions[parameter.name] = try? parameter.value.dimension(in: binder.dimensions)
      binder.values.parameters[parameter.name] = value
    }
    for possible in valueChecks(effectSites: effectSites.filter { $0.name == effectSite }) {
      do throws(Diagnostic) {
        try possible.check(binder)
      } catch {
        return Impossibility(
          fault: error, parameters: possible.expression.parameterNames, isShare: possible.isShare)
      }
    }
    return nil
  }

  /// A value of a parameter in the unit in which the file states it, with six digits.
  package func written(_ value: Double, parameter name: String) -> String {
    var dimensions: [String: Dimension] = [:]
    for parameter in parameters {
      dimensions[parameter.name] = try? parameter.value.dimension(in: dimensions)
      guard parameter.name == name, let dimension = dimensions[name] else { continue }
      return written(value, of: parameter.value, dimension)
    }
    return "\(value)"
  }
}
