extension Judgement {
  /// The same with every soft finding marked that somebody has accepted.
  ///
  /// Hard bounds, and bounds that are kept, are never marked; nor does an acceptance count that has
  /// expired, whatever the clock of the machine says. Of several that fit the one that holds longest
  /// is taken.
  /// - Parameters:
  ///   - acceptances: What has been accepted.
  ///   - protocolID: The protocol that was judged.
  ///   - patient: The patient's name in the panel.
  ///   - day: The day for which the question is asked.
  public func accepting(
    _ acceptances: [Acceptance], protocolID: String? = nil, patient: String? = nil,
    on day: CalendarDay
  ) -> Judgement {
    var result = self
    for index in verdicts.indices {
      result.verdicts[index].acceptance = nil
      guard case .broken(.soft) = verdicts[index].outcome else { continue }
      let name = limits.name(of: verdicts[index].subject)
      result.verdicts[index].acceptance =
        acceptances.filter { acceptance in
          acceptance.rule == name && !acceptance.hasExpired(on: day)
            && acceptance.concerns(limitSet: limits.id, protocolID: protocolID, patient: patient)
        }
        .max { $0.until < $1.until }
    }
    return result
  }
}

extension Acceptance {
  /// Whether its last day has passed.
  public func hasExpired(on day: CalendarDay) -> Bool { until < day }

  /// Whether it concerns a set of limits, a protocol and a patient.
  public func concerns(limitSet: String, protocolID: String?, patient: String?) -> Bool {
    (self.limitSet == nil || self.limitSet == limitSet)
      && (self.protocolID == nil || self.protocolID == protocolID)
      && (self.patient == nil || self.patient == patient)
  }
}

extension LimitSet {
  /// The name by which a subject is accepted: the rule's id, or the condition.
  public func name(of subject: Verdict.Subject) -> String {
    switch subject {
    case .rule(let index): rules[index].id
    case .contraindication(let index): contraindications[index].condition.rawValue
    }
  }
}
