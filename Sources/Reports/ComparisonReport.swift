internal import Diagnostics
internal import Dosing
internal import Kinetics
internal import Patients
internal import Quantities
internal import Simulation

/// What differs between two plans for one patient: first what is given, then what follows from it,
/// then what sets of limits say.
///
/// Both sides are worked out in the same way as a preview; what is equal is named and not repeated.
public struct ComparisonReport: Sendable {
  /// The side that is there already.
  public var a: PreviewReport
  /// The side that is new.
  public var b: PreviewReport
  /// How the report was made; with it the model cards belong to the report.
  public var provenance: ReportProvenance?

  /// Compares two previews of one patient.
  public init(_ a: PreviewReport, _ b: PreviewReport, provenance: ReportProvenance? = nil) {
    self.a = a
    self.b = b
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
    content.paragraph("A \(a.protocolID) · B \(b.protocolID)", indent: 0, .heading)
    content.paragraph(
      "Decision support for education and research; not a prescription.", indent: 0, .quiet)
    content.heading("What is compared")
    for (name, side) in [("A", a), ("B", b)] {
      content.item(name, "\(side.protocolID) · \(side.protocolTitle)")
      for drug in side.drugs {
        content.item("", "\(drug.model.model.id), \(drug.model.model.sampling.words)")
        drug.addCard(to: &content)
        drug.addSaturation(to: &content)
      }
      for warning in side.drugs.flatMap(\.model.warnings) {
        content.item(
          "warning", "\(warning.code): \(warning.message). Help: \(warning.remedy)", .caution)
      }
      for missing in side.missingCurves { content.item("no curve", missing.words, .caution) }
    }
    if let declared = a.context.words { content.item("declared", declared) }
    do {
      addDoses(to: &content)
      addLines(to: &content)
      for (one, other) in pairs { try addCurves(one, other, to: &content) }
      addFindings(to: &content)
      for chart in try drawnCharts() {
        content.heading("Chart: \(chart.title)")
        content.add(.chart(chart, drawsLandmarks: false))
      }
    } catch {
      throw .simulation(error)
    }
    content.heading("Left out")
    content.remark(
      "A quantity that is the same on both sides to the digits shown is named under `equal`.")
    if !isJudged {
      content.remark("Limits: not checked, so no finding is compared; see `--limits`.")
    }
    for side in [a, b] {
      let known = Set(side.drugs.map(\.name))
      for drug in Set(side.schedule.deliveries.map(\.drug)).subtracting(known).sorted() {
        content.remark("No curve of \(drug) in \(side.protocolID): only its doses are compared.")
      }
    }
    if let provenance {
      try (a.drugs + b.drugs).addModelCards(to: &content)
      provenance.add(to: &content)
    }
    return content
  }

  /// The pictures of the report.
  /// - Throws: ``ReportFailure/simulation(_:)`` when a curve has no value.
  public func charts() throws(ReportFailure) -> [ChartModel] {
    do {
      return try drawnCharts()
    } catch {
      throw .simulation(error)
    }
  }

  /// The drugs that both sides give.
  var pairs: [(SimulatedDrug, SimulatedDrug)] {
    a.drugs.compactMap { one in
      b.drugs.first { $0.name == one.name }.map { (one, $0) }
    }
  }

  /// A drug's curves of both sides on one axis, with what both give.
  private func drawnCharts() throws(SimulationFailure) -> [ChartModel] {
    let end = max(try a.chartEnd(), try b.chartEnd())
    var charts: [ChartModel] = []
    for (one, other) in pairs {
      var chart = try ChartModel(drug: one, until: end)
      let second = try ChartModel(drug: other, until: end)
      chart.rules = a.limitRules(for: one)
      chart.rules += b.limitRules(for: other).filter { !chart.rules.contains($0) }
      chart.traces = chart.traces.map { $0.named("A") }
      chart.traces += second.traces.map { trace in
        var trace = trace.named("B")
        trace.role = .alternative
        return trace
      }
      let (dosing, other) = (chart.dosing, second.dosing)
      if dosing.steps != other.steps || dosing.boluses != other.boluses {
        chart.dosing.other = ChartModel.Dosing.Other(steps: other.steps, boluses: other.boluses)
        chart.dosing.sustainedRate = max(dosing.sustainedRate, other.sustainedRate)
      }
      charts.append(chart)
    }
    return charts
  }
}

extension ChartModel.Trace {
  fileprivate func named(_ side: String) -> ChartModel.Trace {
    var trace = self
    trace.label = "\(side): \(label)"
    trace.sign = side
    return trace
  }
}
