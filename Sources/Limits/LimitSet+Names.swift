extension LimitSet {
  /// The name of a rule, or of the condition of a contraindication.
  public func name(of subject: Verdict.Subject) -> String {
    switch subject {
    case .rule(let index): rules[index].id
    case .contraindication(let index): contraindications[index].condition.rawValue
    }
  }
}
