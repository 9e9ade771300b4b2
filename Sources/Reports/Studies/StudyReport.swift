public import Population
internal import Quantities

/// The percentiles of a finished study, as pictures and as a table.
public struct StudyReport: Sendable {
  /// One scenario of the study.
  public struct Scenario: Sendable {
    /// From 1, as in the names of the study's files.
    public var number: Int
    /// Model, protocol and settings in words.
    public var title: String
    /// What was simulated of the variability, in words.
    public var variability: String
    /// The percentiles of each output.
    public var curves: [PercentileCurves]

    /// Makes a scenario.
    public init(number: Int, title: String, variability: String, curves: [PercentileCurves]) {
      self.number = number
      self.title = title
      self.variability = variability
      self.curves = curves
    }
  }

  /// The id of the study.
  public var study: String
  /// How many subjects took part.
  public var subjects: Int
  /// How often each of them did.
  public var replicates: Int
  /// The seed of all draws.
  public var seed: UInt64
  /// The version of the program that ran the study.
  public var version: String
  /// What is shown.
  public var scenarios: [Scenario]
  /// How the report was made.
  public var provenance: ReportProvenance?

  /// Makes a report.
  public init(
    study: String, subjects: Int, replicates: Int, seed: UInt64, version: String,
    scenarios: [Scenario], provenance: ReportProvenance? = nil
  ) {
    self.study = study
    self.subjects = subjects
    self.replicates = replicates
    self.seed = seed
    self.version = version
    self.scenarios = scenarios
    self.provenance = provenance
  }

  /// The pictures: one for each scenario and output.
  public var charts: [ChartModel] {
    scenarios.flatMap { scenario in
      scenario.curves.map { chart(of: $0, in: scenario, notes: notes(scenario) + below($0)) }
    }
  }

  /// What the report says, for whichever way it is shown.
  public var content: ReportContent {
    var content = ReportContent()
    content.paragraph("\(study) · percentiles of \(people)", indent: 0, .heading)
    content.paragraph(
      "Decision support for education and research; not a prescription.", indent: 0, .quiet)
    content.heading("Study")
    content.item("subjects", people)
    content.item("seed", "\(seed)")
    content.item("run by", "titrate \(version)")
    content.remark(Self.method)
    content.remark(
      "A percentile at a moment is not one person's curve, and the highest value of a percentile is "
        + "not that percentile of the peaks: those are in the study's metrics.")
    for scenario in scenarios {
      for curves in scenario.curves {
        let chart = chart(of: curves, in: scenario, notes: [])
        content.heading("Chart: \(chart.title)")
        content.item("variability", scenario.variability)
        for note in below(curves) { content.item("not drawn", note, .caution) }
        content.add(.chart(chart, drawsLandmarks: false))
        content.table(table(curves))
      }
    }
    provenance?.add(to: &content)
    return content
  }

  var people: String {
    "\(subjects) subjects" + (replicates > 1 ? ", each drawn \(replicates) times" : "")
  }

  /// What a figure must say that is taken out of the report.
  private func notes(_ scenario: Scenario) -> [String] {
    [
      "s\(scenario.number): \(scenario.title), \(people). Variability: \(scenario.variability).",
      Self.method,
    ]
  }

  /// That measurements below zero are below the picture, where there are any.
  private func below(_ curves: PercentileCurves) -> [String] {
    guard let lowest = curves.values.joined().min(), lowest < 0 else { return [] }
    return [
      "Percentiles of measurements below zero, down to \(NumberFormat.plain(lowest)) ng/mL, lie below "
        + "the picture."
    ]
  }

  private static let method =
    "Percentiles are those of the moments that were observed, within 0.1 %; between them lines are "
    + "straight."

  private func chart(
    of curves: PercentileCurves, in scenario: Scenario, notes: [String]
  ) -> ChartModel {
    var chart = ChartModel(
      curves,
      title: "s\(scenario.number) \(scenario.title), \(curves.output.replacing("_", with: " "))")
    chart.notes = notes
    return chart
  }

  /// The highest value of each percentile, and the last one.
  private func table(_ curves: PercentileCurves) -> TextTable {
    let end = curves.minutes.last ?? 0
    let rows = zip(curves.percentiles, curves.values).map { percentile, values in
      let highest = values.indices.max { values[$0] < values[$1] } ?? 0
      return [
        percentile.description, NumberFormat.plain(values[highest]),
        Tick.roundedClock(minutes: curves.minutes[highest]),
        NumberFormat.plain(values.last ?? 0),
      ]
    }
    return TextTable(
      [
        TextTable.Column(["percentile"], .point),
        TextTable.Column(["highest", "ng/mL"], .point),
        TextTable.Column(["at"], .left),
        TextTable.Column(["at end", Tick.roundedClock(minutes: end), "ng/mL"], .point),
      ], rows: rows)
  }
}
