public import Diagnostics
public import Quantities

/// One limit: what is measured, between which bounds it must lie, for whom, and who says so.
public struct LimitRule: Hashable, Sendable {
  /// The name by which reports, baselines and overrides refer to it.
  public var id: String
  /// What is measured.
  public var measure: Measure
  /// What must not be exceeded; the bounds themselves are allowed.
  public var upper: Thresholds?
  /// What must be reached; the bounds themselves are allowed.
  public var lower: Thresholds?
  /// Whom it concerns.
  public var selector: Selector
  /// The route whose doses it concerns; every route when absent.
  public var route: String?
  /// What the reader should do or know when it is broken.
  public var advisory: String?
  /// The id of its source.
  public var source: String
  /// How well that was seen.
  public var evidence: Evidence
  /// What else should be known about the number.
  public var note: String?
  /// Where it is written.
  public var location: SourceLocation?

  /// Makes a rule.
  public init(
    id: String, measure: Measure, upper: Thresholds? = nil, lower: Thresholds? = nil,
    selector: Selector = Selector(), route: String? = nil, advisory: String? = nil,
    source: String, evidence: Evidence, note: String? = nil, location: SourceLocation? = nil
  ) {
    self.id = id
    self.measure = measure
    self.upper = upper
    self.lower = lower
    self.selector = selector
    self.route = route
    self.advisory = advisory
    self.source = source
    self.evidence = evidence
    self.note = note
    self.location = location
  }
}

extension LimitRule {
  /// Whether it has a bound on a side.
  func bounds(_ side: Measurement.Side) -> Bool {
    let thresholds = side == .lower ? lower : upper
    return thresholds.map { !$0.soft.isEmpty || !$0.hard.isEmpty } ?? false
  }
}

/// The soft and the hard bound of one side of a rule.
///
/// Each may be written per kilogram, absolutely, or both ways; of two the tighter one binds for a
/// patient, and the report says which.
public struct Thresholds: Hashable, Sendable {
  /// Passing this is reported and can be overridden with a reason.
  public var soft: [Quantity]
  /// Passing this cannot be overridden.
  public var hard: [Quantity]

  /// Makes the bounds of one side.
  public init(soft: [Quantity] = [], hard: [Quantity] = []) {
    self.soft = soft
    self.hard = hard
  }
}

extension Evidence {
  /// Whether a number was seen well enough to raise an alarm on its own.
  ///
  /// Seen in the primary abstract or label, or in two independent transcriptions.
  public var isStrong: Bool {
    switch self {
    case .abstract, .twoSources: true
    case .oneSource, .weakSource, .calculated, .assumption: false
    }
  }
}
