internal import Quantities
internal import Simulation

/// One rule measured for one patient, bound by bound, before it becomes a verdict.
struct RuleAssessment {
  /// A bound with the value that comes nearest to it or goes farthest beyond it.
  struct Item {
    let bound: Bound
    let measurement: Measurement
    let isBroken: Bool
    let breach: Breach?
  }

  /// Why the rule is not checked at all.
  var notChecked: NotChecked?
  /// Why a bound beside those of the items could not be checked.
  var open: NotChecked?
  /// The intended schedule's bounds before the deliverable one's; soft before hard, lower before
  /// upper.
  var items: [Item] = []

  /// The verdict on a rule.
  func verdict(_ subject: Verdict.Subject, counts: Bool) -> Verdict {
    if let notChecked { return Verdict(subject, .notChecked(notChecked), counts: counts) }
    let broken = items.filter(\.isBroken)
    guard let severity = broken.map(\.bound.severity).max() else {
      // What is within the known bounds may be beyond the others.
      if let open { return Verdict(subject, .notChecked(open), counts: counts) }
      return Verdict(
        subject, .pass, worst: RuleAssessment.nearest(items)?.measurement, counts: counts)
    }
    let worst = RuleAssessment.nearest(broken.filter { $0.bound.severity == severity })
    return Verdict(
      subject, .broken(severity), worst: worst?.measurement, breaches: broken.compactMap(\.breach),
      open: open, counts: counts)
  }

  /// The item with the smallest margin, the first of equal ones.
  private static func nearest(_ items: [Item]) -> Item? {
    items.min { $0.distance < $1.distance }
  }
}

extension RuleAssessment.Item {
  /// The margin as a number that always is one.
  var distance: Double {
    measurement.margin ?? (isBroken ? -.infinity : 0)
  }
}
