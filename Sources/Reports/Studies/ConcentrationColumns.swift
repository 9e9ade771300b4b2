internal import Kinetics
internal import Population
internal import Simulation

/// The concentrations of a table: each output, and beside it what is measured of it.
struct ConcentrationColumns: Sendable {
  struct Column: Sendable {
    /// What its name starts with, such as `ketamine_plasma`.
    var stem: String
    /// The index of the output in the batch.
    var output: Int
    /// The place of the output among those that are measured; nothing for the true concentration.
    var measured: Int?
  }

  let columns: [Column]

  init(_ plan: BatchPlan, _ observations: SimulatedObservations?) {
    columns = plan.outputs.enumerated().flatMap { index, output in
      let measured = observations?.outputs.firstIndex(of: index).map { place in
        Column(stem: output.columnStem + "_observed", output: index, measured: place)
      }
      return [Column(stem: output.columnStem, output: index)] + [measured].compactMap { $0 }
    }
  }
}
