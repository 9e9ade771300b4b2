internal import Diagnostics
internal import Dosing
internal import Kinetics
internal import Patients
public import Quantities
internal import Simulation

/// What happens at one moment of a protocol, why the concentrations are what they are, and how near
/// the limits are.
public struct ExplanationReport: Sendable {
  /// The protocol, the patient and the curves; its judgements are those of the moment.
  public var preview: PreviewReport
  /// The moment that is explained.
  public var moment: Tick
  /// How the report was made; with it the model cards belong to the report.
  public var provenance: ReportProvenance?

  /// Makes a report on one moment.
  /// - Parameters:
  ///   - preview: The protocol, the patient and the curves, with what sets of limits say of the
  ///     moment (`LimitSet.judgement(of:at:strongOnly:)`), if any were asked.
  ///   - moment: The moment.
  ///   - provenance: How the report was made, where it is to say so.
  public init(_ preview: PreviewReport, at moment: Tick, provenance: ReportProvenance? = nil) {
    self.preview = preview
    self.moment = moment
    self.provenance = provenance
  }

  /// The report as text.
  /// - Throws: ``ReportFailure/simulation(_:)`` when a curve has no value.
  public func text(_ style: TextStyle = TextStyle()) throws(ReportFailure) -> String {
    Page.text(try content(), style)
  }

  /// What the report says, for whichever way it is shown.
  /// - Throws: ``ReportFailure/simulation(_:)`` when a curve has no value.
  public func content() throws(ReportFailure) -> ReportContent {
    var content = ReportContent()
    content.paragraph(
      "\(preview.protocolID) at \(moment.clock) · \(preview.protocolTitle)", indent: 0, .heading)
    content.paragraph(
      "Decision support for education and research; not a prescription.", indent: 0, .quiet)
    addWarnings(to: &content)
    addSession(to: &content)
    do {
      try addRunning(to: &content)
      for drug in preview.drugs {
        try addConcentrations(drug, to: &content)
        try addLedger(drug, to: &content)
      }
      addLimits(to: &content)
      addNext(to: &content)
      for chart in try drawnCharts() {
        content.heading("Chart: \(chart.title)")
        content.add(.chart(chart, drawsLandmarks: preview.drawsLandmarks))
      }
    } catch {
      throw .simulation(error)
    }
    if let provenance {
      try preview.drugs.addModelCards(to: &content)
      provenance.add(to: &content)
    }
    return content
  }

  /// What the patient, the schedule and the models give reason to be careful about.
  private func addWarnings(to content: inout ReportContent) {
    let warnings =
      preview.patient.plausibility()
      + schedule.plausibility(weight: preview.patient.weight?.canonical)
      + preview.drugs.flatMap(\.model.warnings)
    guard !warnings.isEmpty || !preview.missingCurves.isEmpty else { return }
    content.heading("Warnings")
    for missing in preview.missingCurves { content.item("no curve", missing.words, .caution) }
    for warning in warnings {
      content.item(
        warning.severity.rawValue,
        "\(warning.code): \(warning.message). Help: \(warning.remedy)", .caution)
    }
  }

  private var schedule: Schedule { preview.schedule }

  private func addSession(to content: inout ReportContent) {
    content.heading("Where the course is")
    let begun = schedule.sessions.filter { $0.start <= moment }
    if let session = begun.last, schedule.sessions.count > 1 {
      let place = moment < session.end ? "in it" : "after its end"
      content.item(
        "session",
        "\(session.number) of \(schedule.sessions.count), \((moment - session.start).words) after its "
          + "start, \(place)")
    }
    content.item(
      "course",
      moment < schedule.end
        ? "\((schedule.end - moment).words) before the end (\(schedule.end.clock))"
        : "\((moment - schedule.end).words) after the end (\(schedule.end.clock))")
    for drug in Set(schedule.deliveries.map(\.drug)).sorted() {
      let dose = DeliveredDose(schedule.deliveries.filter { $0.drug == drug })
      let (given, all) = (dose.amount(by: moment), dose.amount(by: schedule.end))
      var text = "\(NumberFormat.plain(given)) of \(NumberFormat.plain(all)) mg"
      if let weight = preview.patient.weight?.canonical {
        text +=
          " = \(NumberFormat.plain(given / weight)) of \(NumberFormat.plain(all / weight)) mg/kg"
      }
      content.item("\(drug) given", text)
    }
  }

  private func addRunning(to content: inout ReportContent) throws(SimulationFailure) {
    content.heading("What runs")
    let running = schedule.lines.indices.filter { index in
      let line = schedule.lines[index]
      return line.start == moment || (line.start < moment && moment < line.end)
    }
    guard !running.isEmpty else {
      content.paragraph("nothing runs")
      return
    }
    for index in running {
      let line = schedule.lines[index]
      content.item("line \(index + 1)", "\(line.drug) \(line.kind.words) \(entered(line))")
      if line.kind != .stop, let rate = line.rate { content.item("", rates(rate, line)) }
      content.item("", phase(of: line))
    }
  }

  private func entered(_ line: ScheduleLine) -> String { EnteredText(preview.patient, line).text }

  private func rates(_ rate: Double, _ line: ScheduleLine) -> String {
    let hourly = NumberFormat.shortest(near: rate * Scale.perHour)
    var texts = ["\(NumberFormat.plain(hourly)) mg/h"]
    if let weight = preview.patient.weight?.canonical {
      texts.append("\(NumberFormat.plain(hourly / weight)) mg/kg/h")
      texts.append("\(NumberFormat.plain(rate * 1000 / weight)) mcg/kg/min")
    }
    if let strength = line.concentration {
      texts.append("\(NumberFormat.plain(hourly / strength)) mL/h")
    }
    return texts.joined(separator: " = ")
  }

  private func phase(of line: ScheduleLine) -> String {
    guard line.end > line.start else { return "given now, \(NumberFormat.plain(line.amount)) mg" }
    let (gone, left) = (moment - line.start, line.end - moment)
    guard line.kind != .stop else { return "stopped for \(gone.words), \(left.words) left" }
    let given = (line.rate ?? 0) * gone.minutes
    return "running for \(gone.words) of \((line.end - line.start).words), \(left.words) left; "
      + "\(NumberFormat.plain(given)) of \(NumberFormat.plain(line.amount)) mg given"
  }

  /// Everything that starts or ends at the next moment at which anything does.
  private func addNext(to content: inout ReportContent) {
    content.heading("What comes next")
    let moments = schedule.lines.flatMap { [$0.start, $0.end] }.filter { $0 > moment }
    guard let next = moments.min() else {
      content.paragraph("nothing: the course is over")
      return
    }
    content.item("at", "\(next.clock), in \((next - moment).words)")
    for (index, line) in schedule.lines.enumerated() {
      if line.end == next, line.end > line.start {
        content.item("ends", "line \(index + 1), \(line.drug) \(line.kind.words) \(entered(line))")
      }
    }
    for (index, line) in schedule.lines.enumerated() where line.start == next {
      content.item("starts", "line \(index + 1), \(line.drug) \(line.kind.words) \(entered(line))")
    }
  }
}
