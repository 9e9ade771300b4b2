public import Diagnostics
internal import Quantities

extension Schedule {
  /// Makes sure that the schedule keeps its rules, whoever made it.
  ///
  /// Every delivery starts at or after zero, ends at or before 100 years and not before its start,
  /// belongs to a line and is neither negative nor infinite; a bolus takes no time and a rate takes
  /// some; stretches of one drug's pump settings do not overlap; lines and sessions
  /// are in time order; there are at most 100,000 deliveries.
  /// - Throws: Every broken rule, as `T5013` or `T5019`.
  public func validate() throws(DiagnosticError) {
    var found: [Diagnostic] = []
    if deliveries.count > PlanTimeline.mostDeliveries { found.append(.tooMany(at: nil)) }
    for (index, delivery) in deliveries.enumerated() {
      if let fault = fault(of: delivery) {
        found.append(broken("delivery \(index + 1) \(fault)", at: delivery.line))
      }
    }
    if let pair = zip(lines, lines.dropFirst()).first(where: { $0.start > $1.start }) {
      found.append(broken("the lines of `\(pair.0.drug)` are not in time order", at: nil))
    }
    for line in lines where line.start < .zero || line.end < line.start || line.end > .longest {
      found.append(broken("a line of `\(line.drug)` has impossible times", at: nil))
    }
    if zip(sessions, sessions.dropFirst()).contains(where: { $0.end > $1.start }) {
      found.append(broken("sessions overlap or are not in time order", at: nil))
    }
    found += overlappingSettings()
    if let error = DiagnosticError(found) { throw error }
  }

  private func fault(of delivery: Delivery) -> String? {
    if delivery.start < .zero || delivery.end > .longest { return "lies outside 0 to 100 years" }
    if delivery.end < delivery.start { return "ends before it starts" }
    if !lines.isEmpty, !lines.indices.contains(delivery.line) { return "belongs to no line" }
    switch delivery.manner {
    case .bolus(let amount):
      if delivery.end != delivery.start { return "is a bolus that takes time" }
      return amount.isFinite && amount >= 0 ? nil : "has the amount \(amount) mg"
    case .finiteInfusion(let rate), .setRate(let rate):
      if delivery.end == delivery.start { return "has a rate but no duration" }
      return rate.isFinite && rate >= 0 ? nil : "has the rate \(rate) mg/min"
    }
  }

  private func overlappingSettings() -> [Diagnostic] {
    let settings = deliveries.filter { if case .setRate = $0.manner { true } else { false } }
      .sorted { ($0.drug, $0.start, $0.end) < ($1.drug, $1.start, $1.end) }
    return zip(settings, settings.dropFirst())
      .filter { $0.drug == $1.drug && $0.end > $1.start }
      .map { broken("two pump settings of `\($0.0.drug)` overlap", at: $0.1.line) }
  }

  private func broken(_ message: String, at line: Int?) -> Diagnostic {
    let place = line.flatMap { lines.indices.contains($0) ? lines[$0].location : nil }
    return Diagnostic(
      .brokenSchedule, at: place, message,
      remedy: "correct the program or file that made the schedule")
  }
}
