public import Dosing
public import Kinetics
internal import Quantities

extension Curve {
  /// The course of one drug in one patient.
  ///
  /// Doses arrive after the route's lag, reduced by its bioavailability; an infusion keeps its
  /// duration, so bioavailability lowers its rate.
  /// - Parameters:
  ///   - model: A model with the patient's numbers.
  ///   - schedule: What is given; deliveries of other drugs are left aside.
  ///   - method: Which of the two independent ways of solving to take.
  ///   - tolerance: The largest relative error where links saturate, 1e-12 to 1e-3; 1e-10 when
  ///     absent.
  /// - Throws: ``SimulationFailure``.
  public init(
    model: BoundModel, schedule: Schedule, method: Propagator.Method? = nil,
    tolerance: Double? = nil
  ) throws(SimulationFailure) {
    var inputs: [Input] = []
    for delivery in schedule.deliveries where delivery.drug == model.model.drug {
      let name = delivery.route ?? model.routes.first?.name ?? ""
      guard let route = model.routes.first(where: { $0.name == name }) else {
        throw .unknownRoute(name, available: model.routes.map(\.name))
      }
      let start = delivery.start + route.lag
      let manner: Input.Manner =
        switch delivery.manner {
        case .bolus(let amount): .jump(amount: amount * route.bioavailability)
        case .finiteInfusion(let rate), .setRate(let rate):
          .rate(rate * route.bioavailability, end: delivery.end + route.lag)
        }
      inputs.append(Input(state: route.state, manner, start: start))
    }
    try self.init(
      systems: [(.zero, model.system)], inputs: inputs,
      outputs: model.outputs, method: method, tolerance: tolerance)
  }
}
