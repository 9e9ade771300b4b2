internal import Kinetics
internal import Quantities
internal import Simulation

extension ScenarioSource {
  /// The exact curves of up to eight consecutive subjects, and the model with each one's own
  /// numbers.
  ///
  /// The curve is that of the batch's plan, the whole course of it. A subject whose numbers are
  /// impossible has none; the batch counts him as failed.
  /// - Parameter typical: The model with any patient's numbers.
  func curves(
    first: Int, count: Int, of typical: BoundModel
  ) throws -> [(curve: Curve?, model: BoundModel?)] {
    let entries = try entries(first: first, count: count)
    return try withUnsafeTemporaryAllocation(
      of: SIMD8<Double>.self, capacity: plan.columns.count * plan.epochs
    ) { values in
      for index in values.indices {
        let value = plan.defaults[index % plan.columns.count]
        values.initializeElement(at: index, to: SIMD8(repeating: value))
      }
      try write(SubjectTile(first: first, count: count, values: values, epochs: plan.epochs))
      return (0..<count).map { lane in
        guard let subject = try? ScalarSubject(plan, values, lane: lane) else { return (nil, nil) }
        // A model has one set of parameters: what a pump makes of the order is then not checked.
        guard plan.changes.isEmpty else { return (subject.curve, nil) }
        var model = typical
        model.system = subject.curve.system
        for (index, entry) in entries.enumerated() {
          if let share = entry.share { model.routes[index].bioavailability = share[lane] }
          if let lag = entry.lag.flatMap({ Tick(minutes: $0[lane]) }) {
            model.routes[index].lag = lag
          }
        }
        return (subject.curve, model)
      }
    }
  }
}
