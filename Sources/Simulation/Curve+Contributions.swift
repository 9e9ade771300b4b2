public import Kinetics
public import Quantities

extension Curve {
  /// What each input contributes to a concentration.
  public struct Contributions: Hashable, Sendable {
    /// For each of ``Curve/inputs``, mg/L; zero for what has not entered yet.
    public var inputs: [Double]
    /// What was there at time zero, mg/L.
    public var initial: Double

    /// Makes contributions.
    public init(inputs: [Double], initial: Double) {
      self.inputs = inputs
      self.initial = initial
    }
  }

  /// How much of a concentration comes from each input, by superposition: the curve of a linear
  /// system is the sum of the curves that each input would make alone.
  ///
  /// The parts are solved one by one and not scaled to fit, so their sum differs from
  /// ``concentration(of:at:_:)`` by rounding only.
  /// - Complexity: One solution for each input that has begun.
  /// - Throws: ``SimulationFailure/notAdditive`` where a link saturates: there the parts do not add
  ///   up to the whole.
  public func contributions(
    to output: Output, at moment: Tick
  ) throws(SimulationFailure) -> Contributions {
    guard epochs.allSatisfy({ $0.system.linear != nil }) else { throw .notAdditive }
    let nothing = [Double](repeating: 0, count: pieces[0].before.count)
    var parts: [Double] = []
    for input in inputs {
      parts.append(
        input.start > moment
          ? 0 : try alone(input, from: nothing).concentration(of: output, at: moment))
    }
    let initial = pieces[0].before
    return Contributions(
      inputs: parts,
      initial: initial == nothing
        ? 0 : try alone(nil, from: initial).concentration(of: output, at: moment))
  }

  /// The rate at which a concentration changes just after a moment, mg/L per min.
  /// - Throws: ``SimulationFailure``.
  public func slope(of output: Output, at moment: Tick) throws(SimulationFailure) -> Double {
    let piece = pieces[pieceIndex(at: moment)]
    let volume = epochs[piece.epoch].volumes[output.state] ?? 1
    return try slope(in: piece, offset: piece.offset(moment))[output.state] / volume
  }

  /// The same systems with one input or none.
  private func alone(_ input: Input?, from state: [Double]) throws(SimulationFailure) -> Curve {
    let inputs = input.map { [$0] } ?? []
    var builder = PieceBuilder(epochs: epochs, inputs: inputs, state: state)
    do {
      return Curve(outputs: outputs, inputs: inputs, epochs: epochs, pieces: try builder.build())
    } catch {
      throw .kinetics(error)
    }
  }
}
