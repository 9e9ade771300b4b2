internal import Quantities

/// One value that a rule measures, and where it comes from.
struct Reading: Sendable {
  /// In the canonical unit; infinite for what exceeds every bound.
  var value: Double
  /// The same without rounding, where it is known so.
  var exact: Rational?
  /// When, min since the start.
  var minutes: Double?
  /// Up to when it stays in force, min since the start; nothing for what happens at one moment.
  var until: Double?
  /// The index of the line that causes it.
  var line: Int?
  /// Counted from 1.
  var session: Int?
  /// How long it lasts, min, where that means something.
  var duration: Rational?
  /// The moment from which a bound is passed, when that is not ``minutes``.
  var passing: Passing = .atOnce

  /// How the moment is found at which a growing value passes a bound.
  enum Passing: Sendable {
    /// At the reading's own moment.
    case atOnce
    /// When the amount given has grown by the bound since this amount had been given.
    case amount(since: Rational)
    /// When this much time has passed since a moment, min.
    case time(since: Rational)
  }

  /// A value that is known exactly.
  init(
    _ exact: Rational, at minutes: Double? = nil, until: Double? = nil, line: Int? = nil,
    session: Int? = nil, duration: Rational? = nil, passing: Passing = .atOnce
  ) {
    value = exact.double
    self.exact = exact
    self.minutes = minutes
    self.until = until
    self.line = line
    self.session = session
    self.duration = duration
    self.passing = passing
  }

  /// A value that is a binary number.
  init(
    approximate value: Double, at minutes: Double? = nil, until: Double? = nil, line: Int? = nil,
    session: Int? = nil
  ) {
    self.value = value
    self.minutes = minutes
    self.until = until
    self.line = line
    self.session = session
  }

  /// Whether it is in force at a moment; at its very end it no longer is.
  func holds(at moment: Double) -> Bool {
    guard let minutes else { return false }
    return minutes == moment || minutes < moment && moment < until ?? minutes
  }

  /// Whether it is beyond a bound; a bound that is just touched is kept.
  func isBeyond(_ bound: Bound) -> Bool {
    if let exact {
      return bound.side == .upper ? exact > bound.limit : exact < bound.limit
    }
    let limit = bound.limit.double
    return bound.side == .upper ? value > limit : value < limit
  }

  /// Whether it is further out than another one.
  func isFurther(than other: Reading, _ side: Measurement.Side) -> Bool {
    if let exact, let exactOther = other.exact {
      return side == .upper ? exact > exactOther : exact < exactOther
    }
    return side == .upper ? value > other.value : value < other.value
  }
}

/// One side and severity of a rule for one patient.
struct Bound: Sendable {
  /// In the canonical unit of what is measured.
  let limit: Rational
  /// As the rule states it; of several the one that binds.
  let quantity: Quantity
  let severity: LimitSeverity
  let side: Measurement.Side
}

/// Why a rule cannot be checked, on its way to the verdict.
struct Unchecked: Error {
  let reason: NotChecked

  static func unknown(_ what: String, _ remedy: String) -> Unchecked {
    Unchecked(reason: .unknown(what, remedy: remedy))
  }
}
