package import Diagnostics
internal import Patients

extension Model {
  /// What keeps a batch, in which a dose arrives at the same moment in everybody, from running the
  /// model: a lag that differs between patients.
  /// - Parameters:
  ///   - routes: The routes by which doses are given.
  ///   - varied: The parameters that differ between subjects, sessions or replicates.
  ///   - location: Where the study names the model.
  package func individualLag(
    on routes: [String], varied: [String], at location: SourceLocation
  ) -> Diagnostic? {
    for route in self.routes where routes.contains(route.name) {
      guard let lag = route.lag else { continue }
      var names = Set(lag.parameterNames)
      var covariates = lag.covariates.map(\.covariate.rawValue)
      // A parameter refers to earlier ones only.
      for parameter in parameters.reversed() where names.contains(parameter.name) {
        names.formUnion(parameter.value.parameterNames)
        covariates += parameter.value.covariates.map(\.covariate.rawValue)
      }
      guard let reason = covariates.first ?? varied.first(where: names.contains) else { continue }
      return Diagnostic(
        .individualLag, at: location,
        "the lag of the route `\(route.name)` depends on `\(reason)`, so doses arrive at other "
          + "moments in other subjects, which studies cannot do",
        expected: "a lag that is the same for everybody",
        remedy: "leave the route or the model out, or simulate patients one by one with "
          + "`titrate simulate`")
    }
    return nil
  }
}
