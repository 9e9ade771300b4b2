/// An unevaluated sum of two doubles, about 106 significant bits.
///
/// The secular equation of a nearly degenerate star subtracts numbers that agree in half their
/// digits or more; evaluated in this type the difference still has sixteen good ones. Sums and
/// products follow Dekker (1971, doi:10.1007/BF01397083) and err by a few units of 2^-104.
struct DoubleDouble {
  /// The value rounded to double.
  var high: Double

  /// What rounding to `high` left over.
  var low: Double

  init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  /// The exact sum of two doubles.
  static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let s = a + b
    let bVirtual = s - a
    return DoubleDouble(s, (a - (s - bVirtual)) + (b - bVirtual))
  }

  /// The exact product of two doubles, if it does not underflow.
  static func product(_ a: Double, _ b: Double) -> DoubleDouble {
    let p = a * b
    return DoubleDouble(p, (-p).addingProduct(a, b))
  }

  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let high = sum(a.high, b.high)
    let low = sum(a.low, b.low)
    let middle = renormalized(high.high, high.low + low.high)
    return renormalized(middle.high, middle.low + low.low)
  }

  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    a + DoubleDouble(-b.high, -b.low)
  }

  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let p = product(a.high, b.high)
    return renormalized(p.high, p.low + (a.high * b.low + a.low * b.high))
  }

  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = a.high / b.high
    let remainder = a - b * DoubleDouble(first)
    return renormalized(first, remainder.high / b.high)
  }

  static func < (a: DoubleDouble, b: DoubleDouble) -> Bool {
    a.high < b.high || (a.high == b.high && a.low < b.low)
  }

  /// The exact sum of two doubles of which the first is the larger one.
  private static func renormalized(_ a: Double, _ b: Double) -> DoubleDouble {
    let s = a + b
    return DoubleDouble(s, b - (s - a))
  }
}
