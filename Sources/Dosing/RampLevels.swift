internal import Diagnostics
internal import Quantities

/// The levels of a ramp, exact in decimals.
struct RampLevels {
  /// The most levels a ramp may have.
  static let most = 10_000

  /// The levels in order; the last is the ramp's `to`.
  let levels: [Quantity]

  /// Works out the levels.
  /// - Parameters:
  ///   - ramp: The ramp.
  ///   - first: Its first level.
  ///   - location: Where it is written.
  /// - Throws: `T5003`, `T5004`, `T5005`, `T5013` or `T5015`.
  init(
    _ ramp: ProtocolStep.Ramp, from first: Quantity, at location: SourceLocation
  ) throws(Diagnostic) {
    guard first.dimension == ramp.to.dimension, first.dimension == ramp.by.dimension,
      first.scalar == ramp.to.scalar, first.scalar == ramp.by.scalar
    else {
      throw Diagnostic(
        .mixedUnits, at: location,
        "the ramp goes from `\(first)` to `\(ramp.to)` by `\(ramp.by)`, which do not go together",
        expected: "first level, last level and step in units of one kind, per the same weight",
        remedy: "write all three in the unit `\(ramp.to.unit.symbol)`")
    }
    guard let common = Common(first, ramp) else {
      throw Diagnostic(
        .mixedUnits, at: location,
        "`\(first)`, `\(ramp.to)` and `\(ramp.by)` have no exact decimals in any one of their units",
        remedy: "write all three in the unit `\(ramp.to.unit.symbol)`")
    }
    let up = ramp.direction == .up
    guard up ? common.from < common.to : common.from > common.to else {
      throw Diagnostic(
        .wrongDirection, at: location,
        "\(up ? "an escalation" : "a taper") from `\(first)` to `\(ramp.to)`",
        expected: "a last level \(up ? "above" : "below") the first",
        remedy: common.from == common.to
          ? "write a `set rate` for a constant rate"
          : "write `\(up ? "taper" : "escalate")`, or exchange the two levels")
    }
    let (span, step) = try common.wholeSpan(at: location)
    let count = span / step
    guard count < Int128(RampLevels.most) else {
      throw Diagnostic(
        .tooManyDeliveries, at: location, "the ramp has more than \(RampLevels.most) levels",
        remedy: "choose a larger step")
    }
    func level(_ k: Int) throws(Diagnostic) -> Quantity {
      guard let rise = common.by.multiplied(by: DecimalNumber(k)),
        let number = up ? common.from.adding(rise) : common.from.subtracting(rise)
      else { throw Common.beyondReach(at: location) }
      return Quantity(number, common.unit, scalar: ramp.to.scalar)
    }
    let steps = Int(count)
    guard span % step == 0 else {
      let below = try level(steps)
      let above = up || common.to > .zero ? try? level(steps + 1) : nil
      let choices = [steps > 0 ? below : nil, above].compactMap { $0 }
        .filter { $0.number >= .zero }.map { "`\($0)`" }
      throw Diagnostic(
        .unevenSteps, at: location,
        "steps of `\(ramp.by)` from `\(first)` do not reach `\(ramp.to)`",
        expected: "a last level that is a whole number of steps away",
        remedy: choices.isEmpty
          ? "choose a smaller step"
          : "end at \(choices.joined(separator: " or ")), or choose another step")
    }
    var levels: [Quantity] = []
    for k in 0...steps { levels.append(try level(k)) }
    self.levels = levels
  }
}

/// The three numbers of a ramp in one unit in which all of them are exact.
private struct Common {
  let unit: Unit
  let from: DecimalNumber
  let to: DecimalNumber
  let by: DecimalNumber

  init?(_ first: Quantity, _ ramp: ProtocolStep.Ramp) {
    for unit in [ramp.to.unit, ramp.by.unit, first.unit] {
      guard let from = first.exactNumber(in: unit), let to = ramp.to.exactNumber(in: unit),
        let by = ramp.by.exactNumber(in: unit)
      else { continue }
      (self.unit, self.from, self.to, self.by) = (unit, from, to, by)
      return
    }
    return nil
  }

  static func beyondReach(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .notComputable, at: location, "the levels of the ramp need more than 18 digits",
      remedy: "write the levels and the step with fewer digits")
  }

  /// The whole way and one step as whole numbers of the same power of ten.
  func wholeSpan(at location: SourceLocation) throws(Diagnostic) -> (span: Int128, step: Int128) {
    guard let span = from < to ? to.subtracting(from) : from.subtracting(to) else {
      throw Common.beyondReach(at: location)
    }
    let low = min(span.exponent, by.exponent)
    guard span.exponent - low <= 19, by.exponent - low <= 19, by > .zero else {
      throw Common.beyondReach(at: location)
    }
    func whole(_ number: DecimalNumber) -> Int128 {
      var digits = Int128(number.significand)
      for _ in 0..<(number.exponent - low) { digits *= 10 }
      return digits
    }
    return (whole(span), whole(by))
  }
}

extension Quantity {
  /// The number in another unit of the same dimension, when it is an exact decimal.
  func exactNumber(in other: Unit) -> DecimalNumber? {
    guard other.dimension == dimension else { return nil }
    let ratio = Int128(unit.numerator) * Int128(other.denominator)
    var bottom = Int128(unit.denominator) * Int128(other.numerator)
    let product = Int128(number.significand).multipliedReportingOverflow(by: ratio)
    guard !product.overflow, bottom > 0 else { return nil }
    var top = product.partialValue
    var (a, b) = (abs(top), bottom)
    while b != 0 { (a, b) = (b, a % b) }
    top /= max(1, a)
    bottom /= max(1, a)
    var power = number.exponent
    for (factor, partner) in [(Int128(10), Int128(1)), (2, 5), (5, 2)] {
      while bottom % factor == 0 {
        let raised = top.multipliedReportingOverflow(by: partner)
        if raised.overflow { return nil }
        top = raised.partialValue
        bottom /= factor
        power -= 1
      }
    }
    guard bottom == 1, let significand = Int64(exactly: top) else { return nil }
    return DecimalNumber(significand: significand, exponent: power)
  }
}
