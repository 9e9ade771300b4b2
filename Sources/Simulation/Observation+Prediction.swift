public import Dosing
public import Kinetics
internal import Patients
internal import Quantities

extension Observation {
  /// What a model predicts for this observation, in the unit in which it was published.
  ///
  /// A peak is looked for from the first dose until a day after the last.
  /// - Parameters:
  ///   - model: A model bound to ``patient``.
  ///   - schedule: The regimen for that patient; nothing for a property of the drug.
  /// - Returns: Nothing when the model does not describe what was measured.
  public func predicted(
    by model: BoundModel, schedule: Schedule?
  ) throws(SimulationFailure) -> Double? {
    guard let output = model.outputs.first(where: { $0.name == output }) else { return nil }
    let canonical: Double?
    if let schedule {
      canonical = try predicted(Curve(model: model, schedule: schedule), schedule)
    } else {
      // Where elimination saturates, clearance and half-life are no properties of the drug.
      guard let system = model.system.linear else { return nil }
      do {
        canonical = property(try system.disposition(of: output.state))
      } catch {
        throw .kinetics(error)
      }
    }
    guard let canonical else { return nil }
    // Per-kilogram values are published per kilogram of the patient simulated.
    let perKilogram = value.dimension.bodyMass < 0 ? patient.weight?.canonical ?? .nan : 1
    return canonical / perKilogram / value.unit.scale
  }

  private func predicted(
    _ curve: Curve, _ schedule: Schedule
  ) throws(SimulationFailure) -> Double? {
    guard let output = curve.outputs.first(where: { $0.name == self.output }) else { return nil }
    let end = schedule.end + Tick(flicks: 1440 * Tick.perMinute)
    switch measure {
    case .concentration(let time):
      guard let moment = Tick(time) else { return nil }
      return try curve.concentration(of: output, at: moment)
    case .peak:
      return try curve.maximum(of: output, to: end).concentration
    case .timeOfPeak:
      return try curve.maximum(of: output, to: end).minutes
    case .clearance, .steadyStateVolume, .terminalVolume, .halfLife:
      return nil
    }
  }

  private func property(_ disposition: Disposition?) -> Double? {
    switch measure {
    case .clearance: disposition?.clearance
    case .steadyStateVolume: disposition?.steadyStateVolume
    case .terminalVolume: disposition?.terminalVolume
    case .halfLife: disposition?.terminalHalfLife
    case .concentration, .peak, .timeOfPeak: nil
    }
  }
}
