internal import NumericalMethods
public import Quantities

extension RandomEffects.Effect {
  /// The variance of the effect (ω²): a pure number, but for an additive effect the square of the
  /// parameter's canonical unit.
  public var variance: Double {
    switch spread {
    case .variance(let variance): return variance.double
    case .deviation(let deviation): return deviation.canonical * deviation.canonical
    case .variation(let variation):
      let square = variation.canonical * variation.canonical
      // Of a log-normal parameter CV² = exp(ω²) - 1.
      return distribution == .logNormal ? logarithm(ofOnePlus: square) : square
    }
  }

  /// The coefficient of variation of the parameter as a share; nothing where it depends on the
  /// typical value.
  public var coefficientOfVariation: Double? {
    switch (spread, distribution) {
    case (.variation(let variation), _): variation.canonical
    case (_, .logNormal): Portable.expm1(variance).squareRoot()
    case (_, .proportional): variance.squareRoot()
    case (_, .additive), (_, .logit): nil
    }
  }

  /// What the spread measures: a pure number, or what an additive effect measures.
  public var dimension: Dimension {
    if case .deviation(let deviation) = spread { deviation.dimension } else { .none }
  }

  /// The spread as it would be written in a file, such as `cv 38.1 %`.
  public var text: String {
    switch spread {
    case .variance(let variance): "variance \(variance)"
    case .deviation(let deviation): "sd \(deviation)"
    case .variation(let variation): "cv \(variation)"
    }
  }

  /// ln(1 + x), without the loss of the digits that 1 + x rounds away (Kahan).
  private func logarithm(ofOnePlus x: Double) -> Double {
    let sum = 1 + x
    return sum == 1 ? x : Portable.log(sum) * (x / (sum - 1))
  }
}
