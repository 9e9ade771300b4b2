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
    var rest = rows[...]
    while let first = rest.first {
      let study = rest.prefix { $0.observation.study == first.observation.study }
      rest = rest.dropFirst(study.count)
      add(Array(study), first.observation, to: &page)
    }
    page.blank()
    page.paragraph(summary, indent: 0)
    return page.text
  }

  private func add(_ study: [Row], _ shared: Observation, to page: inout Page) {
    page.heading("\(shared.study): \(shared.drug)")
    page.paragraph(
      "\(shared.population); sampling \(shared.sampling); seen in: \(shared.evidence.rawValue)",
      .quiet)
    if let note = shared.note { page.paragraph(note, .quiet) }
    if let reason = shared.notPredicted {
      for row in study {
        page.paragraph("\(Self.title(row.observation)): \(observed(row.observation))")
      }
      page.paragraph("not predicted: \(reason)")
      return
    }
    var rest = study[...]
    while let first = rest.first {
      let regimen = rest.prefix { $0.observation.regimen == first.observation.regimen }
      rest = rest.dropFirst(regimen.count)
      if let text = first.observation.regimen {
        let weight = first.observation.patient.weight.map { ", \($0)" } ?? ""
        page.paragraph("given: \(text)\(weight)")
      }
      let hasDeviation = regimen.contains { $0.observation.deviation != nil }
      let columns = [
        TextTable.Column(["observed"], .left), TextTable.Column(["value"], .left),
        TextTable.Column(["model (sampling)"], .left), TextTable.Column(["predicted"], .point),
        TextTable.Column(["ratio"], .point), TextTable.Column(["SD"], .point),
      ]
      let used = hasDeviation ? columns : columns.dropLast()
      let table = TextTable(used, rows: regimen.flatMap(cells).map { Array($0.prefix(used.count)) })
      for line in table.headingLines + table.bodyLines { page.line(line) }
    }
  }

  private func observed(_ observation: Observation) -> String {
    let spread = observation.deviation.map { " ± \($0.number)" } ?? ""
    return "\(observation.value.number)\(spread) \(observation.value.unit.symbol)"
  }

  /// One line for each model; the observation stands on the first.
  private func cells(_ row: Row) -> [[String]] {
    let value = row.observation.value
    let deviation = row.observation.deviation?.value(in: value.unit)
    return row.predictions.enumerated().map { index, prediction in
      let head = index == 0 ? [Self.title(row.observation), observed(row.observation)] : ["", ""]
      let model = "\(prediction.model) (\(prediction.sampling))"
      guard let predicted = prediction.value else {
        return head + [model, "not described", "", ""]
      }
      let distance = deviation.map { (predicted - value.number.double) / $0 }
      return head + [
        model, NumberFormat.plain(predicted),
        NumberFormat.fixed(predicted / value.number.double, decimals: 2),
        distance.map { NumberFormat.fixed(($0 * 10).rounded() / 10, decimals: 1) } ?? "",
      ]
    }
  }

  /// What was measured, in words.
  static func title(_ observation: Observation) -> String {
    switch observation.measure {
    case .concentration(let time): "\(observation.output) at \(time)"
    case .peak: "peak of \(observation.output)"
    case .timeOfPeak: "time of the peak of \(observation.output)"
    case .clearance: "clearance"
    case .steadyStateVolume: "volume at steady state"
    case .terminalVolume: "terminal volume"
    case .halfLife: "terminal half-life"
    }
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
