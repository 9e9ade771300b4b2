internal import Kinetics
internal import Simulation

extension ScenarioSource {
  /// The exact curves of up to eight consecutive subjects, and the model with each one's own numbers.
  ///
  /// The curve is that of the batch's plan, the whole course of it. A subject whose numbers are
  /// impossible has none; the batch counts him as failed.
  /// - Parameter typical: The model with any patient's numbers.
  func curves(
    first: Int, count: Int, of typical: BoundModel
  ) throws -> [(curve: Curve?, model: BoundModel?)] {
    let shares = try bioavailabilities(first: first, count: count)
    return try withUnsafeTemporaryAllocation(
      of: SIMD8<Double>.self, capacity: plan.columns.count * (1 + plan.changes.count)
    ) { values in
      for index in values.indices {
        let value = plan.defaults[index % plan.columns.count]
        values.initializeElement(at: index, to: SIMD8(repeating: value))
      }
      try write(
        SubjectTile(first: first, count: count, values: values, epochs: 1 + plan.changes.count))
      return (0..<count).map { lane in
        guard let subject = try? ScalarSubject(plan, values, lane: lane) else { return (nil, nil) }
        // A model has one set of parameters: what a pump makes of the order is then not checked.
        guard plan.changes.isEmpty else { return (subject.curve, nil) }
        var model = typical
        model.system = subject.curve.system
        for (index, share) in shares.enumerated() {
          if let share { model.routes[index].bioavailability = share[lane] }
        }
        return (subject.curve, model)
      }
    }
  }
}
