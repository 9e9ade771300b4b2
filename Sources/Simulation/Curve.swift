public import Kinetics
internal import Quantities

/// The exact course of one subject's amounts over all time: the only thing that metrics, limits,
/// charts and exporters read.
///
/// Between events the solution of a linear system is known in closed form, that of a system whose
/// links saturate as polynomials that meet a tolerance. So the curve can be asked for any moment,
/// and an answer never depends on what else is asked.
public struct Curve: Sendable {
  /// What can be observed.
  public let outputs: [Output]
  /// Everything that enters.
  public let inputs: [Input]
  /// The systems in force, each with what solves it, in time order.
  let epochs: [Epoch]
  /// The event-free stretches, in time order; the last has no end.
  let pieces: [Piece]

  /// An observable concentration.
  public typealias Output = BoundModel.Output

  /// A system and when it comes into force.
  struct Epoch: Sendable {
    let start: Tick
    let system: CompartmentSystem
    /// The solution of the system if it is linear, of its limit at low concentrations if it is not.
    let closed: ClosedForm
    /// What solves a system that is not linear.
    let saturable: SaturableSolver?
    /// What a state is divided by to give its concentration; 1 for an effect site, nothing for a
    /// state without volume.
    let volumes: [Double?]
  }

  /// A stretch without events.
  struct Piece: Sendable {
    let start: Tick
    let end: Tick?
    let epoch: Int
    /// Amounts at the start, after what happens there.
    let state: [Double]
    let path: Path
    let inflow: [Double]
    /// Amounts at the start, before what happens there.
    let before: [Double]
    /// The integral of every state from zero to the start, divided by its volume where it has one.
    let exposure: [Double]
    /// What each state has lost out of the body from zero to the start, mg.
    let eliminated: [Double]
    /// The mass that conversions have not passed on from zero to the start, mg.
    let converted: [Double]

    /// Time since the start of the piece, min.
    func offset(_ moment: Tick) -> Double { (moment - start).minutes }
  }

  /// What is known about the way from the start of a piece.
  enum Path: Sendable {
    /// It follows the epoch's closed form.
    ///
    /// The rate of change of the amounts at the start is carried along rather than formed from the
    /// state, because on a plateau that difference would be rounding noise.
    case closed(slope: [Double])
    /// It has been solved to the end of the piece.
    case solved(SaturableCourse)
  }

  /// The names of the states, in order.
  public var stateNames: [String] { epochs[0].system.states.map(\.name) }

  /// The system that is in force last.
  package var system: CompartmentSystem { epochs[epochs.count - 1].system }

  /// How the systems were solved: in steps when one of them was.
  public var method: Propagator.Method {
    epochs.lazy.compactMap { $0.saturable?.method }.first ?? epochs[0].closed.propagator.method
  }

  /// Whether LAPACK, and so the processor, decides the last bits of a part of it.
  package var usesLAPACK: Bool { epochs.contains { $0.closed.propagator.method.usesLAPACK } }

  /// The largest relative error asked for, of a curve with a part that is solved in steps; nothing
  /// when all of it is in closed form.
  public var tolerance: Double? {
    epochs.reduce(nil) { largest, epoch in
      epoch.saturable.map { max($0.tolerance, largest ?? 0) } ?? largest
    }
  }
}

extension Curve {
  /// The number of steps that were taken where no closed form is known.
  package var solverSteps: Int {
    pieces.reduce(0) { sum, piece in
      if case .solved(let course) = piece.path { sum + course.steps } else { sum }
    }
  }
}
