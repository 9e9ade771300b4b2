internal import Quantities
internal import Simulation

extension ValidationReport {
  /// One row for each observation and model, predictions with six digits.
  public var tidy: TidyTable {
    TidyTable(
      columns: [
        "drug", "study", "population", "regimen", "output", "measure", "unit", "observed",
        "observed_sd", "observed_sampling", "evidence", "model", "model_sampling", "predicted",
        "ratio", "not_predicted",
      ], rows: rows.flatMap(Self.cells))
  }

  private static func cells(_ row: Row) -> [[String]] {
    let observation = row.observation
    let value = observation.value
    let start = [
      observation.drug, observation.study, observation.population, observation.regimen ?? "",
      observation.output, title(observation), value.unit.symbol, "\(value.number)",
      observation.deviation?.value(in: value.unit).map { NumberFormat.plain($0, digits: 6) } ?? "",
      observation.sampling, observation.evidence.rawValue,
    ]
    guard observation.notPredicted == nil, !row.predictions.isEmpty else {
      return [start + ["", "", "", "", observation.notPredicted ?? "no model of this drug"]]
    }
    return row.predictions.map { prediction in
      guard let predicted = prediction.value else {
        return start + [
          prediction.model, prediction.sampling, "", "", "the model does not describe it",
        ]
      }
      return start + [
        prediction.model, prediction.sampling, NumberFormat.plain(predicted, digits: 6),
        NumberFormat.plain(predicted / value.number.double, digits: 6), "",
      ]
    }
  }
}
