public import Diagnostics
public import Patients
internal import Quantities

extension DosingProtocol {
  /// Works the protocol out for one patient.
  ///
  /// Times are whole ticks; the k-th repeat starts at `start + k * every` and the k-th session at
  /// its own product, so nothing accumulates. Each dose is taken for the weight that its unit
  /// names, multiplied by the session's scale, and only then held within its bounds; a bound that
  /// takes effect is recorded in its line. A finite infusion runs at its amount divided by its
  /// duration. Amounts are mg, rates mg/min.
  ///
  /// ```swift
  /// let schedule = try protocol.schedule(for: Patient(weight: weight))
  /// schedule.lines.map(\.amount)  // [100.0] for 82 kg at 0.35 mg/kg/h, at most 25 mg/h, for 4 h
  /// ```
  /// - Parameter patient: Whose weights the doses refer to.
  /// - Returns: A schedule that keeps all of ``Schedule/validate()``'s rules.
  /// - Throws: Everything that ``check()`` finds, weights that are not known, and numbers that
  ///   cannot be computed; codes `T50xx`.
  public func schedule(for patient: Patient) throws(DiagnosticError) -> Schedule {
    let layout = layout()
    if let error = DiagnosticError(layout.diagnostics) { throw error }
    let (timelines, sessionEnd, calendar) = (layout.timelines, layout.sessionEnd, layout.calendar)
    let perSession = timelines.map(\.orders.count).reduce(0, +)
    let (total, overflow) = perSession.multipliedReportingOverflow(by: calendar.entries.count)
    guard !overflow, total <= PlanTimeline.mostDeliveries else {
      throw DiagnosticError(.tooMany(at: course?.phases.first?.location))
    }
    var converters: [DoseConverter] = []
    var faults: [Diagnostic] = []
    for plan in drugs {
      do {
        converters.append(try DoseConverter(plan, for: patient))
      } catch {
        faults += error.diagnostics
      }
    }
    if let error = DiagnosticError(faults) { throw error }
    var builder = ScheduleBuilder()
    for (index, entry) in calendar.entries.enumerated() {
      guard let end = entry.start.adding(sessionEnd) else {
        throw DiagnosticError(.tooLong(at: entry.location, "the end of the session"))
      }
      for (plan, timeline) in timelines.enumerated() {
        do {
          try builder.add(
            timeline.orders, of: drugs[plan], plan, converter: converters[plan],
            session: index + 1, entry: entry)
        } catch {
          throw DiagnosticError(error)
        }
      }
      builder.close(session: index + 1, entry: entry, end: end)
    }
    var schedule = builder.schedule()
    schedule.doubts = drugs.flatMap(\.steps).flatMap(\.doubts)
    try schedule.validate()
    return schedule
  }
}
