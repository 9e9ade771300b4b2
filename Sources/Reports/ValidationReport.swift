internal import Diagnostics
internal import Patients
internal import Quantities
public import Simulation

/// Published observations beside what every shipped model of the drug predicts, misses included.
public struct ValidationReport: Hashable, Sendable {
  /// One model's answer to one observation.
  public struct Prediction: Hashable, Sendable {
    /// The model's id.
    public var model: String
    /// Where the model's blood was sampled.
    public var sampling: String
    /// The value in the unit of the observation; nothing when the model does not describe it.
    public var value: Double?

    /// Makes a prediction.
    public init(model: String, sampling: String, value: Double?) {
      self.model = model
      self.sampling = sampling
      self.value = value
    }
  }

  /// One observation with its predictions.
  public struct Row: Hashable, Sendable {
    /// What was observed.
    public var observation: Observation
    /// What the models say.
    public var predictions: [Prediction]

    /// Makes a row.
    public init(observation: Observation, predictions: [Prediction]) {
      self.observation = observation
      self.predictions = predictions
    }
  }

  /// The rows, those of one study next to one another.
  public var rows: [Row]

  /// Makes a report.
  public init(rows: [Row]) {
    self.rows = rows
  }

  /// The report as text.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    var page = Page(style)
    page.paragraph(
      "Published observations beside typical predictions, which carry no variability. Ratio: "
        + "predicted over observed. SD: how many published standard deviations the prediction lies "
        + "from the observation; a blank where none was published.", indent: 0)
    var study: String?
    for row in rows {
      let observation = row.observation
      if observation.study != study {
        study = observation.study
        page.heading("\(observation.study): \(observation.drug)")
        page.paragraph(
          "\(observation.population); sampling \(observation.sampling); seen in: "
            + observation.evidence.rawValue, .quiet)
        if let note = observation.note { page.paragraph(note, .quiet) }
      }
      page.line("")
      let spread = observation.deviation.map { " ± \($0.number)" } ?? ""
      page.paragraph(
        "\(title(observation)): \(observation.value.number)\(spread) "
          + observation.value.unit.symbol)
      if let reason = observation.notPredicted {
        page.paragraph("not predicted: \(reason)", indent: 4)
      } else {
        for line in table(row).headingLines + table(row).bodyLines { page.line("  " + line) }
      }
    }
    page.blank()
    page.paragraph(summary, indent: 0)
    return page.text
  }

  private func table(_ row: Row) -> TextTable {
    let observed = row.observation.value.number.double
    return TextTable(
      [
        TextTable.Column(["model"], .left), TextTable.Column(["predicts"], .left),
        TextTable.Column(["predicted"], .point), TextTable.Column(["ratio"], .point),
        TextTable.Column(["SD"], .point),
      ],
      rows: row.predictions.map { prediction in
        guard let value = prediction.value else {
          return [prediction.model, prediction.sampling, "not described", "", ""]
        }
        let deviation = row.observation.deviation?.value(in: row.observation.value.unit)
        let distance = deviation.map { (value - observed) / $0 }
        return [
          prediction.model, prediction.sampling, NumberFormat.plain(value),
          NumberFormat.fixed(value / observed, decimals: 2),
          distance.map { NumberFormat.fixed($0, decimals: 1) } ?? "",
        ]
      })
  }

  private func title(_ observation: Observation) -> String {
    let what =
      switch observation.measure {
      case .concentration(let time): "\(observation.output) at \(time)"
      case .peak: "peak of \(observation.output)"
      case .timeOfPeak: "time of the peak of \(observation.output)"
      case .clearance: "clearance"
      case .steadyStateVolume: "volume at steady state"
      case .terminalVolume: "terminal volume"
      case .halfLife: "terminal half-life"
      }
    guard let regimen = observation.regimen else { return what }
    let weight = observation.patient.weight.map { " (\($0))" } ?? ""
    return "\(regimen)\(weight), \(what)"
  }

  /// How many predictions lie how near, over everything that could be predicted.
  private var summary: String {
    let ratios = rows.filter { $0.observation.notPredicted == nil }.flatMap { row in
      row.predictions.compactMap { $0.value.map { $0 / row.observation.value.number.double } }
    }
    let near = ratios.filter { (0.8...1.25).contains($0) }.count
    let far = ratios.filter { !(0.5...2).contains($0) }.count
    let skipped = rows.filter { $0.observation.notPredicted != nil }.count
    return
      "\(rows.count) observations, \(ratios.count) predictions: \(near) within 0.80 to 1.25, "
      + "\(far) off by more than a factor of 2; \(skipped) observations not predicted, for the "
      + "reasons given."
  }
}
