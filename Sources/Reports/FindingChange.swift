internal import Limits
internal import Quantities

/// What became of one rule or contraindication from one plan to another.
struct FindingChange {
  /// In the order in which reports show them.
  enum Kind: Int {
    /// Broken by the new plan only.
    case new
    /// Broken by both, and further by the new one.
    case worse
    /// Looked at for the first plan, and not for the new one.
    case unchecked
    /// Broken by both, and as far by one as by the other, but elsewhere or for longer.
    case changed
    /// Broken by both, and further by the first one.
    case better
    /// Broken by the first plan only.
    case gone
    /// Broken by both in the same way.
    case same
    /// Kept by both, or nothing to say of either.
    case kept

    /// As reports name it.
    var name: String {
      switch self {
      case .new: "new"
      case .worse: "worse"
      case .unchecked: "unchecked"
      case .changed: "changed"
      case .better: "better"
      case .gone: "gone"
      case .same: "same"
      case .kept: "kept"
      }
    }
  }

  let kind: Kind
  let set: LimitSet
  let subject: Verdict.Subject
  let a: Side
  let b: Side

  /// One plan's verdict.
  struct Side {
    let verdict: Verdict?
    let finding: Finding?

    /// How loud it is: nothing, one that was accepted or has no say, soft, hard.
    var rank: Int {
      guard let finding else { return 0 }
      return finding.verdict.isOpen ? finding.severity == .hard ? 3 : 2 : 1
    }

    /// Whether something is known of it.
    var isKnown: Bool {
      if case .notChecked(.unknown) = verdict?.outcome { return false }
      return verdict != nil
    }

    /// Everything a report says of the breach, to find out whether two are the same.
    fileprivate var texts: [String?] {
      guard let finding else { return [] }
      return [finding.headline, finding.bounds, finding.passing, finding.open, finding.standing]
    }

    fileprivate var margin: Double? { finding?.verdict.worst?.margin }
  }

  init(_ subject: Verdict.Subject, of set: LimitSet, _ a: Side, _ b: Side) {
    self.subject = subject
    self.set = set
    self.a = a
    self.b = b
    kind = Self.kind(a, b)
  }

  private static func kind(_ a: Side, _ b: Side) -> Kind {
    switch (a.rank, b.rank) {
    case (0, 0): return a.isKnown && !b.isKnown ? .unchecked : .kept
    case (0, _): return .new
    case (_, 0): return b.isKnown ? .gone : .unchecked
    case (let x, let y) where x != y: return x < y ? .worse : .better
    default: break
    }
    if let x = a.margin, let y = b.margin, x != y, a.texts != b.texts {
      return y < x ? .worse : .better
    }
    return a.texts == b.texts ? .same : .changed
  }

  /// The severity that is passed: of the new plan, or of the first where the new one keeps it.
  var severity: LimitSeverity? { (b.finding ?? a.finding)?.severity }

  /// The order in which findings are shown: new before gone, hard before soft, then by what is
  /// measured: doses, rates, times, the pump, concentrations, exposure.
  var order: [Int] {
    let topic: Int
    switch subject {
    case .contraindication: topic = 0
    case .rule(let index): topic = set.rules[index].measure.topic
    }
    return [kind.rawValue, severity == .hard ? 0 : severity == .soft ? 1 : 2, topic]
  }

  /// How loud the new plan's finding is, where it is new or worse and nobody accepted it.
  var alarm: LimitSeverity? {
    guard kind == .new || kind == .worse, let finding = b.finding, finding.verdict.isOpen else {
      return nil
    }
    return finding.severity
  }
}

extension Measure {
  /// Where it stands among others: what is given before what follows from it.
  fileprivate var topic: Int {
    switch self {
    case .bolusDose, .loadingDose, .sessionDose, .courseDose, .doseInWindow: 1
    case .rate, .bolusRate, .rateIncrease, .rateDecrease: 2
    case .bolusDuration, .bolusInterval, .bolusCount, .loadingDuration, .sessionDuration,
      .courseDuration, .timeBeforeIncrease, .timeBeforeDecrease, .sessionInterval, .sessionCount:
      3
    case .bagConcentration, .pumpFlow, .pumpError: 4
    case .concentration, .peakConcentration: 5
    case .timeAbove: 6
    }
  }
}
