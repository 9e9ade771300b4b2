public import Kinetics
internal import NumericalMethods
public import Quantities

extension Curve {
  /// The area under an output's concentration over an interval, mg·min/L.
  ///
  /// Summed from the exact integral of each piece; nothing is subtracted, so a small area late in a
  /// long course is as precise as the first.
  public func auc(
    of output: Output, from start: Tick = .zero, to end: Tick
  ) throws(SimulationFailure) -> Double {
    guard start <= end else { throw .emptyInterval }
    guard start >= .zero else { throw .beforeStart }
    var area = 0.0
    for index in pieceIndex(at: start)...pieceIndex(at: end) {
      let piece = pieces[index]
      let begin = max(start, piece.start)
      let stop = min(end, piece.end ?? end)
      guard begin < stop else { continue }
      let integral = try integral(in: piece, from: begin, to: stop)
      area += integral[output.state] / (epochs[piece.epoch].volumes[output.state] ?? 1)
    }
    return area
  }

  /// The area under an output's concentration from zero to a moment, mg·min/L.
  public func cumulativeAUC(
    of output: Output, at moment: Tick
  ) throws(SimulationFailure) -> Double {
    let piece = pieces[pieceIndex(at: moment)]
    let integral = try integral(in: piece, from: piece.start, to: moment)
    let volume = epochs[piece.epoch].volumes[output.state] ?? 1
    return piece.exposure[output.state] + integral[output.state] / volume
  }

  /// The area under an output's concentration from zero to infinity, mg·min/L; infinite when drug
  /// never leaves.
  ///
  /// From the last event on, or where links saturate from when so little is left that none does any
  /// more, what is in the body goes through the output as if it were given at a constant rate for
  /// ever: the steady amounts are the integrals. Where drug stays that has passed the output does
  /// not matter.
  public func aucToInfinity(of output: Output) throws(SimulationFailure) -> Double {
    let last = pieces[pieces.count - 1]
    var moment = last.start
    // What never becomes linear has been solved to the last moment that there is.
    if case .solved = last.path { moment = Tick(flicks: .max) }
    let area = try auc(of: output, to: moment)
    let states = try states(at: moment)
    var system = epochs[last.epoch].closed.propagator.system
    let upstream = system.statesUpstream(of: output.state)
    for index in system.links.indices where system.links[index].to.map(upstream.contains) == false {
      system.links[index].to = nil
    }
    let inflow = states.indices.map { upstream.contains($0) ? states[$0] : 0 }
    do throws(KineticsFailure) {
      let rest = try system.steadyState(inflow: inflow)
      return area + rest[output.state] / (epochs[last.epoch].volumes[output.state] ?? 1)
    } catch {
      if case .noSteadyState = error { return .infinity }
      throw .kinetics(error)
    }
  }

  /// Where the drug that was given is at a moment: the balance of the whole course.
  public func balance(at moment: Tick) throws(SimulationFailure) -> Balance {
    let piece = pieces[pieceIndex(at: moment)]
    let (lost, difference) = try losses(in: piece, to: moment)
    let amounts = try states(at: moment)
    let holdsMass = epochs[piece.epoch].system.states.map { state in
      if case .amount = state.content { true } else { false }
    }
    return Balance(
      given: ExactSum(inputs.lazy.map { $0.entered(by: moment) }).value,
      initial: zip(pieces[0].before, holdsMass).reduce(0) { $0 + ($1.1 ? $1.0 : 0) },
      inBody: zip(amounts, holdsMass).reduce(0) { $0 + ($1.1 ? $1.0 : 0) },
      eliminated: zip(piece.eliminated, lost).reduce(0) { $0 + $1.0 + $1.1 },
      converted: zip(piece.converted, difference).reduce(0) { $0 + $1.0 + $1.1 })
  }

  /// What was given, what is there, and what has left, mg.
  public struct Balance: Hashable, Sendable {
    /// Entered so far, after bioavailability.
    public var given: Double
    /// In the body at time zero, before anything was given; zero unless the course starts loaded.
    public var initial: Double
    /// In all compartments, metabolites included.
    public var inBody: Double
    /// Out of the body so far, as drug or as metabolite.
    public var eliminated: Double
    /// The mass that conversions into metabolites have not kept; negative where they add some.
    public var converted: Double

    /// What cannot be accounted for, as a share of all there ever was; rounding error only.
    public var discrepancy: Double {
      let all = initial + given
      return all == 0 ? 0 : abs(all - inBody - eliminated - converted) / all
    }
  }
}
