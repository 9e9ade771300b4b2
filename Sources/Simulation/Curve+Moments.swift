internal import Kinetics
package import Quantities

extension Curve {
  /// The concentrations of an output at ascending moments, mg/L: each the number that
  /// ``concentration(of:at:_:)`` gives, at less expense because the pieces are gone through once.
  /// - Parameter take: Called with the place of each moment and the concentration there.
  /// - Throws: ``SimulationFailure/beforeStart`` for a moment before zero.
  package func concentrations(
    of output: Output, at moments: [Tick], _ take: (Int, Double) -> Void
  ) throws(SimulationFailure) {
    guard let first = moments.first else { return }
    var next = 0
    for index in pieceIndex(at: first)..<pieces.count where next < moments.count {
      let piece = pieces[index]
      let volume = epochs[piece.epoch].volumes[output.state] ?? 1
      while next < moments.count, piece.end.map({ moments[next] < $0 }) ?? true {
        let offset = piece.offset(moments[next])
        let amount =
          offset == 0
          ? piece.state[output.state] : try value(of: output.state, in: piece, offset: offset)
        take(next, amount / volume)
        next += 1
      }
    }
  }
}
