internal import Kinetics
internal import NumericalMethods
internal import Simulation

extension ScalarSubject {
  /// Writes what becomes of drug once it is given, as ``TileEngine/storeDisposition(_:)`` does.
  func measureDisposition(
    _ metrics: UnsafeMutablePointer<SIMD8<Double>>, output: Int, lane: Int
  ) throws(SimulationFailure) {
    let state = plan.outputs[output].state
    let (area, moment) = try passage(through: state)
    let volume = curve.volumes(at: plan.horizon)[state] ?? 1
    let residence = area == .infinity ? .infinity : moment / area
    let clearance = given.reduce(0, +) / (area / volume)
    for (index, metric) in plan.metrics.enumerated() {
      let value: Double
      switch metric {
      case .terminalHalfLife: value = try terminalHalfLife(of: state)
      case .meanResidenceTime: value = residence
      case .clearance: value = clearance
      case .steadyStateVolume: value = area == .infinity ? .infinity : clearance * residence
      default: continue
      }
      metrics[output * plan.metrics.count + index][lane] = value
    }
  }

  /// The integral of a state after all doses at once, and its first moment; both infinite when drug
  /// never leaves.
  private func passage(
    through state: Int
  ) throws(SimulationFailure) -> (area: Double, moment: Double) {
    do throws(KineticsFailure) {
      let areas = try linear().steadyState(inflow: given)
      return (areas[state], try linear().steadyState(inflow: areas)[state])
    } catch {
      if case .noSteadyState = error { return (.infinity, .infinity) }
      throw .kinetics(error)
    }
  }

  /// The system in force last; what saturates has no disposition.
  private func linear() throws(KineticsFailure) -> LinearSystem {
    guard let system = curve.system.linear else { throw .notLinear }
    return system
  }

  private func terminalHalfLife(of state: Int) throws(SimulationFailure) -> Double {
    let entered = Set(given.indices.filter { given[$0] > 0 })
    do throws(KineticsFailure) {
      let slowest = try linear().decayRates(observedAt: state, enteredAt: entered).last?.rate
      return Portable.log(2) / (slowest ?? .infinity)
    } catch {
      throw .kinetics(error)
    }
  }
}
