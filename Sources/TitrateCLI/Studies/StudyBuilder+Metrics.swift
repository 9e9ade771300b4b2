internal import Titrate

extension StudyBuilder {
  /// Reports metrics that a model's subjects do not have.
  mutating func checkMetrics(of model: Model) {
    guard let flow = model.flows.first(where: \.isSaturable) else { return }
    for (index, metric) in study.outputs.metrics.enumerated() where metric.isDisposition {
      let fault = Diagnostic(
        .undefinedMetric, at: study.outputs.place(ofMetric: index),
        "the flow from `\(flow.from)` to `\(flow.to ?? "out")` of `\(model.id)` saturates: how fast "
          + "drug leaves depends on its concentration, so a subject has no single clearance, volume, "
          + "residence time or half-life",
        expected: "metrics of the curve, such as `cmax`, `auc` and `auc to infinity`",
        remedy: "remove this metric, or leave `\(model.id)` to a study without it")
      if !findings.contains(fault) { findings.append(fault) }
    }
  }
}
