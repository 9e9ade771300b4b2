public import Kinetics
internal import Quantities

/// The exact course of one subject's amounts over all time: the only thing that metrics, limits,
/// charts and exporters read.
///
/// Between events the solution is known in closed form, so the curve can be asked for any moment;
/// an answer never depends on what else is asked.
public struct Curve: Sendable {
  /// What can be observed.
  public let outputs: [Output]
  /// Everything that enters.
  public let inputs: [Input]
  /// The systems in force, each with its propagator, in time order.
  let epochs: [Epoch]
  /// The event-free stretches, in time order; the last has no end.
  let pieces: [Piece]

  /// An observable concentration.
  public typealias Output = BoundModel.Output

  /// A system and when it comes into force.
  struct Epoch: Sendable {
    let start: Tick
    let propagator: Propagator
    /// What a state is divided by to give its concentration; 1 for an effect site, nothing for a
    /// state without volume.
    let volumes: [Double?]
    /// For every state, the decay rates it can show.
    let decayRates: [[DecayRate]]
    /// Whether the rates span so much that a slope carried along from the start of a piece may lose
    /// its slow part in the rounding error of the fast one.
    let isStiff: Bool
  }

  /// A stretch without events.
  struct Piece: Sendable {
    let start: Tick
    let end: Tick?
    let epoch: Int
    /// Amounts at the start, after what happens there.
    let state: [Double]
    /// The rate of change of the amounts at the start.
    ///
    /// It is carried along rather than formed from `state`, because on a plateau that difference
    /// would be rounding noise.
    let slope: [Double]
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

  /// The names of the states, in order.
  public var stateNames: [String] { epochs[0].propagator.system.states.map(\.name) }

  /// The system that is in force last.
  package var system: LinearSystem { epochs[epochs.count - 1].propagator.system }

  /// How the systems were solved.
  public var method: Propagator.Method { epochs[0].propagator.method }
}
