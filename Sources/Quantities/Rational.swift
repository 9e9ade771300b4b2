internal import BigInt

/// A quotient of whole numbers of any size, always in lowest terms: arithmetic without rounding.
///
/// A dose is a product of a number as written, a weight, a scale and a strength, all of which are
/// such quotients; it is rounded once, where it becomes a binary number. Small numbers, which are
/// nearly all there are, are kept and worked on in machine words.
public struct Rational: Hashable, Sendable {
  /// A number has one form only, so equal numbers are equal values.
  enum Form: Hashable, Sendable {
    /// Numerator and denominator; the denominator is positive, neither is `Int64.min`.
    case small(Int64, Int64)
    /// The same where either needs more than 63 bits.
    case large(BigInt, BigInt)
  }

  /// The number.
  let form: Form

  init(form: Form) {
    self.form = form
  }

  /// The number zero.
  public static let zero = Rational(0)
  /// The number one.
  public static let one = Rational(1)

  /// A whole number.
  public init(_ whole: Int64) {
    self.init(top: whole, bottom: 1)
  }

  /// The product of `factors` times `10^power`, over the product of `divisors`.
  ///
  /// The sign is the product of all signs.
  /// - Precondition: No divisor is zero.
  public init(_ factors: [Int64], over divisors: [Int64] = [], tenTo power: Int = 0) {
    var product = Rational.one
    for factor in factors { product = product * Rational(factor) }
    for divisor in divisors { product = product / Rational(divisor) }
    self = power == 0 ? product : product.timesTen(to: power)
  }

  /// A decimal number, exactly as written.
  public init(_ number: DecimalNumber) {
    self = Rational(number.significand).timesTen(to: number.exponent)
  }

  /// A quantity in the canonical unit of its dimension (mg, umol, kg, L, min, cm).
  public init(_ quantity: Quantity) {
    self = quantity.unit.ratio * Rational(quantity.number)
  }

  /// A moment or duration in minutes.
  public init(minutes tick: Tick) {
    self.init(top: tick.flicks, bottom: Tick.perMinute)
  }

  /// The exact value of a binary number; nothing for one that is not finite.
  public init?(exactly number: Double) {
    guard number.isFinite else { return nil }
    guard number != 0 else {
      self = .zero
      return
    }
    // The significand as a whole number without trailing zeros, and its power of two.
    let width = number.significandWidth
    let whole = Int64(number.significand * Double(sign: .plus, exponent: width, significand: 1))
    let power = Int(number.exponent) - width
    let signed = number.sign == .minus ? -whole : whole
    if power <= 0, power > -63 {
      self.init(form: .small(signed, 1 << Int64(-power)))
    } else if power > 0, number.exponent < 62 {
      self.init(form: .small(signed << Int64(power), 1))
    } else if power > 0 {
      self.init(top: BigInt(signed) << power, bottom: 1)
    } else {
      self.init(form: .large(BigInt(signed), BigInt(1) << -power))
    }
  }

  /// A quotient of two numbers, brought to lowest terms.
  init(top: Int64, bottom: Int64) {
    precondition(bottom != 0, "A rational number needs a divisor other than zero.")
    guard top != .min, bottom != .min else {
      self.init(top: BigInt(top), bottom: BigInt(bottom))
      return
    }
    let divisor = Int64(greatestCommonDivisor(top.magnitude, bottom.magnitude))
    let sign: Int64 = bottom < 0 ? -1 : 1
    self.init(form: .small(sign * (top / divisor), sign * (bottom / divisor)))
  }

  /// A quotient of two numbers of any size, brought to lowest terms.
  init(top: BigInt, bottom: BigInt) {
    precondition(!bottom.isZero, "A rational number needs a divisor other than zero.")
    let divisor = BigInt(greatestCommonDivisor(top.magnitude, bottom.magnitude))
    let (above, below) = (top / divisor, bottom.magnitude / divisor.magnitude)
    let signed = bottom.sign == .minus ? -above : above
    if let a = Int64(exactly: signed), let b = Int64(exactly: below), a != .min {
      self.init(form: .small(a, b))
    } else {
      self.init(form: .large(signed, BigInt(below)))
    }
  }

  /// Both parts at any size.
  var parts: (top: BigInt, bottom: BigInt) {
    switch form {
    case .small(let top, let bottom): (BigInt(top), BigInt(bottom))
    case .large(let top, let bottom): (top, bottom)
    }
  }

  private func timesTen(to power: Int) -> Rational {
    if power == 0 || isZero { return self }
    if power.magnitude <= 18 {
      var ten: Int64 = 1
      for _ in 0..<power.magnitude { ten *= 10 }
      return self * (power > 0 ? Rational(top: ten, bottom: 1) : Rational(top: 1, bottom: ten))
    }
    let ten = BigInt(10).power(Int(power.magnitude))
    let (top, bottom) = parts
    return power > 0
      ? Rational(top: top * ten, bottom: bottom) : Rational(top: top, bottom: bottom * ten)
  }

  /// Whether it is zero.
  public var isZero: Bool { form == .small(0, 1) }

  /// -1, 0 or 1.
  public var signum: Int {
    switch form {
    case .small(let top, _): Int(top.signum())
    case .large(let top, _): Int(top.signum())
    }
  }
}

/// The largest number that divides both; the other one when one is zero, one when both are.
private func greatestCommonDivisor(_ a: BigUInt, _ b: BigUInt) -> BigUInt {
  var (a, b) = (a, b)
  while !b.isZero {
    if let x = UInt64(exactly: a), let y = UInt64(exactly: b) {
      return BigUInt(greatestCommonDivisor(x, y))
    }
    (a, b) = (b, a % b)
  }
  return a.isZero ? 1 : a
}

/// The largest number that divides both; the other one when one is zero, one when both are.
func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
  if a == 0 || b == 0 { return max(a | b, 1) }
  let shift = (a | b).trailingZeroBitCount
  var (x, y) = (a >> UInt64(a.trailingZeroBitCount), b)
  while y != 0 {
    y >>= UInt64(y.trailingZeroBitCount)
    if x > y { (x, y) = (y, x) }
    y -= x
  }
  return x << UInt64(shift)
}
