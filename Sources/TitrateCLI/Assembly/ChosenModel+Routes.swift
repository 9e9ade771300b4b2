internal import Titrate

extension ChosenModel {
  /// Makes sure that the model has the route of every dose of its drug.
  ///
  /// No other route is ever proposed in place of one that is missing: a dose meant for a muscle is
  /// several times one meant for a vein.
  /// - Throws: `T8020` at the step, with the models of the library that have the route, if any has.
  func checkRoutes(of schedule: Schedule, in library: Library) throws(DiagnosticError) {
    guard let (route, delivery) = missingRoute(of: schedule) else { return }
    let routes = model.routes.map(\.name)
    let others = library.ids(on: .models).filter { $0.hasPrefix(model.drug + "/") }
      .compactMap { try? Self.read($0, in: library).model }
    let able = others.filter { $0.routes.contains { $0.name == route } }.map(\.id)
    let known = others.flatMap(\.routes).map(\.name).reduce(into: routes) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    throw DiagnosticError(
      Diagnostic(
        .noRoute, at: schedule.place(of: delivery),
        "`\(model.id)` describes no dose `by \(route)`"
          + (able.isEmpty ? ", and no other model of \(model.drug) in the library does" : ""),
        expected: able.isEmpty
          ? "a model of \(model.drug) with the route `\(route)`; those of the library have only: "
            + known.joined(separator: ", ")
          : "a model with the route `\(route)`: \(able.joined(separator: ", "))",
        remedy: able.first.map { "name it: `--model \($0)`" }
          ?? "name a file of your own with `--model` that describes this route; another route in its "
          + "place would be another prescription. `titrate preview` and `titrate check` judge doses "
          + "without a curve"))
  }
}

extension ChosenModel {
  /// The first route that a dose needs and the model does not have.
  func missingRoute(of schedule: Schedule) -> (route: String, delivery: Delivery)? {
    for delivery in schedule.deliveries where delivery.drug == model.drug {
      guard let route = delivery.route, !model.routes.contains(where: { $0.name == route }) else {
        continue
      }
      return (route, delivery)
    }
    return nil
  }
}

extension Schedule {
  /// Where the step is written that ordered a delivery.
  func place(of delivery: Delivery) -> SourceLocation? {
    lines.indices.contains(delivery.line) ? lines[delivery.line].location : nil
  }
}
