internal import BigInt

extension Rational: Comparable {
  /// Compares exactly.
  public static func < (a: Rational, b: Rational) -> Bool {
    if case .small(let top, let bottom) = a.form,
      case .small(let otherTop, let otherBottom) = b.form
    {
      return bottom == otherBottom
        ? top < otherTop : Int128(top) * Int128(otherBottom) < Int128(otherTop) * Int128(bottom)
    }
    let (x, y) = (a.parts, b.parts)
    return x.top * y.bottom < y.top * x.bottom
  }

  /// The sum.
  public static func + (a: Rational, b: Rational) -> Rational {
    if let sum = a.combined(with: b, { $0.addingReportingOverflow($1) }) { return sum }
    let (x, y) = (a.parts, b.parts)
    return Rational(top: x.top * y.bottom + y.top * x.bottom, bottom: x.bottom * y.bottom)
  }

  /// The difference.
  public static func - (a: Rational, b: Rational) -> Rational {
    if let sum = a.combined(with: b, { $0.subtractingReportingOverflow($1) }) { return sum }
    let (x, y) = (a.parts, b.parts)
    return Rational(top: x.top * y.bottom - y.top * x.bottom, bottom: x.bottom * y.bottom)
  }

  /// The negative.
  public static prefix func - (a: Rational) -> Rational { .zero - a }

  /// The product.
  public static func * (a: Rational, b: Rational) -> Rational {
    if case .small(let top, let bottom) = a.form,
      case .small(let otherTop, let otherBottom) = b.form,
      let product = product(top, bottom, otherTop, otherBottom)
    {
      return product
    }
    let (x, y) = (a.parts, b.parts)
    return Rational(top: x.top * y.top, bottom: x.bottom * y.bottom)
  }

  /// The quotient.
  /// - Precondition: The divisor is not zero.
  public static func / (a: Rational, b: Rational) -> Rational {
    precondition(!b.isZero, "A rational number cannot be divided by zero.")
    if case .small(let top, let bottom) = a.form,
      case .small(let otherTop, let otherBottom) = b.form
    {
      let sign: Int64 = otherTop < 0 ? -1 : 1
      if let quotient = product(top, bottom, sign * otherBottom, sign * otherTop) {
        return quotient
      }
    }
    let (x, y) = (a.parts, b.parts)
    return Rational(top: x.top * y.bottom, bottom: x.bottom * y.top)
  }

  /// Adds to a number.
  public static func += (a: inout Rational, b: Rational) { a = a + b }
  /// Takes away from a number.
  public static func -= (a: inout Rational, b: Rational) { a = a - b }

  /// The product of two quotients in lowest terms, when it fits machine words.
  private static func product(_ a: Int64, _ b: Int64, _ c: Int64, _ d: Int64) -> Rational? {
    // Dividing crosswise first leaves the product in lowest terms.
    let first = Int64(greatestCommonDivisor(a.magnitude, d.magnitude))
    let second = Int64(greatestCommonDivisor(c.magnitude, b.magnitude))
    let top = (a / first).multipliedReportingOverflow(by: c / second)
    let bottom = (b / second).multipliedReportingOverflow(by: d / first)
    guard !top.overflow, !bottom.overflow, top.partialValue != .min else { return nil }
    return Rational(form: .small(top.partialValue, bottom.partialValue))
  }

  /// The sum or difference, when it fits machine words.
  private func combined(
    with other: Rational, _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) -> Rational? {
    guard case .small(let top, let bottom) = form,
      case .small(let otherTop, let otherBottom) = other.form
    else { return nil }
    // Knuth, The Art of Computer Programming 2, 4.5.1: only the common divisor can be left over.
    let common = Int64(greatestCommonDivisor(bottom.magnitude, otherBottom.magnitude))
    let a = top.multipliedReportingOverflow(by: otherBottom / common)
    let b = otherTop.multipliedReportingOverflow(by: bottom / common)
    guard !a.overflow, !b.overflow else { return nil }
    let sum = operation(a.partialValue, b.partialValue)
    guard !sum.overflow, sum.partialValue != .min else { return nil }
    let rest = Int64(greatestCommonDivisor(sum.partialValue.magnitude, common.magnitude))
    let below = (bottom / rest).multipliedReportingOverflow(by: otherBottom / common)
    if sum.partialValue == 0 { return .zero }
    return below.overflow
      ? nil : Rational(form: .small(sum.partialValue / rest, below.partialValue))
  }
}
