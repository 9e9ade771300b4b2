public import Quantities

extension Delivery {
  /// The amount given in all, mg, without rounding; nothing when a number is not finite.
  ///
  /// What was prescribed counts where the stored number is its nearest binary number; where a
  /// program changed that number, or never had anything else, the number itself counts.
  public var exactAmount: Rational? {
    switch manner {
    case .bolus(let amount): prescribed.agreeing(with: amount) ?? Rational(exactly: amount)
    case .finiteInfusion, .setRate: exactRate.map { $0 * Rational(minutes: end - start) }
    }
  }

  /// The rate, mg/min, without rounding; nothing for a bolus or when a number is not finite.
  ///
  /// The same rule as for ``exactAmount`` holds.
  public var exactRate: Rational? {
    switch manner {
    case .bolus: nil
    case .finiteInfusion(let rate):
      end > start
        ? prescribed.map { $0 / Rational(minutes: end - start) }.agreeing(with: rate)
          ?? Rational(exactly: rate)
        : Rational(exactly: rate)
    case .setRate(let rate): prescribed.agreeing(with: rate) ?? Rational(exactly: rate)
    }
  }
}

extension Rational? {
  /// The number, when its nearest binary number is this one.
  fileprivate func agreeing(with number: Double) -> Rational? {
    flatMap { $0.double == number ? $0 : nil }
  }
}
