internal import Limits
internal import Quantities

extension PreviewReport {
  /// The bounds of a drug's concentrations that concern the patient, as lines of a chart, lowest
  /// first.
  func limitRules(for drug: SimulatedDrug) -> [ChartModel.Rule] {
    var rules: [ChartModel.Rule] = []
    for (rule, _, limits) in checkedRules(of: drug) {
      switch rule.measure {
      case .concentration, .peakConcentration: break
      default: continue
      }
      for thresholds in [rule.lower, rule.upper].compactMap(\.self) {
        let bounds =
          thresholds.soft.map { (ChartModel.Rule.Weight.soft, $0) }
          + thresholds.hard.map { (.hard, $0) }
        rules += bounds.map { weight, bound in
          ChartModel.Rule(
            weight, label: "\(rule.id), \(limits.id)",
            value: bound.canonical * Scale.nanogramsPerMilliliter,
            source: JudgedSubject.sourceText(of: rule, in: limits))
        }
      }
    }
    return rules.sorted { $0.value < $1.value }
  }

  /// The bounds of a drug's rate for this patient, mg/h, as far as the verdicts work them out.
  func rateRules(for drug: SimulatedDrug) -> [ChartModel.Rule] {
    var rules: [ChartModel.Rule] = []
    for (rule, verdict, limits) in checkedRules(of: drug) where rule.measure == .rate {
      var seen: Set<LimitSeverity> = []
      for measured in [verdict.worst].compactMap(\.self) + verdict.breaches.map(\.worst)
      where measured.side == .upper && seen.insert(measured.severity).inserted {
        rules.append(
          ChartModel.Rule(
            measured.severity == .hard ? .hard : .soft,
            label: "\(rule.id), \(limits.id)",
            value: measured.limit * Scale.perHour,
            source: JudgedSubject.sourceText(of: rule, in: limits)))
      }
    }
    return rules.sorted { $0.value < $1.value }
  }

  /// The rules about a drug but those that concern others, each with its verdict and its set.
  private func checkedRules(
    of drug: SimulatedDrug
  ) -> [(rule: LimitRule, verdict: Verdict, limits: LimitSet)] {
    (judgements ?? []).filter { $0.limits.drug == drug.name }.flatMap { judgement in
      judgement.verdicts.compactMap { verdict in
        guard case .rule(let index) = verdict.subject else { return nil }
        if case .notChecked(.notConcerned) = verdict.outcome { return nil }
        return (judgement.limits.rules[index], verdict, judgement.limits)
      }
    }
  }
}
