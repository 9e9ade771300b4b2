internal import Kinetics
internal import Quantities

/// What a piece is asked for, whichever way its path is known.
extension Curve {
  /// All states at an offset, min, from the start of a piece.
  func state(in piece: Piece, offset: Double) throws(SimulationFailure) -> [Double] {
    guard offset >= 0 else { throw .beforeStart }
    switch piece.path {
    case .closed:
      do {
        return try epochs[piece.epoch].closed.propagator.advance(
          piece.state, by: offset, inflow: piece.inflow)
      } catch {
        throw .kinetics(error)
      }
    case .solved(let course):
      return course.states(at: offset)
    }
  }

  /// One state at an offset.
  func value(
    of state: Int, in piece: Piece, offset: Double
  ) throws(SimulationFailure) -> Double {
    guard offset >= 0 else { throw .beforeStart }
    switch piece.path {
    case .closed:
      do {
        return try epochs[piece.epoch].closed.propagator.component(
          state, of: piece.state, after: offset, inflow: piece.inflow)
      } catch {
        throw .kinetics(error)
      }
    case .solved(let course):
      return course.state(state, at: offset)
    }
  }

  /// The rates of change of all states at an offset.
  func slope(in piece: Piece, offset: Double) throws(SimulationFailure) -> [Double] {
    guard offset >= 0 else { throw .beforeStart }
    switch piece.path {
    case .closed(let slope):
      do {
        return try epochs[piece.epoch].closed.slope(
          slope, at: piece.state, after: offset, inflow: piece.inflow)
      } catch {
        throw .kinetics(error)
      }
    case .solved(let course):
      return course.slopes(at: offset)
    }
  }

  /// The integrals of all states between two moments of a piece.
  func integral(
    in piece: Piece, from begin: Tick, to stop: Tick
  ) throws(SimulationFailure) -> [Double] {
    guard stop >= begin else { throw .beforeStart }
    switch piece.path {
    case .closed:
      let state = try state(in: piece, offset: piece.offset(begin))
      do {
        return try epochs[piece.epoch].closed.propagator.integrate(
          state, over: (stop - begin).minutes, inflow: piece.inflow)
      } catch {
        throw .kinetics(error)
      }
    case .solved(let course):
      return course.integrals(from: piece.offset(begin), to: piece.offset(stop))
    }
  }

  /// What each state has lost from the start of a piece to a moment: out of the body, and by
  /// conversions; mg.
  func losses(
    in piece: Piece, to moment: Tick
  ) throws(SimulationFailure) -> (eliminated: [Double], converted: [Double]) {
    switch piece.path {
    case .closed:
      let system = epochs[piece.epoch].closed.propagator.system
      let integral = try integral(in: piece, from: piece.start, to: moment)
      return (system.eliminated(from: integral), system.converted(from: integral))
    case .solved(let course):
      let offset = piece.offset(moment)
      guard offset >= 0 else { throw .beforeStart }
      return (course.eliminated(by: offset), course.converted(by: offset))
    }
  }
}
