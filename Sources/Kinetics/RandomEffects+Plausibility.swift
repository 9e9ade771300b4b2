package import Diagnostics
internal import Quantities

extension RandomEffects {
  /// Warnings about coefficients of variation above 1000 %, which are slips of the unit.
  package var implausibleSpreads: [Diagnostic] {
    effects.compactMap { effect in
      guard let variation = effect.coefficientOfVariation, variation > 10 else { return nil }
      let percent = variation * 100
      let shown =
        percent.isFinite
        ? "\(DecimalNumber(nearest: percent).rounded(to: 3)) %" : "no finite number"
      return Diagnostic(
        .implausibleSpread, .warning, at: effect.location,
        "`\(effect.text)` of `\(effect.parameter)` is a coefficient of variation of \(shown)",
        expected: "at most 1000 %",
        remedy: "check it against its source: `variance` is ω², such as 0.09 for `cv: 30 %`, and a "
          + "`cv` is a share")
    }
  }
}

extension Variability {
  /// Warnings about coefficients of variation above 1000 %, block by block.
  package var implausibleSpreads: [Diagnostic] { blocks.flatMap(\.effects.implausibleSpreads) }
}
