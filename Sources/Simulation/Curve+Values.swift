public import Kinetics
public import Quantities

extension Curve {
  /// Which limit is meant at a moment at which something happens.
  public enum Side: Hashable, Sendable {
    /// Just before: the concentration before a bolus.
    case before
    /// Just after: a bolus is in, an infusion that ends has ended.
    case after
  }

  /// The amounts (mg; mg/L for effect sites) at a moment.
  /// - Throws: ``SimulationFailure/beforeStart`` for a moment before zero.
  public func states(
    at moment: Tick, _ side: Side = .after
  ) throws(SimulationFailure) -> [Double] {
    let index = pieceIndex(at: moment)
    if pieces[index].start == moment {
      return side == .after ? pieces[index].state : pieces[index].before
    }
    return try state(in: pieces[index], offset: pieces[index].offset(moment))
  }

  /// The concentration of an output at a moment, mg/L.
  public func concentration(
    of output: Output, at moment: Tick, _ side: Side = .after
  ) throws(SimulationFailure) -> Double {
    let index = pieceIndex(at: moment)
    let inForce = side == .before && pieces[index].start == moment ? max(0, index - 1) : index
    let volume = epochs[pieces[inForce].epoch].volumes[output.state] ?? 1
    return try state(output.state, at: moment, side) / volume
  }

  /// One of the ``states(at:_:)``, by its index: the same number at less expense.
  /// - Throws: ``SimulationFailure/beforeStart`` for a moment before zero.
  public func state(
    _ index: Int, at moment: Tick, _ side: Side = .after
  ) throws(SimulationFailure) -> Double {
    let place = pieceIndex(at: moment)
    if pieces[place].start == moment {
      return (side == .after ? pieces[place].state : pieces[place].before)[index]
    }
    // A whole piece is not copied for one number.
    let offset = (moment - pieces[place].start).minutes
    if case .solved(let course) = pieces[place].path, offset >= 0 {
      return course.state(index, at: offset)
    }
    return try value(of: index, in: pieces[place], offset: offset)
  }

  /// What the amounts of each state are divided by at a moment to give concentrations, L; nothing
  /// for a state without volume.
  public func volumes(at moment: Tick) -> [Double?] {
    epochs[pieces[pieceIndex(at: moment)].epoch].volumes
  }

  /// The rate at which drug enters each state just after a moment, mg/min.
  public func inflow(at moment: Tick) -> [Double] {
    pieces[pieceIndex(at: moment)].inflow
  }

  /// The piece that holds a moment; a moment between two belongs to the later.
  func pieceIndex(at moment: Tick) -> Int {
    var (low, high) = (0, pieces.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].start <= moment { low = middle } else { high = middle }
    }
    return low
  }
}
