extension Portable {
  /// The standard normal deviate below which a share p lies; NaN unless 2^-53 <= p <= 1 - 2^-53.
  ///
  /// Within 5/16 of the middle it is (p - 1/2) times a polynomial in (p - 1/2)², further out a
  /// polynomial for each power of two of the tail, fitted in 50-digit arithmetic. The deviates of p
  /// and 1 - p differ in sign only.
  public static func normalDeviate(_ p: SIMD8<Double>) -> SIMD8<Double> {
    let q = p - 0.5
    // What the subtraction lost when p is below 1/4 and finer than 2^-54.
    let lost = p - (q + 0.5)
    let r = q * q
    var result = normalCenter.withUnsafeBufferPointer { c in
      var g = Lanes(repeating: c[c.count - 1])
      for index in stride(from: c.count - 2, through: 2, by: -1) { g = g * r + c[index] }
      let curve = g * r + c[1]
      let high = c[0] + curve
      let low = (c[0] - high) + curve
      let product = WideLanes.product(q, high)
      // The slope of the deviate is the ratio and about three times its growth.
      return product.high + (product.low + (q * low + lost * (high + 3 * curve)))
    }
    let isTail = (q .> 0.3125) .| (q .< -0.3125)
    guard any(isTail) || any(p .!= p) else { return result }
    for lane in 0..<8 where !(abs(q[lane]) <= 0.3125) {
      let tail = tailDeviate(q[lane] < 0 ? p[lane] : 1 - p[lane])
      result[lane] = q[lane] < 0 ? -tail : tail
    }
    return result
  }

  /// The deviate above which a share p < 1/4 lies.
  private static func tailDeviate(_ p: Double) -> Double {
    guard p >= 0x1p-53, p < 0.25 else { return .nan }
    let octave = 1020 - Int(p.exponentBitPattern)
    let m = Double(bitPattern: p.significandBitPattern | 0x3ff0_0000_0000_0000)
    let root = 0x1.6a09e667f3bcdp0
    let u = (m - root) / (m + root)
    return normalOctaves.withUnsafeBufferPointer { c in
      let start = octave * normalWidth
      var g = c[start + normalWidth - 1]
      for index in stride(from: normalWidth - 2, through: 2, by: -1) {
        g = g * u + c[start + index]
      }
      return c[start] + (c[start + 1] + g * u)
    }
  }

  private static let normalWidth = 20
}
