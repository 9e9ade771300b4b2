internal import Limits
internal import Quantities
internal import Simulation

/// A bound of a concentration, as a line across a chart.
struct LimitLine: Hashable {
  let severity: LimitSeverity
  let side: Measurement.Side
  /// The bound as the rule states it.
  let bound: Quantity
  /// The set and the rule.
  let name: String
  /// What is bounded, such as `plasma concentration`.
  let words: String

  /// The bound, mg/L.
  var concentration: Double { bound.canonical }

  /// Such as `200 ng/mL, soft upper limit ketamine/acute-pain/plasma-max (plasma concentration)`.
  var text: String { "\(bound), \(severity.rawValue) \(side.rawValue) limit \(name) (\(words))" }
}

extension PreviewReport {
  /// The bounds of a drug's concentrations that concern the patient, lowest first.
  func limitLines(for drug: SimulatedDrug) -> [LimitLine] {
    var lines: [LimitLine] = []
    for judgement in judgements ?? [] where judgement.limits.drug == drug.name {
      for verdict in judgement.verdicts {
        guard case .rule(let index) = verdict.subject else { continue }
        if case .notChecked(.notConcerned) = verdict.outcome { continue }
        let rule = judgement.limits.rules[index]
        let site: Measure.Site
        switch rule.measure {
        case .concentration(let measured, _), .peakConcentration(let measured): site = measured
        default: continue
        }
        let sides: [(Measurement.Side, Thresholds?)] = [(.lower, rule.lower), (.upper, rule.upper)]
        for (side, thresholds) in sides {
          let bounds =
            (thresholds?.soft ?? []).map { (LimitSeverity.soft, $0) }
            + (thresholds?.hard ?? []).map { (LimitSeverity.hard, $0) }
          lines += bounds.map { severity, bound in
            LimitLine(
              severity: severity, side: side, bound: bound,
              name: "\(judgement.limits.id)/\(rule.id)", words: site.words)
          }
        }
      }
    }
    return lines.sorted { $0.concentration < $1.concentration }
  }
}
