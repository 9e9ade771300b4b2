public import Kinetics
internal import NumericalMethods
internal import Quantities
internal import Simulation

/// What would be measured of a batch: every concentration with a residual error of its own.
///
/// measured = c · exp(ε₁) or c · (1 + ε₁) + ε₂, with independent normal deviates. A deviate follows
/// from the seed, the subject, the replicate, the output and the moment, so a measurement does not
/// depend on what else is observed. A measurement below zero stays below zero: an error that is
/// proportional or additive gives such numbers, and cutting them off would move every mean.
public struct SimulatedObservations: Sendable {
  /// The outputs that have an error, by their index in the batch, ascending.
  public let outputs: [Int]

  private struct Scatter {
    var proportional = 0.0
    var logarithmic = 0.0
    /// mg/L.
    var additive = 0.0
  }

  private let scatters: [Scatter]
  private let moments: [Philox]
  private let replicates: Int

  /// Prepares the measurements of a batch.
  /// - Parameters:
  ///   - plan: The batch.
  ///   - errors: The errors of its outputs, found to be right; an output without one is not measured.
  ///   - seed: The study's seed.
  ///   - replicates: How often each subject is drawn.
  public init(_ plan: BatchPlan, errors: [ResidualError], seed: UInt64, replicates: Int) {
    var outputs: [Int] = []
    var scatters: [Scatter] = []
    for (index, output) in plan.outputs.enumerated() {
      guard let error = errors.first(where: { $0.output == output.name }) else { continue }
      outputs.append(index)
      scatters.append(
        Scatter(
          proportional: error.proportional ?? 0, logarithmic: error.logarithmic ?? 0,
          additive: error.additiveDeviation(molarMass: output.molarMass) ?? .nan))
    }
    self.outputs = outputs
    self.scatters = scatters
    let philox = Philox(seed: seed)
    moments = plan.times.map(philox.at)
    self.replicates = replicates
  }

  /// Writes what is measured of up to eight consecutive subjects.
  /// - Parameters:
  ///   - index: The place of the output in ``outputs``.
  ///   - first: The number of the first subject.
  ///   - count: How many there are, 1 to 8.
  ///   - concentrations: The true concentrations at all moments, mg/L.
  ///   - target: Takes as many vectors.
  public func measure(
    _ index: Int, first: Int, count: Int, _ concentrations: UnsafeBufferPointer<SIMD8<Double>>,
    into target: UnsafeMutableBufferPointer<SIMD8<Double>>
  ) {
    let scatter = scatters[index]
    guard !moments.isEmpty else { return }
    // Two draws for each output of a moment.
    let draw = 2 * UInt32(outputs[index])
    var place = DrawPlace(philox: moments[0], first: first, count: count, replicates: replicates)
    for time in moments.indices {
      place.philox = moments[time]
      var value = concentrations[time]
      if scatter.logarithmic > 0 {
        value *= Portable.exp(place.deviates(.residualError, draw: draw) * scatter.logarithmic)
      } else if scatter.proportional > 0 {
        value += place.deviates(.residualError, draw: draw) * scatter.proportional * value
      }
      if scatter.additive != 0 {
        value += place.deviates(.residualError, draw: draw + 1) * scatter.additive
      }
      target[time] = value
    }
  }
}
