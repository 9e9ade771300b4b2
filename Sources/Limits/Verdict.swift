public import Quantities

/// How much passing a bound matters.
public enum LimitSeverity: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Reported; can be accepted with a reason until a date.
  case soft
  /// Reported; nothing accepts it.
  case hard

  /// Whether the first matters less.
  public static func < (a: LimitSeverity, b: LimitSeverity) -> Bool { a == .soft && b == .hard }
}

/// What became of one rule, or of one contraindication, for one patient and schedule.
public struct Verdict: Hashable, Sendable {
  /// What was judged.
  public enum Subject: Hashable, Sendable {
    /// A rule, by its index in ``LimitSet/rules``.
    case rule(Int)
    /// A contraindication, by its index in ``LimitSet/contraindications``.
    case contraindication(Int)
  }

  /// How it went.
  public enum Outcome: Hashable, Sendable {
    /// Within all bounds; a bound that is just touched is kept.
    case pass
    /// A bound is passed.
    case broken(LimitSeverity)
    /// Nothing is known, and why.
    case notChecked(NotChecked)
  }

  /// What was judged.
  public var subject: Subject
  /// How it went.
  public var outcome: Outcome
  /// The value nearest to its bound, or farthest beyond it; nothing when not checked, when the
  /// schedule holds nothing to measure, and for a contraindication.
  public var worst: Measurement?
  /// Every bound that is passed, the intended schedule's before the deliverable one's, soft before
  /// hard, lower before upper; empty in the judgement of one moment.
  public var breaches: [Breach]
  /// Why a bound of the rule beside those that are passed could not be checked.
  ///
  /// It may be a worse one; nothing when all were checked.
  public var open: NotChecked?
  /// Why the set may not be meant for the patient, for a declared condition that is reported all the
  /// same; nothing where the set is meant for him, and for rules.
  public var setExclusion: NotChecked?
  /// Whether it has a say in the whole: not when its evidence is weak and strong is asked for.
  public var counts: Bool
  /// Who accepted it, why and until when; only for soft bounds, and only while it has not expired.
  public var acceptance: Acceptance?

  /// Makes a verdict.
  public init(
    _ subject: Subject, _ outcome: Outcome, worst: Measurement? = nil, breaches: [Breach] = [],
    open: NotChecked? = nil, setExclusion: NotChecked? = nil, counts: Bool = true,
    acceptance: Acceptance? = nil
  ) {
    self.subject = subject
    self.outcome = outcome
    self.worst = worst
    self.breaches = breaches
    self.open = open
    self.setExclusion = setExclusion
    self.counts = counts
    self.acceptance = acceptance
  }
}

/// Why a rule was not checked.
public enum NotChecked: Hashable, Sendable {
  /// The patient, place or diagnosis is not one that it concerns.
  case notConcerned(String)
  /// Something that it needs is not known; what, and how to state it.
  case unknown(String, remedy: String)
  /// Nothing in the schedule is of the kind that it measures.
  case nothingToMeasure(String)
}

/// Which schedule a value belongs to.
public enum Basis: String, Hashable, Sendable, CaseIterable {
  /// As ordered.
  case intended
  /// As the pump can run it.
  case deliverable
}

/// One measured value beside the bound that matters for it.
public struct Measurement: Hashable, Sendable {
  /// The value, in the canonical unit of its dimension (mg, mg/min, min, mg/L, L/min, a share, a
  /// count).
  public var value: Double
  /// The bound in the same unit, for this patient.
  public var limit: Double
  /// The bound as the rule states it: of several the one that binds.
  public var bound: Quantity
  /// Whether it is the soft or the hard bound.
  public var severity: LimitSeverity
  /// Whether it is an upper or a lower bound.
  public var side: Side
  /// When the value occurs, min since the start; nothing for what has no moment.
  public var minutes: Double?
  /// The index of the schedule line that causes it.
  public var line: Int?
  /// The session it occurs in, counted from 1; nothing for what concerns the whole course.
  public var session: Int?
  /// Which schedule it belongs to.
  public var basis: Basis

  /// A side of a rule.
  public enum Side: String, Hashable, Sendable, CaseIterable {
    /// What must be reached.
    case lower
    /// What must not be exceeded.
    case upper
  }

  /// What is left up to the bound, as a share of the bound.
  ///
  /// Negative beyond it; nothing for a bound of zero.
  public var margin: Double? {
    guard limit != 0 else { return nil }
    return (side == .upper ? limit - value : value - limit) / limit
  }

  /// Makes a measurement.
  public init(
    value: Double, limit: Double, bound: Quantity, severity: LimitSeverity, side: Side,
    minutes: Double? = nil, line: Int? = nil, session: Int? = nil, basis: Basis = .intended
  ) {
    self.value = value
    self.limit = limit
    self.bound = bound
    self.severity = severity
    self.side = side
    self.minutes = minutes
    self.line = line
    self.session = session
    self.basis = basis
  }
}

/// A bound that is passed: the worst of it, when it first happens, and for how long.
public struct Breach: Hashable, Sendable {
  /// The value farthest beyond the bound.
  public var worst: Measurement
  /// When the bound is first passed, min since the start; nothing for what has no moment.
  public var first: Double?
  /// The index of the schedule line that first passes it.
  public var firstLine: Int?
  /// For how long in all, min; nothing for what has no duration, such as a bolus.
  public var duration: Double?
  /// How many separate times.
  public var occurrences: Int
  /// The schedule lines to blame: where the bound is first passed, where it is passed farthest, of
  /// values that are taken one by one every other that passes it, and of a concentration above its
  /// bound every line that gives drug meanwhile; ascending.
  public private(set) var lines: [Int]

  /// Makes a breach.
  public init(
    worst: Measurement, first: Double? = nil, firstLine: Int? = nil, duration: Double? = nil,
    occurrences: Int = 1, lines: [Int] = []
  ) {
    self.worst = worst
    self.first = first
    self.firstLine = firstLine
    self.duration = duration
    self.occurrences = occurrences
    self.lines = Set(lines + [firstLine, worst.line].compactMap(\.self)).sorted()
  }
}
