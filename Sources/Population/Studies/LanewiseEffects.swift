internal import Kinetics
internal import NumericalMethods

/// Random effects for eight subjects at once.
struct LanewiseEffects: Sendable {
  private let effects: [(parameter: Int, distribution: RandomEffects.Distribution)]
  private let factor: CholeskyFactor
  private let purpose: DrawPurpose

  /// Prepares the draws of a block.
  /// - Parameters:
  ///   - effects: What varies; checked against the model.
  ///   - parameters: The names of the model's parameters, in order.
  ///   - purpose: What the numbers are drawn for.
  init(
    _ effects: RandomEffects, parameters: [String], purpose: DrawPurpose
  ) throws(PopulationFailure) {
    self.effects = effects.effects.map { effect in
      (parameters.firstIndex(of: effect.parameter) ?? 0, effect.distribution)
    }
    do {
      factor = try CholeskyFactor(effects.covarianceMatrix)
    } catch {
      throw .impossibleCorrelations
    }
    self.purpose = purpose
  }

  /// The effects of a tile, in the order of the block.
  /// - Parameter session: The session's number, where each has effects of its own.
  func draw(at place: DrawPlace, session: Int = 0) -> [SIMD8<Double>] {
    // A block has far fewer effects than draws between two sessions.
    let first = UInt32(session) << 10
    let deviates = effects.indices.map { place.deviates(purpose, draw: first + UInt32($0)) }
    return effects.indices.map { index in factor.apply(index) { deviates[$0] } }
  }

  /// A parameter's individual values; the typical ones when the parameter has no effect.
  func apply(
    _ drawn: [SIMD8<Double>], to parameter: Int, typical: SIMD8<Double>
  ) -> SIMD8<Double> {
    guard let index = effects.firstIndex(where: { $0.parameter == parameter }) else {
      return typical
    }
    let effect = drawn[index]
    switch effects[index].distribution {
    case .logNormal: return typical * Portable.exp(effect)
    case .proportional: return typical * (effect + 1)
    case .additive: return typical + effect
    // p = 1 / (1 + (1 - t)/t · exp(-effect))
    case .logit: return 1 / (Portable.exp(-effect) * ((1 - typical) / typical) + 1)
    }
  }
}
