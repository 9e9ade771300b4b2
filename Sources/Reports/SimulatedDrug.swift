public import Dosing
public import Kinetics
public import Simulation

/// One drug of a protocol with its model and the curve that follows: what reports are made of.
public struct SimulatedDrug: Sendable {
  /// The model with the patient's numbers.
  public let model: BoundModel
  /// What is given; deliveries of other drugs in it are left aside.
  public let schedule: Schedule
  /// The course of the amounts.
  public let curve: Curve

  /// Puts a curve together with what it was made from.
  public init(model: BoundModel, schedule: Schedule, curve: Curve) {
    self.model = model
    self.schedule = schedule
    self.curve = curve
  }

  /// Simulates a drug.
  /// - Throws: `SimulationFailure`.
  public init(model: BoundModel, schedule: Schedule) throws(SimulationFailure) {
    self.init(model: model, schedule: schedule, curve: try Curve(model: model, schedule: schedule))
  }

  /// The drug's name.
  public var name: String { model.model.drug }

  /// What is given of this drug.
  var deliveries: [Delivery] { schedule.deliveries.filter { $0.drug == name } }

  /// The outputs in plasma or another compartment with a volume.
  var plasmaOutputs: [Curve.Output] { curve.outputs.filter { !isEffectSite($0) } }

  /// The outputs at an effect site.
  var effectOutputs: [Curve.Output] { curve.outputs.filter(isEffectSite) }

  /// Whether an output is at an effect site, which holds a concentration but no mass.
  func isEffectSite(_ output: Curve.Output) -> Bool {
    if case .concentration = model.system.states[output.state].content { true } else { false }
  }
}
