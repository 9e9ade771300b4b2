/// Eight unevaluated sums of two doubles each: ``DoubleDouble`` for SIMD lanes, without fused
/// operations, so that the bits are the same on every machine.
struct WideLanes {
  typealias Lanes = SIMD8<Double>

  /// The values rounded to double.
  var high: Lanes
  /// What rounding left over.
  var low: Lanes

  @inline(__always)
  init(_ high: Lanes, _ low: Lanes) {
    self.high = high
    self.low = low
  }

  @inline(__always)
  init(_ value: Lanes) {
    high = value
    low = Lanes(repeating: 0)
  }

  /// The exact sums of two doubles (Knuth 1969).
  @inline(__always)
  static func sum(_ a: Lanes, _ b: Lanes) -> WideLanes {
    let s = a + b
    let other = s - a
    return WideLanes(s, (a - (s - other)) + (b - other))
  }

  /// The exact products of two doubles (Dekker 1971), below 1e290 in size.
  @inline(__always)
  static func product(_ a: Lanes, _ b: Lanes) -> WideLanes {
    let p = a * b
    let (a1, a2) = halves(a)
    let (b1, b2) = halves(b)
    return WideLanes(p, ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2)
  }

  /// A double cut into two of at most 26 significant bits.
  @inline(__always)
  static func halves(_ x: Lanes) -> (Lanes, Lanes) {
    let scaled = x * 134_217_729
    let high = scaled - (scaled - x)
    return (high, x - high)
  }

  @inline(__always)
  static func + (a: WideLanes, b: WideLanes) -> WideLanes {
    let high = sum(a.high, b.high)
    return renormalized(high.high, high.low + (a.low + b.low))
  }

  @inline(__always)
  static func - (a: WideLanes, b: WideLanes) -> WideLanes {
    a + WideLanes(-b.high, -b.low)
  }

  @inline(__always)
  static func * (a: WideLanes, b: WideLanes) -> WideLanes {
    let p = product(a.high, b.high)
    return renormalized(p.high, p.low + (a.high * b.low + a.low * b.high))
  }

  @inline(__always)
  static func * (a: WideLanes, b: Lanes) -> WideLanes {
    let p = product(a.high, b)
    return renormalized(p.high, p.low + a.low * b)
  }

  /// This divided by another value, whose upper part's inverse is known.
  @inline(__always)
  func quotient(_ b: WideLanes, inverse: Lanes) -> WideLanes {
    let first = high * inverse
    let remainder = self - b * first
    return WideLanes.renormalized(first, remainder.high * inverse)
  }

  /// One of two values, lane by lane.
  @inline(__always)
  func replacing(with other: WideLanes, where mask: SIMDMask<SIMD8<Int64>>) -> WideLanes {
    WideLanes(
      high.replacing(with: other.high, where: mask), low.replacing(with: other.low, where: mask))
  }

  @inline(__always)
  private static func renormalized(_ a: Lanes, _ b: Lanes) -> WideLanes {
    let s = a + b
    return WideLanes(s, b - (s - a))
  }
}
