public import Diagnostics
internal import Quantities

extension DosingProtocol {
  /// The law of every delivery of one drug, in the order of ``schedule(for:)``'s deliveries.
  /// - Parameter drug: Whose deliveries.
  /// - Throws: What ``check()`` finds, and doses by volume of unknown strength.
  public func doseLaws(of drug: String) throws(DiagnosticError) -> [DoseLaw] {
    let layout = layout()
    if let error = DiagnosticError(layout.diagnostics) { throw error }
    let (timelines, calendar) = (layout.timelines, layout.calendar)
    var laws: [(start: Tick, law: DoseLaw)] = []
    for entry in calendar.entries {
      for (plan, timeline) in zip(drugs, timelines) where plan.drug == drug {
        for order in timeline.orders {
          guard let start = entry.start.adding(order.start) else {
            throw DiagnosticError(.tooLong(at: order.location, "the session"))
          }
          do {
            if let law = try order.law(plan, scale: entry.scale) { laws.append((start, law)) }
          } catch {
            throw DiagnosticError(error)
          }
        }
      }
    }
    // Simultaneous ones stay as they were added, as in a schedule.
    let sorted = laws.indices.sorted { (laws[$0].start, $0) < (laws[$1].start, $1) }
    return sorted.map { laws[$0].law }
  }
}

extension Order {
  /// The law of what is ordered; nothing for a stop.
  fileprivate func law(_ plan: DrugPlan, scale: Rational) throws(Diagnostic) -> DoseLaw? {
    switch kind {
    case .bolus(let dose, _):
      return try law(dose, plan, factor: .one, scale: scale)
    case .infusion(let dose, _):
      return try law(
        dose, plan, factor: Rational.one / Rational(minutes: end - start), scale: scale)
    case .rate(let rate):
      return try law(rate, plan, factor: .one, scale: scale)
    case .stop: return nil
    }
  }

  private func law(
    _ dose: ProtocolStep.BoundedQuantity, _ plan: DrugPlan, factor: Rational, scale: Rational
  ) throws(Diagnostic) -> DoseLaw {
    // A session's scale changes what is prescribed, not the bounds.
    DoseLaw(
      try term(dose.quantity, plan, factor: factor * scale),
      atMost: try dose.atMost.map { (bound) throws(Diagnostic) in
        try term(bound, plan, factor: factor)
      },
      atLeast: try dose.atLeast.map { (bound) throws(Diagnostic) in
        try term(bound, plan, factor: factor)
      })
  }

  private func term(
    _ quantity: Quantity, _ plan: DrugPlan, factor: Rational
  ) throws(Diagnostic) -> DoseLaw.Term {
    var exact = Rational(quantity) * factor
    if quantity.dimension.volume > 0 {
      guard let concentration = plan.concentration else {
        throw Diagnostic(
          .noConcentration, at: location, "`\(quantity)` is a volume of unknown strength",
          remedy: "state the drug's `concentration`, for example `1 mg/mL`")
      }
      exact = exact * Rational(concentration)
    }
    return DoseLaw.Term(exact.double, per: quantity.scalar)
  }
}
