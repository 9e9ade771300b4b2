internal import Dosing
internal import Quantities
internal import Simulation

extension ExplanationReport {
  /// The pictures of the report, each with a mark at the moment.
  /// - Throws: ``ReportFailure/simulation(_:)`` when a curve has no value.
  public func charts() throws(ReportFailure) -> [ChartModel] {
    do {
      return try drawnCharts()
    } catch {
      throw .simulation(error)
    }
  }

  /// For each drug the whole time and, of long courses, the session in which the moment lies.
  func drawnCharts() throws(SimulationFailure) -> [ChartModel] {
    var charts: [ChartModel] = []
    let end = max(try preview.chartEnd(), moment)
    for drug in preview.drugs {
      charts.append(marked(try preview.chart(of: drug, from: .zero, until: end)))
      if let window = try preview.sessionWindow(of: drug, until: end, around: moment),
        window.start <= moment, moment <= window.end
      {
        charts.append(marked(try preview.chart(of: drug, from: window.start, until: window.end)))
      }
    }
    return charts
  }

  private func marked(_ chart: ChartModel) -> ChartModel {
    var chart = chart
    chart.marks.append(
      ChartModel.Mark(.moment, minutes: moment.minutes, label: moment.clock))
    return chart
  }
}
