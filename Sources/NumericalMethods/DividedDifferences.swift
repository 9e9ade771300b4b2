/// Divided differences of e^(-λ h) over two or three rates: what a step of h brings from one mode
/// into another, directly or by way of a third.
///
/// Steps may differ between lanes. All are positive, symmetric in the rates, and exact to a few ulp
/// however close the rates are.
package enum DividedDifferences {
  package typealias Lanes = SIMD8<Double>

  /// e^(-λ h) to about an ulp: the rounding of the product is corrected for.
  package static func decay(_ rate: Lanes, _ h: Lanes) -> Lanes {
    let product = WideLanes.product(rate, h)
    let e = Portable.exp(-product.high)
    return (e - e * product.low).replacing(with: e, where: e .== 0)
  }

  /// ∫ over a step h of e^(-λ(h-s)) ds: the share of a unit rate that is left, h for λ = 0.
  package static func first(_ rate: Lanes, _ h: Lanes) -> Lanes {
    Portable.exponentialMinusOneOver(-rate * h) * h
  }

  /// The divided difference over two rates, given the decay of each over h.
  package static func first(_ a: Lanes, _ b: Lanes, decayA: Lanes, decayB: Lanes, _ h: Lanes)
    -> Lanes
  {
    let swapped = b .< a
    let slow = a.replacing(with: b, where: swapped)
    let fast = b.replacing(with: a, where: swapped)
    let decay = decayA.replacing(with: decayB, where: swapped)
    return Portable.exponentialMinusOneOver((slow - fast) * h) * decay * h
  }

  /// The divided difference over three rates, given the decay of each over h.
  package static func second(
    _ a: Lanes, _ b: Lanes, _ c: Lanes, decayA: Lanes, decayB: Lanes, decayC: Lanes, _ h: Lanes
  ) -> Lanes {
    var (slow, middle, fast, decay) = (a, b, c, decayA)
    order(&slow, &middle, &decay, decayB)
    order(&slow, &fast, &decay, decayC)
    let wrong = fast .< middle
    (middle, fast) = (
      middle.replacing(with: fast, where: wrong), fast.replacing(with: middle, where: wrong)
    )
    let x = (middle - slow) * h
    let y = (fast - slow) * h
    let isNear = y .< 1
    var result = Lanes(repeating: 0)
    if any(.!isNear) {
      // f[slow, middle] - f[middle, fast] loses two bits at worst here.
      let gone = Portable.expm1(-x)
      let share = (gone / -x).replacing(with: 1, where: x .< 0x1p-60)
      let rest = (1 + gone) * Portable.exponentialMinusOneOver(x - y)
      result = (share - rest) / y
    }
    if any(isNear) { result.replace(with: series(x, y), where: isNear) }
    return result * decay * (h * h)
  }

  /// Puts the smaller of two rates first, and keeps the decay of the first.
  private static func order(
    _ first: inout Lanes, _ second: inout Lanes, _ decay: inout Lanes, _ other: Lanes
  ) {
    let wrong = second .< first
    decay.replace(with: other, where: wrong)
    (first, second) = (
      first.replacing(with: second, where: wrong), second.replacing(with: first, where: wrong)
    )
  }

  /// The divided difference of e^-s over 0, x and y for 0 <= x <= y < 1:
  /// Σ (-1)^k h_k / (k + 2)! with h_k = y^k + x h_(k-1), to a remainder below 2^-56.
  private static func series(_ x: Lanes, _ y: Lanes) -> Lanes {
    var power = Lanes(repeating: 1)
    var homogeneous = Lanes(repeating: 1)
    var sum = Lanes(repeating: 0.5)
    var factor = 0.5
    for k in 1...17 {
      power *= -y
      homogeneous = power - x * homogeneous
      factor /= Double(k + 2)
      sum += homogeneous * factor
    }
    return sum
  }
}
